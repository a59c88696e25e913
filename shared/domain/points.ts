/** Whole hundredths of a point: 12.5 points is stored, summed and compared as 1250. Never a binary fraction. */
export type Points = number;

/** A decimal number kept as its canonical text ("90", "99.5", "-3"), so that parameters stay exact. */
export type Quantity = string;

const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const ANY_WIDE = /[\uFF01-\uFF5E\u3000\u00a0]/;

/** Full-width ASCII (１．５；＝) to half-width, ideographic space to space; trims. Unambiguous, so always done on what people type. */
export function halfWidth(text: string): string {
  // Asked for every cell of a workbook; most have nothing to change.
  if (!ANY_WIDE.test(text)) return text.trim();
  return text
    .replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0]/g, ' ')
    .trim();
}

/**
 * Reads a decimal such as `1`, `1.5`, `１．５０`. Plain digits only: no exponent, no thousands separator.
 * @returns canonical text without leading or trailing zeros, or null if it is not a decimal number.
 */
export function parseQuantity(text: string): Quantity | null {
  const match = /^([+-]?)(\d{1,15})(?:\.(\d{0,10}))?$/.exec(halfWidth(text).replace(/。/g, '.'));
  if (!match) return null;
  const whole = (match[2] ?? '').replace(/^0+(?=\d)/, '');
  const decimals = (match[3] ?? '').replace(/0+$/, '');
  const magnitude = decimals ? `${whole}.${decimals}` : whole;
  return match[1] === '-' && magnitude !== '0' ? `-${magnitude}` : magnitude;
}

/**
 * Reads points typed by a person: at most two decimals, not negative.
 * @returns hundredths of a point, or null if the text is no such number.
 */
export function parsePoints(text: string): Points | null {
  const quantity = parseQuantity(text);
  if (quantity === null || quantity.startsWith('-')) return null;
  const [whole = '0', decimals = ''] = quantity.split('.');
  if (decimals.length > 2) return null;
  const hundredths = Number(whole) * 100 + Number(decimals.padEnd(2, '0') || '0');
  return Number.isSafeInteger(hundredths) ? hundredths : null;
}

/** Hundredths as people read them, always two decimals: 9119 → "91.19". */
export function formatPoints(points: Points): string {
  const sign = points < 0 ? '-' : '';
  const magnitude = Math.abs(points);
  return `${sign}${Math.floor(magnitude / 100)}.${String(magnitude % 100).padStart(2, '0')}`;
}

/** Hundredths in the shortest decimal form, for rule texts and parameters: 150 → "1.5". */
export function shortPoints(points: Points): string {
  return formatPoints(points).replace(/\.?0+$/, '');
}
