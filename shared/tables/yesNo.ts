import { halfWidth } from '../domain/points';

const YES = new Set(['是', '√', '✓', '✔', 'y', 'yes', 'true', '1', '对', '有']);
const NO = new Set(['', '否', '×', '✗', 'x', 'n', 'no', 'false', '0', '无', '不']);

/** A cell that takes 是 or 否; empty is no. null: neither. */
export function readYesNo(text: string): boolean | null {
  const normal = halfWidth(text).toLowerCase();
  if (YES.has(normal)) return true;
  return NO.has(normal) ? false : null;
}
