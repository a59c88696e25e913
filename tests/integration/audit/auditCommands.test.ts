import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditHead, AuditPage } from '@shared/ipc/practice/audit';
import { readWorkbook } from '@electron/workbook/readWorkbook';
import { cli, cliJson } from '../../helpers/cli';
import { tempFolder } from '../../helpers/tempFolder';

let folder: string;
let workspace: string;
beforeEach(async () => {
  folder = await tempFolder();
  workspace = join(folder, '考评库');
  await cliJson('init', '--workspace', workspace);
  for (const [unit, points] of [
    ['A01', '1'],
    ['A02', '0.5'],
  ] as const) {
    await cliJson(
      ...['score', 'set', '--workspace', workspace, '--unit', unit, '--item', '1.1.1'],
      ...['--points', points, '--scorer', '张三', '--reason', '材料不全'],
    );
  }
});

describe('audit list', () => {
  it('shows what was done, newest first, filtered', async () => {
    const all = await cliJson<AuditPage>('audit', 'list', '--workspace', workspace);
    expect(all.entries.map(({ action }) => action)).toEqual([
      'score.record',
      'score.record',
      'workspace.create',
    ]);
    const one = await cliJson<AuditPage>(
      ...['audit', 'list', '--workspace', workspace, '--unit', 'A01', '--item', '1.1.1', '--action', 'score'],
    );
    expect(one.entries).toHaveLength(1);
    expect(one.entries[0]).toMatchObject({ actionName: '评分', reason: '材料不全', person: '考评办' });
    const { out, code } = await cli('audit', 'list', '--workspace', workspace, '--limit', '1');
    expect(code).toBe(0);
    expect(out).toContain('第 3 条');
    expect(out).toContain('理由：材料不全');
    expect(out).toContain('还有更早的记录');
  });

  it.each([[['--from', '2020-13-01']], [['--to', '昨天']], [['--action', '没有的']], [['--limit', '0']]])(
    'refuses %j',
    async (options) => {
      const { code, error } = await cli('audit', 'list', '--workspace', workspace, ...options);
      expect({ code, error }).toEqual({ code: 2, error: 'BAD_ARGUMENTS' });
    },
  );
});

describe('audit head, audit export', () => {
  it('agree on the last hash', async () => {
    const head = await cliJson<AuditHead>('audit', 'head', '--workspace', workspace);
    expect(head).toMatchObject({ entries: 3, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const out = join(folder, '审计.xlsx');
    expect((await cli('audit', 'export', '--workspace', workspace, '--out', out)).code).toBe(0);
    expect(JSON.stringify((await readWorkbook(out)).sheets)).toContain(head.hash);
  });
});

describe('what happens to the workspace as a whole', () => {
  it('is on its trail: backup and restore', async () => {
    const file = join(folder, '备份.zip');
    expect((await cli('backup', '--workspace', workspace, '--out', file)).code).toBe(0);
    const restored = join(folder, '还原');
    expect((await cli('restore', file, '--workspace', restored)).code).toBe(0);
    const [backup] = (await cliJson<AuditPage>('audit', 'list', '--workspace', workspace)).entries;
    expect(backup).toMatchObject({ action: 'workspace.backup', subject: '备份.zip' });
    const [restore, before] = (await cliJson<AuditPage>('audit', 'list', '--workspace', restored)).entries;
    expect(restore).toMatchObject({ action: 'workspace.restore', subject: '备份.zip' });
    expect(before?.action).toBe('score.record');
    for (const place of [workspace, restored]) {
      expect((await cli('verify', '--workspace', place)).code).toBe(0);
    }
  });
});
