import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { cli, cliJson } from '../../helpers/cli';
import { aFolder, aWorkbook, type CellInput } from '../../helpers/workbooks';

const ITEMS = [
  ['一级指标', '指标编码', '三级指标', '分值', '评分方式', '评分参数'],
  ['甲', '1.1', '指标1.1', 45, '酌情', '步长=0.5'],
  [
    '甲',
    '1.2',
    '指标1.2',
    5,
    '案卷评查',
    '类型=行政处罚; 满分=100; 合格线=60; 优秀线=90; 至少=2; 不合格每卷扣=0.5; 未报送=零分; 为空=缺项',
  ],
  ['甲', '1.10', '指标1.10', 50, '是否', '条件=有'],
];
const HEADINGS = ['单位编码', '单位名称', '指标编码', '三级指标', '评分输入', '得分', '扣分理由', '评分人'];

let folder: string;
let workspace: string;

beforeEach(async () => {
  folder = await aFolder();
  workspace = join(folder, '考评库');
  const table = await aWorkbook(folder, [{ name: '指标', rows: ITEMS }]);
  await cliJson('init', '--workspace', workspace, '--year', '2020', '--indicators', table);
});

async function trial(...rows: CellInput[][]): Promise<{ code: number; found: string[] }> {
  const path = await aWorkbook(folder, [{ name: '评分', rows: [HEADINGS, ...rows] }], 'scores.xlsx');
  const { code, out } = await cli('scores', 'import', path, '--workspace', workspace, '--dry-run', '--json');
  const { problems } = JSON.parse(out) as { problems: { cell: string; code: string }[] };
  return { code, found: problems.map((problem) => `${problem.code} ${problem.cell}`) };
}

const A01 = ['A01', '区发展和改革委员会'];

describe('findings of a scoring workbook', () => {
  it('a wrong 得分 among the inputs is shown at 评分输入, one in its own column there', async () => {
    const { code, found } = await trial(
      [...A01, '1.1', '', '得分=9.3', '', '不足', '张三'],
      [...A01, '1.2', '', '得分=101|78', '', '', '张三'],
      ['A02', '', '1.1', '', '', 9.3, '不足', '张三'],
    );
    expect(code).toBe(2);
    expect(found).toEqual(['STEP E2', 'OUT_OF_RANGE E3', 'STEP F4']);
  });

  it('a code typed as a number that may have lost a zero is not guessed', async () => {
    expect(await trial([...A01, 1.1, '', '得分=9', '', '不足', '张三'])).toEqual({
      code: 2,
      found: ['CODE_AS_NUMBER C2'],
    });
    expect(await trial([...A01, 1.1, '指标1.1', '得分=9', '', '不足', '张三'])).toEqual({
      code: 0,
      found: [],
    });
  });

  it('names written with full-width signs are the same names', async () => {
    expect(await trial([...A01, '1.1', '指标１．１', '得分＝45', '', '', '张三'])).toEqual({
      code: 0,
      found: [],
    });
  });
});

it('finds the scores on a later sheet, in any order of columns', async () => {
  const path = await aWorkbook(folder, [
    { name: '封面', rows: [['评分汇总']] },
    {
      name: '表二',
      rows: [['2020年度评分'], ['评分输入', '指标编码', '单位编码'], ['满足=是', '1.10', 'A03']],
    },
  ]);
  const done = await cliJson('scores', 'import', path, '--workspace', workspace, '--scorer', '张三');
  expect(done).toMatchObject({ changed: 1, problems: [] });
});
