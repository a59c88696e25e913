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
 * @returns undefined where it is none, or is more than the limits allow.
 */
export function parseBounded(text: string, limits: JsonLimits): unknown {
  if (!isWithin(text, limits)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
