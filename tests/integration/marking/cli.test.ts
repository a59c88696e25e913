import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { cli, cliJson } from '../../helpers/cli';
import { tempFolder } from '../../helpers/tempFolder';

let folder: string;
const on = (...argv: string[]): string[] => [...argv, '--workspace', folder];

async function ok(...argv: string[]): Promise<string> {
  const { code, out, err } = await cli(...on(...argv));
  if (code !== 0) throw new Error(err);
  return out;
}

beforeEach(async () => {
  folder = join(await tempFolder(), '考评库');
  await ok('init');
  await ok('account', 'add', '--name', '张三', '--roles', 'leadScorer');
  await ok('account', 'add', '--name', '李四', '--roles', 'leadScorer');
});

/** 1.1.1 of the reference set, of 1.00 points. */
const PLACE = ['--unit', 'A01', '--item', '1.1.1'];

describe('several scorers on the command line', () => {
  it('plays one item from the assignment to the decision', async () => {
    await ok('assign', 'set', '--scorer', '张三', '李四', '--item', '1.1.1');
    await ok('marking', 'method', '--item', '1.1.1', '--method', 'mean', '--limit', '0.10', '--blind');
    const list = await cliJson<{ items: { code: string; scorers: string[]; method: string }[] }>(
      ...on('assign', 'list'),
    );
    expect(list.items.find(({ code }) => code === '1.1.1')).toMatchObject({
      scorers: ['张三', '李四'],
      method: 'mean',
      spreadLimit: '0.10',
      blind: true,
    });
    await ok('marking', 'set', ...PLACE, '--points', '0.2', '--reason', '材料不全', '--as', '张三');
    await ok(
      'score',
      'set',
      ...PLACE,
      '--points',
      '0.5',
      '--reason',
      '有佐证',
      '--scorer',
      '李四',
      '--as',
      '李四',
    );
    const blind = await ok('marking', 'show', ...PLACE);
    expect(blind).not.toMatch(/0\.20|0\.50|材料不全/);
    await ok('marking', 'lock', '--unit', 'A01', '--as', '张三');
    const early = await cli(...on('marking', 'settle', ...PLACE, '--points', '0.4', '--reason', '会议商定'));
    expect(early).toMatchObject({ code: 2, error: 'MARKING_NOT_READY' });
    await ok('marking', 'lock', '--unit', 'A01', '--item', '1.1.1', '--as', '李四');
    const rows = await cliJson<Record<string, unknown>[]>(...on('marking', 'differences'));
    expect(rows).toEqual([
      {
        ...{ unit: 'A01', item: '1.1.1', state: 'undecided', cause: 'spread', method: 'mean' },
        ...{ locked: 2, scorers: 2, waitingFor: [], spread: '0.30', proposed: '0.35', settled: null },
      },
    ]);
    const settled = await cliJson<{ settled: string; settlement: { method: string } }>(
      ...on('marking', 'settle', ...PLACE, '--points', '0.33', '--reason', '两次会议有记录'),
    );
    expect(settled).toMatchObject({
      settled: '0.33',
      settlement: { method: 'decided', reason: '两次会议有记录' },
    });
    const text = await ok('compute', '--explain', 'A01', '--json');
    expect(text).toContain('张三 0.20、李四 0.50');
    expect(await ok('marking', 'progress')).toContain('多人评分已锁定 1/');
    const reopened = await cliJson<{ state: string }>(
      ...on('marking', 'unlock', ...PLACE, '--scorer', '张三', '--reason', '评分人发现材料'),
    );
    expect(reopened).toMatchObject({ state: 'waiting', waitingFor: ['张三'], settlement: null });
    expect((await cli(...on('verify'))).code).toBe(0);
  });

  it('assigns by lead unit, and names gaps', async () => {
    await ok('account', 'add', '--name', '王五', '--roles', 'leadScorer', '--unit', 'A01');
    const { added, unmatched } = await cliJson<{ added: number; unmatched: string[] }>(
      ...on('assign', 'auto'),
    );
    const { items, findings } = await cliJson<{
      items: { code: string; leadScorer: string; scorers: string[] }[];
      findings: { code: string; kind: string }[];
    }>(...on('assign', 'list'));
    const given = items.filter(({ scorers }) => scorers.includes('王五'));
    expect(given).toHaveLength(added);
    expect(unmatched).toHaveLength(items.length - added);
    // The office scores every item, so nothing is left without a scorer.
    expect(findings).toEqual([]);
  });

  it('refuses what makes no sense', async () => {
    const refused = [
      [['assign', 'set', '--item', '1.1.1'], 'BAD_ARGUMENTS'],
      [['assign', 'set', '--item', '1.1.1', '--scorer', '无名氏'], 'BAD_ARGUMENTS'],
      [['assign', 'set', '--item', '9.9.9', '--scorer', '张三'], 'ITEM_CODE_UNKNOWN'],
      [['marking', 'method', '--item', '1.1.1', '--method', 'median'], 'BAD_ARGUMENTS'],
      [['marking', 'method', '--item', '1.1.1', '--method', 'mean'], 'BAD_ARGUMENTS'],
      [['marking', 'method', '--item', 'V.1', '--method', 'mean', '--limit', '1'], 'MARKING_METHOD_FOR_VETO'],
      [['marking', 'method', '--item', '1.1.1', '--method', 'mean', '--limit', '-1'], 'BAD_ARGUMENTS'],
      [['marking', 'lock', '--unit', 'A01', '--item', '1.1.1'], 'MARKING_MISSING'],
      [['marking', 'show', ...PLACE], 'MARKING_MISSING'],
      [['assign', 'auto', '--as', '张三'], 'NOT_PERMITTED'],
    ] as const;
    for (const [argv, code] of refused) {
      expect(await cli(...on(...argv)), argv.join(' ')).toMatchObject({ code: 2, error: code });
    }
  });
});
