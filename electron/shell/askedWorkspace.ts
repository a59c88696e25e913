import { dirname, resolve } from 'node:path';

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
    if (!argument.startsWith('-') && argument.endsWith('.faheng')) return dirname(resolve(from, argument));
  }
  return null;
}
