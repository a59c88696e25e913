import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { CASE_LIST_COLUMNS } from '@shared/tables/caseListTable';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import { anAccount } from '../../helpers/scorerAccounts';
import { cli, cliJson } from '../../helpers/cli';
import { tempFolder } from '../../helpers/tempFolder';
import { aWorkbook } from '../../helpers/workbooks';

const HEADINGS = CASE_LIST_COLUMNS.map(({ heading }) => heading);

/** A case of a unit, numbered. */
const aRow = (unit: string, number: number, type = '处罚') => [
  ...[unit, '', number, `${unit}罚〔2020〕${number}号`, '未按规定公示', '张三', type],
  ...[number % 4 === 0 ? '简易' : '普通', '2020-03-05', '李四', '2000元'],
];

interface Draw {
  readonly seed: string;
  readonly listSha256: string;
  readonly picks: readonly { readonly unit: string; readonly number: string; readonly state: string }[];
}

async function aDistrict(): Promise<{ readonly folder: string; readonly at: readonly string[] }> {
  const folder = await tempFolder();
  const at = ['--workspace', join(folder, '考评库')] as const;
  await cli('init', ...at, '--year', '2020', '--indicators', 'builtin:jiangsu', '--units', 'builtin:sample');
  return { folder, at };
}

interface Results {
  readonly files: readonly { readonly score: string | null; readonly grade: string }[];
  readonly units: readonly { readonly unit: string; readonly mean: string | null }[];
}

interface Fed {
  readonly written: number;
  readonly rows: readonly { readonly unit: string; readonly item: string; readonly input: string }[];
}

interface Standard {
  readonly type: string;
  readonly version: string;
  readonly active: boolean;
}

