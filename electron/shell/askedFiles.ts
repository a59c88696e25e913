import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Most packages opened at a time: as many as one list holds. */
const MOST_PACKAGES = 40;

/** A package, or any one of its volumes. */
const PACKAGE = /\.fhpkg(\.\d{3})?$/i;

/**
 * A workspace named on a command line: by `--workspace=`, or by the file in it that is double-clicked.
 *
 * @param argv the program first.
 * @param from the folder it was typed in: a second start has its own.
 * @returns the absolute folder; null where none is named.
 */
export function askedWorkspace(argv: readonly string[], from: string): string | null {
  const prefix = '--workspace=';
  for (const argument of argv.slice(1)) {
    if (argument.startsWith(prefix)) return resolve(from, argument.slice(prefix.length));
    const path = pathOf(argument, from);
    if (path?.endsWith('.faheng')) return dirname(path);
  }
  return null;
}

/**
 * Packages named on a command line, as a double click does.
 *
 * @param argv the program first.
 * @param from the folder it was typed in.
 * @returns absolute paths, each once.
 */
export function askedPackages(argv: readonly string[], from: string): readonly string[] {
  const paths = argv.slice(1).flatMap((argument) => pathOf(argument, from) ?? []);
  return [...new Set(paths.filter((path) => PACKAGE.test(path)))].slice(0, MOST_PACKAGES);
}

/** What an argument points to; some file managers hand over addresses (file:///…). null for an option and what is no file. */
function pathOf(argument: string, from: string): string | null {
  if (argument.startsWith('-')) return null;
  if (!/^file:/i.test(argument)) return resolve(from, argument);
  try {
    return fileURLToPath(argument);
  } catch {
    return null;
  }
}
