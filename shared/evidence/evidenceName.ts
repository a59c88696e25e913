import { extensionOf } from './evidenceType';

/** Longest file name kept, extension included. */
const MAX_NAME = 120;
/** Longest part of an exported path: Windows allows 260 for the whole. Practice page §11. */
const MAX_EXPORT_NAME = 60;

// Control signs, and format signs: zero-width ones and those that turn the reading direction.
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const NOT_IN_NAMES = /[/\\:*?"<>|]/g;
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/**
 * A file name that is safe on every system and shows what it is: no folder, no signs that are not seen or turn the
 * reading direction (报告<RLO>fdp.exe), no device names, at most 120 signs with the extension kept.
 */
export function safeFileName(name: string): string {
  const last = name.split(/[/\\]/).pop() ?? '';
  const seen = last.normalize('NFC').replace(UNSEEN, '').replace(NOT_IN_NAMES, '_');
  const trimmed = seen.replace(/^[\s.]+(?=.)|[\s.]+$/g, '');
  const named = trimmed === '' ? '未命名' : trimmed;
  return shorten(DEVICE.test(named) ? `_${named}` : named, MAX_NAME);
}

/** Cuts the stem so that the whole has at most `max` signs; never through the middle of a sign. */
function shorten(name: string, max: number): string {
  const signs = [...name];
  if (signs.length <= max) return name;
  const extension = extensionOf(name);
  const tail = extension && extension.length <= 10 ? `.${name.slice(-extension.length)}` : '';
  return `${signs
    .slice(0, max - tail.length)
    .join('')
    .trimEnd()}${tail}`;
}

/**
 * The name itself, or with ` (2)`, ` (3)` … before the extension where it is taken. Upper and lower case count as the
 * same, as they do on Windows.
 */
export function uniqueName(name: string, taken: ReadonlySet<string>): string {
  const free = (candidate: string): boolean => !taken.has(candidate.toLowerCase());
  if (free(name)) return name;
  const extension = extensionOf(name);
  const stem = extension ? name.slice(0, -extension.length - 1) : name;
  for (let count = 2; ; count += 1) {
    const ending = ` (${count})${extension ? `.${name.slice(-extension.length)}` : ''}`;
    const candidate = `${[...stem].slice(0, MAX_NAME - ending.length).join('')}${ending}`;
    if (free(candidate)) return candidate;
  }
}

/** `单位代码-简称`, a folder of the exported catalogue. */
export function unitFolderName(code: string, shortName: string): string {
  return exportName(`${code}-${shortName}`);
}

/** `1.2.3-指标名`. */
export function itemFolderName(code: string, name: string): string {
  return exportName(`${code}-${name}`);
}

/** `1.2.3-01-材料名(日期).pdf`; the order has two digits. */
export function exportedFileName(code: string, order: number, name: string, formedOn: string): string {
  const extension = extensionOf(name);
  const stem = extension ? name.slice(0, -extension.length - 1) : name;
  const dated = formedOn ? `${stem}(${formedOn})` : stem;
  const full = `${code}-${String(order).padStart(2, '0')}-${dated}${extension ? `.${extension}` : ''}`;
  return exportName(full);
}

/** One name of the exported path: a slash in it is a sign like others, not a folder. */
function exportName(name: string): string {
  return shorten(safeFileName(name.replace(/[/\\]/g, '_')), MAX_EXPORT_NAME).replace(/[\s.]+$/, '');
}
