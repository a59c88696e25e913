import { describe, expect, it } from 'vitest';
import { isInstalled } from '../../../scripts/setup/dependencies.mjs';
import { isNodeRecent } from '../../../scripts/setup/machine.mjs';

const lockfile = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/sqlite3': { version: '6.0.1' },
    'node_modules/@esbuild/win32-x64': { version: '0.25.0', optional: true },
  },
};

describe('isInstalled', () => {
  it('accepts what npm ci leaves behind: everything but packages for other systems', () => {
    expect(isInstalled(lockfile, { packages: { 'node_modules/sqlite3': { version: '6.0.1' } } })).toBe(true);
  });

  it('notices another version after the lockfile has changed', () => {
    expect(isInstalled(lockfile, { packages: { 'node_modules/sqlite3': { version: '5.1.7' } } })).toBe(false);
  });

  it('notices a missing package', () => {
    expect(isInstalled(lockfile, { packages: {} })).toBe(false);
    expect(isInstalled(lockfile, {})).toBe(false);
  });
});

describe('isNodeRecent', () => {
  it('starts at 20.19, the oldest the tool chain runs on', () => {
    expect(isNodeRecent('20.18.3')).toBe(false);
    expect(isNodeRecent('20.19.0')).toBe(true);
    expect(isNodeRecent('22.1.0')).toBe(true);
    expect(isNodeRecent('18.20.0')).toBe(false);
  });
});