describe('case', () => {
  it('goes from the blank form to scores in the items, by several people', async () => {
    const { folder, at } = await aDistrict();
    const form = join(folder, '空表.xlsx');
    expect((await cli('case', 'template', ...at, '--out', form)).code).toBe(0);
    const blank = new ExcelJS.Workbook();
    await blank.xlsx.readFile(form);
    const headings = blank.getWorksheet('案卷目录')?.getRow(1).values as string[] | undefined;
    expect(headings?.slice(1)).toEqual(HEADINGS);

    const rows = ['A08', 'A09'].flatMap((unit) => [1, 2, 3, 4, 5].map((number) => aRow(unit, number)));
    const list = await aWorkbook(folder, [{ name: '案卷目录', rows: [HEADINGS, ...rows] }], '目录.xlsx');
    const imported = await cliJson<{ files: number; sha256: string }>('case', 'import', list, ...at);
    expect(imported.files).toBe(10);

    const draw = await cliJson<Draw>('case', 'draw', ...at, '--seed', '38159', '--seed-note', '体彩');
    expect(draw.listSha256).toBe(imported.sha256);
    expect(draw.picks.filter(({ state }) => state === 'active')).toHaveLength(4);
    expect((await cli('case', 'check', ...at)).code).toBe(0);
    expect(
      (await cli('case', 'check', ...at, '--seed', '38159', '--hash', imported.sha256, '--list', list)).code,
    ).toBe(0);
    expect((await cli('case', 'check', ...at, '--seed', '38158')).code).toBe(2);
    const changed = rows.map((row, index) => (index === 2 ? [...row.slice(0, 10), '9元'] : row));
    const other = await aWorkbook(folder, [{ name: '案卷目录', rows: [HEADINGS, ...changed] }], '改过.xlsx');
    const found = await cli('case', 'check', ...at, '--list', other);
    expect([found.code, found.out]).toEqual([2, expect.stringContaining('案卷目录和抽取时不同')]);

    const active = draw.picks.filter(({ state }) => state === 'active');
    const workspace = await openWorkspace(at[1] ?? '', { mustWrite: true });
    for (const name of ['甲', '乙']) await anAccount(workspace, name, ['fileReviewer']);
    await workspace.close();
    expect(await cliJson('case', 'assign', ...at)).toEqual({ assigned: 8 });
    for (const { unit, number } of active) {
      const own = await reviewersOf(at, number);
      expect(own).toHaveLength(2);
      for (const [index, name] of own.entries()) {
        const review = ['case', 'review', '--unit', unit, '--file', number, ...at, '--as', name] as const;
        // 5.00 and four times 0.50 off; the other one finds 5.00 less: more than the limit by nothing.
        const found =
          index === 0 ? ['--deduct', 'L1@3', 'G2=4@5、6'] : ['--deduct', 'L2@4', '--opinion', '规范'];
        const done = await cliJson(...review, ...found, '--lock');
        expect(done).toMatchObject({ score: index === 0 ? '93.00' : '98.00', locked: true });
      }
    }
    const { files, units } = await cliJson<Results>('case', 'results', ...at);
    expect(files.map(({ score, grade }) => [score, grade])).toEqual(active.map(() => ['95.50', '优秀']));
    expect(units.map(({ unit, mean }) => [unit, mean])).toEqual([
      ['A08', '95.50'],
      ['A09', '95.50'],
    ]);

    const fed = await cliJson<Fed>('case', 'feed', ...at);
    const place = fed.rows.find(({ unit, item }) => unit === 'A08' && item === '4.3.2');
    expect(place).toMatchObject({ input: '得分=95.5|95.5', after: '2.39', change: 'new' });
    expect((await cliJson<Fed>('case', 'feed', ...at)).written).toBe(0);
    expect((await cli('verify', ...at)).code).toBe(0);

    const record = join(folder, '记录.xlsx');
    expect((await cli('case', 'record', ...at, '--out', record)).code).toBe(0);
    const printed = await textsOf(record, '抽查记录');
    for (const text of ['38159', imported.sha256, '张*', active[0]?.number ?? '']) {
      expect(printed.some((cell) => cell.includes(text))).toBe(true);
    }
    expect(printed.some((cell) => cell.includes('张三'))).toBe(false);
    for (const kind of ['caseReviews', 'caseSummary']) {
      expect((await cli('export', ...at, '--kind', kind, '--out', join(folder, `${kind}.xlsx`))).code).toBe(
        0,
      );
    }
    const sheet = await textsOf(join(folder, 'caseReviews.xlsx'), undefined);
    expect(sheet).toContain('L1');
    expect(sheet.some((cell) => cell.includes('取平均 95.50'))).toBe(true);
    expect((await textsOf(join(folder, 'caseSummary.xlsx'), '案卷评查汇总')).join()).toContain(
      '没有立案审批',
    );
  });

  it('replaces and picks by hand with a reason', async () => {
    const { folder, at } = await aDistrict();
    const rows = [1, 2, 3, 4, 5].map((number) => aRow('A08', number));
    const list = await aWorkbook(folder, [{ name: '案卷目录', rows: [HEADINGS, ...rows] }], '目录.xlsx');
    await cli('case', 'import', list, ...at);
    const { picks } = await cliJson<Draw>(
      'case',
      'draw',
      ...at,
      '--random-seed',
      '--quota',
      '1',
      '--spares',
      '1',
    );
    const first = picks[0]?.number ?? '';
    const replaced = await cliJson<Draw>(
      'case',
      'replace',
      ...at,
      '--unit',
      'A08',
      '--file',
      first,
      '--reason',
      '在诉',
    );
    expect(replaced.picks.map(({ state }) => state)).toEqual(['replaced', 'active']);
    const free =
      rows.map((row) => String(row[3])).find((number) => !picks.some((pick) => pick.number === number)) ?? '';
    const picked = await cliJson<Draw>(
      'case',
      'pick',
      ...at,
      '--unit',
      'A08',
      '--file',
      free,
      '--reason',
      '有投诉',
    );
    expect(picked.picks.at(-1)).toMatchObject({ number: free, state: 'active' });
    const unknown = await cli('case', 'pick', ...at, '--unit', 'A08', '--file', '没有', '--reason', 'x');
    expect([unknown.code, unknown.error]).toEqual([2, 'CASE_NOT_FOUND']);
    expect((await cli('case', 'draw', ...at, '--seed', '2')).error).toBe('CASE_REDRAW_NEEDS_REASON');
    expect((await cli('case', 'check', ...at)).code).toBe(0);
  });

  it('names wrong rows by their cell and imports nothing', async () => {
    const { folder, at } = await aDistrict();
    const rows = [HEADINGS, aRow('A08', 1), aRow('A08', 1), aRow('X99', 2)];
    const list = await aWorkbook(folder, [{ name: '案卷目录', rows }], '错.xlsx');
    const { code, err } = await cli('case', 'import', list, ...at);
    expect(code).toBe(2);
    expect(err).toContain('案卷目录 D3 CASE_NUMBER_DUPLICATE');
    expect(err).toContain('案卷目录 A4 CASE_UNIT_UNKNOWN');
    expect((await cli('case', 'draw', ...at, '--seed', '1')).error).toBe('CASE_LIST_MISSING');
    expect((await cli('case', 'check', ...at)).error).toBe('CASE_DRAW_MISSING');
  });

  it('takes a standard out, and a new version in', async () => {
    const { folder, at } = await aDistrict();
    const file = join(folder, '标准.xlsx');
    expect((await cli('case', 'standards', 'export', ...at, '--type', '行政许可', '--out', file)).code).toBe(
      0,
    );
    const same = await cliJson<{ gates: number }>('case', 'standards', 'import', file, ...at);
    expect(same.gates).toBe(7);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(file);
    const cell = workbook.getWorksheet('规范性')?.getCell('D2');
    if (cell) cell.value = 4;
    await workbook.xlsx.writeFile(file);
    expect((await cli('case', 'standards', 'import', file, ...at)).error).toBe('CASE_TEMPLATE_VERSION_TAKEN');
    const version = workbook.getWorksheet('设置')?.getCell('B4');
    if (version) version.value = '2020-2';
    await workbook.xlsx.writeFile(file);
    expect((await cli('case', 'standards', 'import', file, ...at)).code).toBe(0);
    const listed = await cliJson<readonly Standard[]>('case', 'standards', 'list', ...at);
    expect(listed.filter(({ type }) => type === '行政许可').map((one) => [one.version, one.active])).toEqual([
      ['2020-ref.1', false],
      ['2020-2', true],
    ]);
  });
});

async function reviewersOf(at: readonly string[], number: string): Promise<string[]> {
  const tasks = await cliJson<readonly { number: string; reviewer: string }[]>('case', 'tasks', ...at);
  return tasks.filter((task) => task.number === number).map(({ reviewer }) => reviewer);
}

/** All texts of a sheet; without a name of the second one, behind 说明. */
async function textsOf(path: string, sheet: string | undefined): Promise<string[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const texts: string[] = [];
  const wanted = sheet === undefined ? workbook.worksheets[1] : workbook.getWorksheet(sheet);
  wanted?.eachRow((row) => row.eachCell((cell) => texts.push(cell.text)));
  return texts;
}
