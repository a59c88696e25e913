/** How much of a text of JSON is taken apart: what a few bytes can claim costs a hundred times as many in memory. */
export interface JsonLimits {
  /** Brackets within brackets. */
  readonly depth: number;
  /** Values, keys not counted. */
  readonly values: number;
}

/** A line of a package's data. */
export const ROW_LIMITS: JsonLimits = { depth: 32, values: 500_000 };

/** Of one line, in characters. */
export const MAX_ROW_LENGTH = 4 * 1024 * 1024;

const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Reads JSON that a stranger wrote.
 *
 * @returns undefined where it is none, is more than the limits allow, or says what no database gives back as it was.
 */
export function parseBounded(text: string, limits: JsonLimits): unknown {
  if (!isWithin(text, limits)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return MAYBE_HALF.test(text) && !isWellFormed(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** An escaped half of a character beyond U+FFFF: this program writes such characters whole. */
const MAYBE_HALF = /\\u[dD][89a-fA-F]/;

/** Half a character, which UTF-8 cannot hold: what is stored would be another text than what was signed and hashed. */
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Whether all texts in a value from JSON, keys too, are whole characters. */
export function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return !HALF.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, each]) => !HALF.test(key) && isWellFormed(each));
}

/** Counted without building anything. Where the text is no JSON the counts mean nothing, and nothing is built either. */
function isWithin(text: string, { depth: deepest, values: most }: JsonLimits): boolean {
  let [depth, values] = [0, 1];
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfText(text, at);
        break;
      case COMMA:
        values += 1;
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        depth += 1;
        values += 1;
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth -= 1;
        break;
      default:
    }
    if (depth > deepest || values > most) return false;
  }
  return true;
}

/** Where the closing quote is. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
