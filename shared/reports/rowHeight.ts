const LINE_HEIGHT = 15;
const PADDING = 5;
/** Highest row Excel allows. */
const MAX_HEIGHT = 409;

/** Width in half-width characters: Chinese characters and full-width signs count twice. */
export function textWidth(text: string): number {
  let width = 0;
  for (const char of text)
    width += (char.codePointAt(0) ?? 0) > 0x2e7f || '“”‘’—…·×÷≥≤（）'.includes(char) ? 2 : 1;
  return width;
}

/** Lines a wrapped text takes in a column of the given width (characters of the standard font), cell padding left out. */
export function wrappedLines(text: string, columnWidth: number): number {
  // A full-width character that does not fit any more leaves one half-width place empty; one more for the padding.
  const room = Math.max(2, columnWidth - 2);
  return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(textWidth(line) / room)), 0);
}

/**
 * Height that shows every line of the longest cell. Set in the file, because WPS and Excel do not fit rows alike.
 * @returns typographic points.
 */
export function heightFor(texts: readonly (readonly [string, number])[], least: number): number {
  const lines = Math.max(1, ...texts.map(([text, width]) => wrappedLines(text, width)));
  return Math.min(MAX_HEIGHT, Math.max(least, lines * LINE_HEIGHT + PADDING));
}
