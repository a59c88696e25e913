import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Where resources/ lies: beside the archive in a packaged app, at the project's root otherwise (sources, tests, out/main).
 *
 * @param parts path inside resources/.
 */
export function resourcePath(...parts: readonly string[]): string {
  return join(resourcesFolder(), ...parts);
}

/** The shipped reference set; see its provenance note before calling it official. */
export const referenceSetPath = (): string => resourcePath('indicator-sets', 'jiangsu-reference-2020.json');

/**
 * The manual with its pictures: beside the program in a packaged app, in docs/ otherwise.
 *
 * @param parts path inside its folder.
 */
export function manualPath(...parts: readonly string[]): string {
  const shipped = resourcePath('用户手册');
  return join(existsSync(shipped) ? shipped : join(dirname(resourcesFolder()), 'docs'), ...parts);
}

let found: string | null = null;

function resourcesFolder(): string {
  return (found ??= findResources());
}

function findResources(): string {
  const packaged = (process as { resourcesPath?: string }).resourcesPath;
  if (packaged && existsSync(join(packaged, 'indicator-sets'))) return packaged;
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, 'resources');
    if (existsSync(join(candidate, 'indicator-sets'))) return candidate;
    if (dirname(folder) === folder) throw new Error('the folder resources/ is missing');
  }
}
