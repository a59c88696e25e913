import type { CellText } from '@shared/tables/sheet';

/** Makes the shown text of a stored number. */
export type NumberFormatter = (stored: string) => CellText;

/** Number formats a file need not declare; ECMA-376 part 1, 18.8.30, with the Chinese date formats 27–58. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'yyyy-mm-dd',
  15: 'yyyy-mm-dd',
  16: 'yyyy-mm-dd',
  17: 'yyyy-mm-dd',
  18: 'h:mm',
  19: 'h:mm',
  20: 'h:mm',
  21: 'h:mm',
  22: 'yyyy-mm-dd h:mm',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  45: 'h:mm',
  46: 'h:mm',
  47: 'h:mm',
  49: '@',
};

/** Format code of a number format id that the file did not declare. */
export function builtInFormat(id: number): string {
  if ((id >= 27 && id <= 31) || (id >= 34 && id <= 36) || (id >= 50 && id <= 58)) return 'yyyy-mm-dd';
  if (id === 32 || id === 33) return 'h:mm';
  return BUILT_IN[id] ?? 'General';
}

/**
 * The formatter of one number format: fixed decimals, thousands, percent, leading zeros, literals and dates. Formats it
 * cannot follow (fractions, conditions, exponents) show the number as it is: never a wrong one.
 */
export function numberFormatter(format: string, date1904: boolean): NumberFormatter {
  const sections = splitSections(format).map(stripDecoration);
  const first = sections[0] ?? 'General';
  if (isDateFormat(first)) return (stored) => formatDate(stored, first, date1904);
  const usual = readDigits(first);
  const ofNegative = sections[1] ? readDigits(sections[1]) : usual;
  const ofZero = sections[2] ? readDigits(sections[2]) : usual;
  return (stored) => {
    const number = exactDecimal(stored);
    const negative = number.startsWith('-');
    const zero = /^-?0*$/.test(number.replace('.', ''));
    const digits = negative && sections[1] ? ofNegative : zero ? ofZero : usual;
    if (!digits) return { text: number, number };
    const shown = formatMagnitude(negative ? number.slice(1) : number, digits);
    // A section of its own for negative numbers shows their sign itself, if at all; for us the sign must stay readable.
    const sign = negative && !shown.includes('-') ? '-' : '';
    return { text: `${sign}${shown}`, number };
  };
}

/**
 * Stored number (a double written with up to 17 digits) as the decimal people typed: 15 significant digits, no exponent
 * for any number a table holds.
 */
export function exactDecimal(stored: string): string {
  const trimmed = stored.trim();
  if (/^-?(?:0|[1-9]\d{0,14})$/.test(trimmed)) return trimmed;
  const value = Number(trimmed);
  if (trimmed === '' || !Number.isFinite(value)) return trimmed;
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e') ? expandExponent(text) : text;
}

function expandExponent(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const exponent = Number(match[4]);
  if (Math.abs(exponent) > 30) return text;
  const digits = `${match[2]}${match[3] ?? ''}`;
  const body = exponent >= 0 ? digits.padEnd(exponent + 1, '0') : `0.${'0'.repeat(-exponent - 1)}${digits}`;
  return `${match[1]}${body}`;
}

/** Parts a format at the semicolons outside quotes and escapes. */
function splitSections(format: string): string[] {
  const sections = [''];
  for (let i = 0; i < format.length; i += 1) {
    const char = format.charAt(i);
    if (char === '"') {
      const end = format.indexOf('"', i + 1);
      const stop = end < 0 ? format.length : end + 1;
      sections[sections.length - 1] += format.slice(i, stop);
      i = stop - 1;
    } else if (char === '\\') {
      sections[sections.length - 1] += format.slice(i, i + 2);
      i += 1;
    } else if (char === ';') sections.push('');
    else sections[sections.length - 1] += char;
  }
  return sections;
}

/** Takes colours, locales, padding (`_x`, `*x`) away; quoted and escaped literals stay as private-use characters' text. */
function stripDecoration(section: string): string {
  return section
    .replace(/\[\$([^\]-]*)(?:-[^\]]*)?\]/g, (_whole, symbol: string) => (symbol ? `"${symbol}"` : ''))
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .replace(/_./g, '')
    .replace(/\*./g, '');
}

