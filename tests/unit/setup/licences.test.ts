import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(__dirname, '../../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface LockedPackage {
  readonly license?: string;
  readonly resolved?: string;
  readonly optional?: boolean;
}

const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> };
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

const ALLOWED = new Set(
  (read('docs/dependencies.md').split('## Licences allowed')[1] ?? '').match(
    /[A-Za-z0-9]+(?:-[A-Za-z0-9.]+)*/g,
  ) ?? [],
);

/** `(MIT OR WTFPL)` is allowed by either, `(MIT AND CC-BY-3.0)` only by both. */
function allowed(expression: string): boolean {
  return expression
    .replace(/[()]/g, '')
    .split(/ OR /i)
    .some((choice) => choice.split(/ AND /i).every((licence) => ALLOWED.has(licence.trim())));
}

describe('dependencies', () => {
  it('all carry a licence docs/dependencies.md allows', () => {
    const refused = packages.filter(([, { license }]) => license !== undefined && !allowed(license));
    expect(refused.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  });

  it('are each explained in docs/dependencies.md', () => {
    const manifest = JSON.parse(read('package.json')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const page = read('docs/dependencies.md');
    const named = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      (name) => !name.startsWith('@types/'),
    );
    expect(named.filter((name) => !page.includes(name))).toEqual([]);
  });

  it('are pinned exactly, with no download host in the lock file', () => {
    const manifest = JSON.parse(read('package.json')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, range]) => !/^\d/.test(range),
    );
    expect(loose).toEqual([]);
    expect(packages.filter(([, { resolved }]) => resolved?.startsWith('http')).map(([path]) => path)).toEqual(
      [],
    );
  });
});
