import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli, cliJson } from '../../helpers/cli';
import { canMount, smallDisk, type SmallDisk } from '../../helpers/smallDisk';
import { aFolder } from '../../helpers/workbooks';

describe.runIf(canMount)('a disk that is read-only', () => {
  let disk: SmallDisk;
  const workspace = (): string => join(disk.folder, '考评库');

  beforeAll(async () => {
    disk = smallDisk(40);
    await cliJson('init', '--workspace', workspace());
    expect(spawnSync('mount', ['-o', 'remount,ro', disk.folder]).status).toBe(0);
  });

  afterAll(() => disk.unmount());

  it('can be read: results, reports and backups go elsewhere', async () => {
    const elsewhere = await aFolder();
    for (const argv of [
      ['compute', '--json'],
      ['verify'],
      ['export', '--kind', 'summary', '--out', join(elsewhere, '汇总.xlsx')],
      ['backup', '--out', join(elsewhere, '备份.zip')],
    ]) {
      const { code, err } = await cli(...argv, '--workspace', workspace());
      expect(code, err).toBe(0);
    }
  });

  it('says that it cannot be written, naming the folder a person knows', async () => {
    const set = ['--unit', 'A01', '--item', '1.1.1', '--points', '1', '--scorer', '张三'];
    expect(await cli('score', 'set', ...set, '--workspace', workspace())).toMatchObject({
      code: 2,
      error: 'FOLDER_READ_ONLY',
    });
    const created = await cli('init', '--workspace', join(disk.folder, '新库'));
    expect(created).toMatchObject({ code: 2, error: 'FOLDER_READ_ONLY' });
    expect(created.err).toContain(`“${disk.folder}”不能写入`);
    for (const argv of [
      ['backup', '--out', join(disk.folder, '备份.zip')],
      ['scores', 'template', '--out', join(disk.folder, '评分.xlsx')],
    ]) {
      expect(await cli(...argv, '--workspace', workspace())).toMatchObject({
        code: 2,
        error: 'EXPORT_TARGET_NOT_WRITABLE',
      });
    }
  });
});
