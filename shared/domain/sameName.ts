import { halfWidth } from './points';

/** Whether two names are the same but for full-width signs and blanks: 镇(街道) is 镇（街道）. */
export function isSameName(one: string, other: string): boolean {
  return one === other || nameKey(one) === nameKey(other);
}

/**
 * A name as it is kept: no blank line and no padding between Chinese signs (司 法 局), which means nothing; the blanks of
 * words (平台 A 类, District 1) are part of it.
 */
export function readName(text: string): string {
  return text
    .replace(/\s*[\r\n]\s*/g, '')
    .replace(/(?<=[\p{Script=Han}（）])\s+(?=[\p{Script=Han}（）])/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What two spellings of one name have in common. */
export function nameKey(name: string): string {
  return halfWidth(name).replace(/\s+/g, '');
}
