import { halfWidth } from './points';

/** Whether two names are the same but for full-width signs and blanks: 镇(街道) is 镇（街道）. */
export function isSameName(one: string, other: string): boolean {
  return one === other || plain(one) === plain(other);
}

function plain(name: string): string {
  return halfWidth(name).replace(/\s+/g, '');
}
