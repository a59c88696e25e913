import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { referenceSetPath } from '@electron/resourcePaths';
import { readWorkbook } from '@electron/workbook/readWorkbook';
import { cli, cliJson } from '../../helpers/cli';
import { aFolder, aWorkbook } from '../../helpers/workbooks';

interface Trial {
  readonly items: number;
  readonly points: string;
  readonly problems: readonly { readonly cell: string; readonly code: string }[];
}

const HEADINGS = ['一级指标', '指标编码', '三级指标', '分值', '评分方式', '评分参数'];

describe('a table that does not say its year', () => {
  const rows = [
    ['考核项目', '考核内容', '分值', '评分细则'],
    ['依法履职', '权责清单', 60, '未公开的扣1分'],
    ['规范执法', '执法公示', 40, '未公示的扣1分'],
  ];

  it('is read as that of the cycle it is imported into', async () => {
    const folder = await aFolder();
    const table = await aWorkbook(folder, [{ name: 'Sheet1', rows }]);
    const workspace = join(folder, '考评库');
    await cliJson('init', '--workspace', workspace, '--year', '2021');
    await cliJson('indicators', 'import', table, '--workspace', workspace);
    const { system } = await cliJson<{ system: unknown }>('compute', '--workspace', workspace);
    expect(system).toMatchObject({ year: 2021, items: 2, points: '100.00' });
  });

  it('starts a workspace of the year asked for, or of this year, saying so', async () => {
    const folder = await aFolder();
    const table = await aWorkbook(folder, [{ name: 'Sheet1', rows }]);
    const asked = await cliJson<{ year: number }>(
      'init',
      ...['--workspace', join(folder, 'a'), '--indicators', table, '--year', '2019'],
    );
    expect(asked.year).toBe(2019);
    const { code, err } = await cli('init', '--workspace', join(folder, 'b'), '--indicators', table);
    expect(code).toBe(0);
    expect(err).toContain('没有写年度');
  });
});

describe('wrong points', () => {
  it('zero, and a minus sign where a method stands, are errors at their cells; the sum is shown at its heading', async () => {
    const folder = await aFolder();
    const table = await aWorkbook(folder, [
      {
        name: '指标',
        rows: [
          HEADINGS,
          ['甲', '1.1.1', '对的', 90, '是否', '条件=有'],
          ['甲', '1.1.2', '零分', 0, '是否', '条件=有'],
          ['甲', '1.1.3', '负分', -10, '是否', '条件=有'],
        ],
      },
    ]);
    const { code, out } = await cli('indicators', 'import', table, '--dry-run', '--json');
    expect(code).toBe(2);
    const trial = JSON.parse(out) as Trial;
    expect(trial.problems.map((problem) => `${problem.code} ${problem.cell}`)).toEqual([
      'ITEM_POINTS_INVALID D3',
      'ITEM_POINTS_INVALID D4',
      'POINTS_SUM D1',
    ]);
  });
});

it('a list of negative points keeps its parts, and comes back as it was exported', async () => {
  const folder = await aFolder();
  const workspace = join(folder, '考评库');
  const table = await aWorkbook(folder, [
    {
      name: 'Sheet1',
      rows: [
        ['考核项目', '考核内容', '分值', '扣分标准'],
        ['行政诉讼', '败诉', -1, '每件扣1分'],
        [null, '不出庭', '－0.5分', '每次扣0.5分'],
        ['备案', '未备案', -1, '每件扣1分'],
      ],
    },
  ]);
  await cliJson('init', '--workspace', workspace, '--year', '2020', '--indicators', table);
  const exported = join(folder, '指标表.xlsx');
  await cli('indicators', 'export', '--workspace', workspace, '--out', exported);
  const { sheets } = await readWorkbook(exported);
  const [, ...rows] = sheets[0]?.rows ?? [];
  expect(rows.map(({ cells }) => [0, 1, 3].map((column) => cells[column]?.text ?? ''))).toEqual([
    ['扣分项', '行政诉讼', '败诉'],
    ['扣分项', '行政诉讼', '不出庭'],
    ['扣分项', '备案', '未备案'],
  ]);
  const again = await cliJson('indicators', 'import', exported, '--workspace', workspace);
  expect(again).toMatchObject({ unchanged: true });
});

it('a JSON set that does not add up is refused like a table', async () => {
  const folder = await aFolder();
  const set = JSON.parse(await readFile(referenceSetPath(), 'utf8')) as {
    firstLevel: { indicators: { items: { points?: number; rule: object }[] }[] }[];
  };
  const items = set.firstLevel[0]?.indicators[0]?.items ?? [];
  Object.assign(items[0] ?? {}, { points: undefined });
  Object.assign(items[1] ?? {}, { points: 0.5 });
  const file = join(folder, '指标集.json');
  await writeFile(file, JSON.stringify(set));
  const { code, out } = await cli('indicators', 'import', file, '--dry-run', '--json');
  expect(code).toBe(2);
  const { problems } = JSON.parse(out) as { problems: { code: string; message: string }[] };
  expect(problems[0]).toMatchObject({ code: 'ITEM_POINTS_MISSING', message: '1.1.1 分值：分值应大于0' });
  expect(problems.map((problem) => problem.code)).toContain('POINTS_SUM');
});

it('groups and tags may be parted by commas too', async () => {
  const folder = await aFolder();
  const table = await aWorkbook(folder, [
    {
      name: '指标',
      rows: [
        [...HEADINGS, '适用单位类别', '单位标签'],
        ['甲', '1.1', '一', 100, '是否', '条件=有', '有行政执法权部门, 镇(街道)', '属地，涉诉；重点'],
      ],
    },
  ]);
  const workspace = join(folder, '考评库');
  await cliJson('init', '--workspace', workspace, '--year', '2020', '--indicators', table);
  const exported = join(folder, '指标表.xlsx');
  await cli('indicators', 'export', '--workspace', workspace, '--out', exported);
  const { sheets } = await readWorkbook(exported);
  expect([10, 11].map((column) => sheets[0]?.rows[1]?.cells[column]?.text)).toEqual([
    '有行政执法权部门、镇（街道）',
    '属地、涉诉、重点',
  ]);
});