function withoutLiterals(section: string): string {
  return section.replace(/"[^"]*"/g, '').replace(/\\./g, '');
}

function isDateFormat(section: string): boolean {
  const bare = withoutLiterals(section);
  return !/general/i.test(bare) && /[ymdhs]/i.test(bare) && !/[#?]/.test(bare);
}

/** What a section of a format says, read once and not for every cell. */
interface Digits {
  readonly prefix: string;
  readonly suffix: string;
  /** Whole digits at least, and whether they are parted by thousands. */
  readonly whole: number;
  readonly grouped: boolean;
  /** Decimals at most and at least. */
  readonly decimals: number;
  readonly required: number;
  readonly percent: boolean;
}

/** null where the format is not one of plain digits. */
function readDigits(section: string): Digits | null {
  const match = /^((?:"[^"]*"|\\.|[^0#?.,"\\])*)([0#?,]*)(?:\.([0#?]*))?((?:"[^"]*"|\\.|[^0#?"\\])*)$/.exec(
    section,
  );
  const whole = match?.[2] ?? '';
  if (!match || (whole === '' && match[3] === undefined)) return null;
  const [prefix, suffix] = [literalText(match[1] ?? ''), literalText(match[4] ?? '')];
  if (/[/eE@]/.test(withoutLiterals(match[1] ?? '') + withoutLiterals(match[4] ?? '')) || whole.endsWith(','))
    return null;
  const decimals = match[3] ?? '';
  return {
    ...{ prefix, suffix, whole: whole.replace(/[^0]/g, '').length, grouped: whole.includes(',') },
    ...{ decimals: decimals.length, required: decimals.replace(/[^0]+$/, '').length },
    percent: withoutLiterals(section).includes('%'),
  };
}

function formatMagnitude(magnitude: string, digits: Digits): string {
  const { prefix, suffix, required } = digits;
  const rounded = roundDecimal(magnitude, digits.decimals, digits.percent ? 2 : 0);
  const [integer = '', fraction = ''] = rounded.split('.');
  const shownFraction = fraction.slice(0, required) + fraction.slice(required).replace(/0+$/, '');
  const padded = integer.replace(/^0+/, '').padStart(digits.whole, '0');
  const grouped = digits.grouped ? padded.replace(/\B(?=(?:\d{3})+$)/g, ',') : padded;
  return `${prefix}${grouped}${shownFraction ? `.${shownFraction}` : ''}${suffix}`;
}

function literalText(part: string): string {
  return part.replace(/"([^"]*)"/g, '$1').replace(/\\(.)/g, '$1');
}

/** Rounds half up on the digits themselves; `shift` moves the point to the right first (2 for percent). */
function roundDecimal(magnitude: string, decimals: number, shift: number): string {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(magnitude);
  if (!match) return magnitude;
  const fraction = (match[2] ?? '').padEnd(shift + decimals + 1, '0');
  const kept = `${match[1]}${fraction.slice(0, shift + decimals)}`;
  const up = fraction.charCodeAt(shift + decimals) >= 53 ? 1n : 0n;
  const digits = (BigInt(kept) + up).toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

const DAY_MS = 86_400_000;
/** Serial 0 of the 1900 system, shifted so that the invented 29 February 1900 is passed. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** Dates as ISO, with hours and minutes where the format shows them and the value has any; a mere time as hh:mm. */
function formatDate(stored: string, format: string, date1904: boolean): CellText {
  const serial = Number(stored);
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466)
    return { text: exactDecimal(stored), number: exactDecimal(stored) };
  const bare = withoutLiterals(format);
  const minutes = Math.round(serial * 1440);
  const iso = new Date((date1904 ? EPOCH_1904 : EPOCH_1900) + minutes * 60_000).toISOString();
  const time = iso.slice(11, 16);
  if (!/[yd]/i.test(bare) && /[hs]/i.test(bare)) return { text: time, kind: 'date' };
  const showsTime = /h/i.test(bare) && (minutes * 60_000) % DAY_MS !== 0;
  return { text: showsTime ? `${iso.slice(0, 10)} ${time}` : iso.slice(0, 10), kind: 'date' };
}
