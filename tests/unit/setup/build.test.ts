import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from '../../../scripts/setup/build.mjs';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'faheng-build-'));
  mkdirSync(path.join(root, 'electron', 'cli'), { recursive: true });
  writeFileSync(path.join(root, 'electron', 'cli', 'cli.ts'), 'one');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('fingerprint', () => {
  const places = ['electron', 'package.json'];

  it('stays the same while nothing is written', () => {
    expect(fingerprint(root, places)).toBe(fingerprint(root, places));
  });

  it('changes when a file is written, added or removed', () => {
    const seen = new Set([fingerprint(root, places)]);
    const file = path.join(root, 'electron', 'cli', 'cli.ts');
    utimesSync(file, new Date(2020, 1, 1), new Date(2020, 1, 1));
    seen.add(fingerprint(root, places));
    writeFileSync(path.join(root, 'package.json'), '{}');
    seen.add(fingerprint(root, places));
    rmSync(file);
    seen.add(fingerprint(root, places));
    expect(seen.size).toBe(4);
  });
});
