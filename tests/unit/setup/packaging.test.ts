import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { binaryKind } from '../../../scripts/packaging/binaryKind.mjs';
import { builderArguments } from '../../../scripts/packaging/packageApp.mjs';

const fallback = {
  dist: '/cache/e',
  file: '/cache/e/electron',
  version: '33.2.1',
  source: 'registry' as const,
};
const genuine = { ...fallback, version: '45.4.1', source: 'package' as const };

describe('builderArguments', () => {
  it('packs the fallback runtime only for Linux x64, from its folder', () => {
    const args = builderArguments(fallback, 'here', 'linux');
    expect(args).toEqual(
      expect.arrayContaining(['--linux', 'dir', 'tar.gz', '--x64', '-c.electronVersion=33.2.1']),
    );
    expect(args.some((argument) => argument.startsWith('-c.electronDist='))).toBe(true);
  });

  it('lets electron-builder fetch the genuine Electron of each system', () => {
    expect(builderArguments(genuine, 'all', 'linux').some((a) => a.startsWith('-c.electronDist'))).toBe(
      false,
    );
    expect(builderArguments(genuine, 'all', 'linux')).toEqual(expect.arrayContaining(['--win', '--linux']));
  });

  it('leaves the inspector usable only in the folder that tests drive', () => {
    const off = '-c.electronFuses.enableNodeCliInspectArguments=false';
    expect(builderArguments(fallback, 'folder', 'linux')).not.toContain(off);
    expect(builderArguments(fallback, 'here', 'linux')).toContain(off);
    expect(builderArguments(genuine, 'all', 'win32')).toContain(off);
  });
});

describe('binaryKind', () => {
  it('reads the system from the header of a library', () => {
    const elf = Buffer.alloc(64);
    elf.writeUInt32BE(0x7f454c46, 0);
    elf.writeUInt16LE(183, 18);
    expect(binaryKind(elf)).toBe('linux-arm64');
    const pe = Buffer.alloc(256);
    pe.write('MZ', 0, 'latin1');
    pe.writeUInt32LE(128, 60);
    pe.writeUInt16LE(0x8664, 132);
    expect(binaryKind(pe)).toBe('win32-x64');
    expect(binaryKind(Buffer.from('#!/bin/sh'))).toBe('unknown');
  });

  it('recognises the sqlite3 of this machine', () => {
    const own = readFileSync('node_modules/sqlite3/build/Release/node_sqlite3.node');
    const expected = process.platform === 'darwin' ? 'unknown' : `${process.platform}-${process.arch}`;
    expect(binaryKind(own)).toBe(expected);
  });
});
