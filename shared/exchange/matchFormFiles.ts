import { halfWidth } from '../domain/points';

/** Names a unit wrote beside an item. */
export interface WrittenNames {
  readonly code: string;
  /** A line each. */
  readonly lines: readonly string[];
  /** Where they stand. */
  readonly cell: string;
}

export interface FormFiles {
  /** Which file goes with which item: an item's files in the order written, then by name. */
  readonly links: readonly { readonly code: string; readonly file: number }[];
  /** Written, but there is no such file. */
  readonly missing: readonly { readonly code: string; readonly name: string; readonly cell: string }[];
  /** Written, and there are several. */
  readonly several: readonly { readonly code: string; readonly name: string; readonly cell: string }[];
  /** Files that nothing says anything about. */
  readonly unused: readonly number[];
}

/**
 * Which of the files handed in with a form belongs to which item: by the names written beside the item, and by the item's
 * code at the beginning of the file's name or of a folder it lies in.
 *
 * @param codes  of all items of the form.
 * @param paths  of the files, parted by `/`, relative to what was handed in.
 */
export function matchFormFiles(
  codes: readonly string[],
  written: readonly WrittenNames[],
  paths: readonly string[],
): FormFiles {
  const finder = new Finder(paths);
  const linked = new Map<string, Set<number>>(codes.map((code) => [code, new Set()]));
  const missing: FormFiles['missing'][number][] = [];
  const several: FormFiles['several'][number][] = [];
  for (const { code, lines, cell } of written) {
    for (const name of lines.flatMap((line) => finder.split(line))) {
      const found = finder.find(name);
      for (const file of found) linked.get(code)?.add(file);
      if (found.length === 0) missing.push({ code, name, cell });
      if (found.length > 1) several.push({ code, name, cell });
    }
  }
  const longestFirst = [...codes].sort((a, b) => b.length - a.length);
  const byName = [...paths.keys()].sort((a, b) => compare(paths[a] ?? '', paths[b] ?? ''));
  for (const file of byName) {
    const code = codeOfPath(paths[file] ?? '', longestFirst);
    if (code !== undefined) linked.get(code)?.add(file);
  }
  const links = [...linked].flatMap(([code, files]) => [...files].map((file) => ({ code, file })));
  const used = new Set(links.map(({ file }) => file));
  return { links, missing, several, unused: byName.filter((file) => !used.has(file)) };
}

/** A unit as folders are called by it. */
interface NamedUnit {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
}

/**
 * Files that lie in the folder of another unit, `A02-区水利局/1.2.3-方案.pdf` (practice page §11): somebody chose the folder
 * with the materials of all units. A code alone tells a unit only where it is no mere number, as folders are numbered too.
 *
 * @param own  code of the unit the form is of.
 * @returns indexes of `paths`.
 */
export function filesOfOthers(
  own: string,
  units: readonly NamedUnit[],
  paths: readonly string[],
): ReadonlySet<number> {
  const known = new Map<string, boolean>();
  const isOfOther = (folder: string): boolean => {
    const found = known.get(folder);
    if (found !== undefined) return found;
    const is = units.some((unit) => unit.code !== own && isFolderOf(unit, plain(folder)));
    known.set(folder, is);
    return is;
  };
  const folders = (path: string): readonly string[] => path.split('/').slice(0, -1);
  return new Set([...paths.keys()].filter((file) => folders(paths[file] ?? '').some(isOfOther)));
}

function isFolderOf({ code, name, shortName }: NamedUnit, folder: string): boolean {
  const begin = plain(code);
  if (!folder.startsWith(begin)) return false;
  const rest = folder.slice(begin.length).replace(/^[\s_.、—-]+/, '');
  if (rest === '') return /\p{L}/u.test(begin);
  return [name, shortName].some((each) => each !== '' && rest.startsWith(plain(each)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** For comparison: one form of every sign, no upper case, no blanks at the ends. */
function plain(name: string): string {
  return halfWidth(name.normalize('NFC')).trim().toLowerCase();
}

/** The code a file's own name begins with, or that of the nearest folder around it. */
function codeOfPath(path: string, longestFirst: readonly string[]): string | undefined {
  for (const part of path.split('/').toReversed()) {
    // 【1.2.3】方案.pdf begins with its code too.
    const name = plain(part).replace(/^[\s([{<【〔〖《「『]+/, '');
    const code = longestFirst.find((each) => beginsWithCode(name, plain(each)));
    if (code !== undefined) return code;
  }
  return undefined;
}

/** 1.2.3-方案.pdf and 1.2.3.pdf begin with 1.2.3; 1.2.31.pdf and 1.2.3.1.pdf do not. */
function beginsWithCode(name: string, code: string): boolean {
  return name.startsWith(code) && !/^([0-9a-z]|\.[0-9])/.test(name.slice(code.length));
}

/** Finds files by what a person would write of them. */
class Finder {
  readonly #byName = new Map<string, number[]>();

  constructor(paths: readonly string[]) {
    for (const [file, path] of paths.entries()) {
      const name = path.split('/').pop() ?? '';
      const stem = name.replace(/\.[^.]{1,5}$/, '');
      // A whole path, the name, and the name without its ending.
      for (const key of new Set([path, name, stem].map(plain))) {
        this.#byName.set(key, [...(this.#byName.get(key) ?? []), file]);
      }
    }
  }

  find(name: string): readonly number[] {
    return this.#byName.get(plain(name.replace(/\\/g, '/'))) ?? [];
  }

  /** A line is one name where there is such a file, else several parted by 、 or a comma or semicolon. */
  split(line: string): readonly string[] {
    if (this.find(line).length > 0) return [line];
    const names = line.split(/[、，,；;]/).map((name) => name.trim());
    return names.filter((name) => name !== '');
  }
}
