const MAX_LENGTH = 31;
const FORBIDDEN = /[[\]:*?/\\]/g;
const UNPRINTABLE = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;

/**
 * Gives names to worksheets: at most 31 characters, without []:*?/\ , not 'History' (Excel keeps that name
 * for itself), unique whatever the case of the letters, and without apostrophes, which quoted references do not need to
 * double then.
 */
export class SheetNames {
  readonly #taken = new Set<string>(['history']);

  /** `wanted`, or the nearest free name: shortened, then numbered (2), (3) … */
  take(wanted: string): string {
    const clean =
      wanted.replace(UNPRINTABLE, '').replace(FORBIDDEN, '_').trim().replaceAll("'", '’') || '工作表';
    for (let n = 1; ; n += 1) {
      const suffix = n === 1 ? '' : `(${n})`;
      const name = shorten(clean, MAX_LENGTH - suffix.length) + suffix;
      const key = name.toLowerCase();
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return name;
    }
  }
}

/** Excel counts UTF-16 units; a character of two is not cut in half. */
function shorten(text: string, length: number): string {
  const cut = text.slice(0, length);
  const last = cut.charCodeAt(cut.length - 1);
  const whole = last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
  return whole;
}
