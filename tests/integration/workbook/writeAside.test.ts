import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toWriteError, writeAside } from '@electron/workbook/writeAside';
import { writeSheets } from '@electron/workbook/writeTable';
import { aFolder, codeOf } from '../../helpers/workbooks';

const write = (text: string) => (path: string) => writeFile(path, text);
const sheets = (rows: Iterable<string[]>) => [{ name: 'S', columns: [{ heading: '甲', width: 10 }], rows }];

const half = async (aside: string) => {
  await writeFile(aside, 'half');
  throw new Error('broken off');
};

/** Code of the words for a refusal of the operating system. */
function codeFor(code: string, syscall = 'open'): string | undefined {
  const refusal = Object.assign(new Error(code), { code, syscall });
  return (toWriteError(refusal, '/a/汇总表.xlsx') as { report?: { code: string } }).report?.code;
}

describe('writing aside', () => {
  it('replaces the target in one step and leaves nothing else behind', async () => {
    const folder = await aFolder();
    const target = join(folder, '汇总表.xlsx');
    await writeFile(target, 'old');
    await writeAside(target, async (aside) => {
      await writeFile(aside, 'new');
      expect(await readFile(target, 'utf8')).toBe('old');
    });
    expect(await readFile(target, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['汇总表.xlsx']);
  });

  it('keeps the old file and removes the new one when writing fails or is cancelled', async () => {
    const folder = await aFolder();
    const target = join(folder, 'a.xlsx');
    await writeFile(target, 'old');
    await expect(writeAside(target, half)).rejects.toThrow('broken off');
    const controller = new AbortController();
    const cancelled = writeAside(
      target,
      async (aside) => {
        await writeFile(aside, 'half');
        controller.abort();
      },
      controller.signal,
    );
    await expect(cancelled).rejects.toThrow(/abort/i);
    expect(await readFile(target, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.xlsx']);
  });

  it('a missing folder, a folder of that name, a name too long', async () => {
    const folder = await aFolder();
    expect(await codeOf(writeAside(join(folder, 'no', 'a.xlsx'), write('x')))).toBe('EXPORT_FOLDER_MISSING');
    await mkdir(join(folder, 'a.xlsx'));
    expect(await codeOf(writeAside(join(folder, 'a.xlsx'), write('x')))).toBe('EXPORT_TARGET_IS_FOLDER');
    expect(await codeOf(writeAside(join(folder, `${'表'.repeat(200)}.xlsx`), write('x')))).toBe(
      'EXPORT_NAME_INVALID',
    );
    expect(await readdir(folder)).toEqual(['a.xlsx']);
  });

  it.runIf(process.platform === 'linux')('a full disk while the workbook is being written', async () => {
    const folder = await aFolder();
    const target = join(folder, 'a.xlsx');
    await writeFile(target, 'old');
    expect(await codeOf(writeAside(target, () => writeFile('/dev/full', 'x'.repeat(10_000))))).toBe(
      'DISK_FULL',
    );
    expect(await readFile(target, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.xlsx']);
  });

  it.runIf(process.platform === 'linux')('a full disk under the workbook writer’s own stream', async () => {
    const link = join(await aFolder(), 'full.tmp');
    await symlink('/dev/full', link);
    const rows = Array.from({ length: 5_000 }, (_unused, i) => [`行${i}`]);
    const writing = writeSheets(link, sheets(rows)).catch((cause: unknown) =>
      Promise.reject(toWriteError(cause, 'a.xlsx')),
    );
    expect(await codeOf(writing)).toBe('DISK_FULL');
  });

  it.runIf(process.platform === 'linux')('a folder nobody may write to', async () => {
    expect(await codeOf(writeAside('/sys/kernel/a.xlsx', write('x')))).toBe('EXPORT_TARGET_NOT_WRITABLE');
  });

  it('every refusal of the operating system has its words', () => {
    expect(codeFor('ENOSPC')).toBe('DISK_FULL');
    expect(codeFor('EDQUOT')).toBe('DISK_FULL');
    expect(codeFor('EROFS')).toBe('EXPORT_TARGET_NOT_WRITABLE');
    expect(codeFor('EPERM', 'rename')).toBe('EXPORT_TARGET_OPEN');
    expect(codeFor('EBUSY')).toBe('EXPORT_TARGET_OPEN');
    expect(codeFor('EIO')).toBe('EXPORT_FAILED');
    expect(codeFor('ENOENT')).toBe('EXPORT_FOLDER_MISSING');
    const defect = new TypeError('x');
    expect(toWriteError(defect, '/a')).toBe(defect);
  });
});
