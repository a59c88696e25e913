import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readWorkbook } from '@electron/workbook/readWorkbook';
import { writeTables } from '@electron/workbook/writeTable';
import type { CheckCount, IncidentView, ReasonView } from '@shared/ipc/practice/insight';
import { cli, cliJson } from '../../helpers/cli';
import { tempFolder } from '../../helpers/tempFolder';

let away: string;
const on = (...argv: string[]): string[] => [...argv, '--workspace', join(away, '考评库')];

async function ok(...argv: string[]): Promise<string> {
  const { code, out, err } = await cli(...on(...argv));
  if (code !== 0) throw new Error(`${argv.join(' ')}: ${err}`);
  return out;
}

beforeEach(async () => {
  away = await tempFolder();
  await ok('init', '--year', '2020', '--indicators', 'builtin:jiangsu', '--units', 'builtin:sample');
});

describe('check', () => {
  it('counts by kind, lists one kind, and takes a word on a finding', async () => {
    await ok(
      'score',
      'set',
      '--unit',
      'A01',
      '--item',
      '1.1.1',
      '--points',
      '0.5',
      '--scorer',
      '甲',
      '--reason',
      '旧',
    );
    const counts = await cliJson<(CheckCount & { name: string })[]>(...on('check'));
    expect(counts.find(({ kind }) => kind === 'unscored')).toMatchObject({ name: '还没有评分' });
    await ok(
      'score',
      'set',
      '--unit',
      'A01',
      '--item',
      '1.1.2',
      '--na',
      '--scorer',
      '甲',
      '--reason',
      '无此职能',
    );
    const kind = ['--kind', 'notApplicableWithoutApproval'];
    const { findings } = await cliJson<{ findings: unknown[] }>(...on('check', ...kind));
    expect(findings).toMatchObject([{ unit: 'A01', itemCode: '1.1.2', detail: '甲标为不适用：无此职能' }]);
    const place = ['--unit', 'A01', '--item', '1.1.2'];
    await ok('check', ...kind, ...place, '--dismiss', '办公会已同意');
    expect(await ok('check', ...kind)).toBe('');
    expect(await ok('check', ...kind, '--dismissed')).toContain('（已核实：办公会已同意）');
    const again = await cli(...on('check', ...kind, ...place, '--dismiss', '办公会已同意'));
    expect([again.code, again.error]).toEqual([2, 'FINDING_GONE']);
    expect((await cli(...on('check', ...kind, '--dismiss', '看过'))).error).toBe('BAD_ARGUMENTS');
    expect((await cli(...on('check', '--kind', '胡乱'))).error).toBe('CHECK_KIND_UNKNOWN');
    expect(await ok('check', '--kind', '不适用未经审批', '--dismissed')).toContain('1.1.2');
  });
});

describe('reasons', () => {
  it('are listed, added and imported', async () => {
    await ok(
      'reasons',
      'add',
      '--item',
      '1.1.1',
      '--text',
      '清单未公开',
      '--points',
      '0.2',
      '--basis',
      '细则',
    );
    const file = join(away, '理由.xlsx');
    const columns = ['指标编码', '扣分理由', '扣分', '依据'].map((heading) => ({ heading, width: 12 }));
    await writeTables(file, [{ name: '常用理由', columns, rows: [['1.1.1', '未及时调整', '', '']] }]);
    expect(await ok('reasons', 'import', file)).toContain('新增 1，更新 0，相同 0。已导入。');
    const reasons = await cliJson<(ReasonView & { item: string })[]>(
      ...on('reasons', 'list', '--item', '1.1.1'),
    );
    expect(reasons).toContainEqual({
      ...{ item: '1.1.1', text: '清单未公开', points: '0.20', basis: '细则', used: 0 },
      ...{ active: true, origin: 'library' },
    });
    expect(reasons.map(({ text }) => text)).toContain('未及时调整');
    expect(
      (await cli(...on('reasons', 'add', '--item', '1.1.1', '--text', '甲', '--points', '-1'))).code,
    ).toBe(2);
  });
});

describe('incident', () => {
  it('is added, linked, refused where it deducts twice without a word, and listed', async () => {
    const { id } = await cliJson<IncidentView>(
      ...on('incident', 'add', '--title', '行政诉讼败诉', '--date', '2020-05-06', '--document', '判1号'),
    );
    const link = (item: string, ...more: string[]) =>
      cli(...on('incident', 'link', '--incident', String(id), '--unit', 'A01', '--item', item, ...more));
    expect((await link('1.1.1', '--deducts')).code).toBe(0);
    expect((await link('1.1.2', '--deducts')).error).toBe('DOUBLE_DEDUCTION_UNEXPLAINED');
    expect((await link('1.1.2', '--deducts', '--note', '另有情节')).code).toBe(0);
    expect(await ok('incident', 'list')).toContain('提醒：同一事实在多个指标扣分');
    expect((await cli(...on('incident', 'add', '--title', '甲', '--date', '五月'))).error).toBe(
      'BAD_ARGUMENTS',
    );
  });
});

describe('consistency and gaps', () => {
  it('describe an item, the scorers, and self scores', async () => {
    await ok(
      'score',
      'set',
      '--unit',
      'A01',
      '--item',
      '1.1.1',
      '--points',
      '0.5',
      '--scorer',
      '甲',
      '--reason',
      '旧',
    );
    const item = await cliJson<{ spread: Record<string, unknown> }>(...on('consistency', '--item', '1.1.1'));
    expect(item.spread).toMatchObject({ count: 1, lowest: '0.50', median: '0.50', outliers: 0 });
    expect(await ok('consistency', '--item', '1.1.1')).toContain('最低 0.50');
    expect(await ok('consistency', '--scorers')).toContain('无从比较');
    expect((await cli(...on('consistency'))).error).toBe('BAD_ARGUMENTS');
    await ok('self', 'set', '--unit', 'A01', '--item', '1.1.1', '--points', '1', '--statement', '已完成');
    const gaps = await cliJson<{ units: unknown[]; items: unknown[] }>(...on('gaps'));
    const gap = { self: '1.00', assessed: '0.50', difference: '0.50', compared: 1, above: 1, below: 0 };
    expect(gaps).toMatchObject({ units: [{ code: 'A01', ...gap }], items: [{ code: '1.1.1', ...gap }] });
    const out = join(away, '差异.xlsx');
    await ok('export', '--kind', 'gaps', '--out', out);
    const { sheets } = await readWorkbook(out);
    expect(sheets.map(({ name }) => name)).toEqual(['说明', '自评审核差异-按单位', '自评审核差异-按指标']);
    const row = sheets[2]?.rows.find(({ cells }) => cells[1]?.text === '1.1.1');
    expect(row?.cells.slice(3, 6).map((cell) => cell?.text)).toEqual(['1.00', '0.50', '0.50']);
  });
});
