import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readWorkbook } from '@electron/workbook/readWorkbook';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import { referenceSetPath } from '@electron/resourcePaths';
import { cli, cliJson } from '../../helpers/cli';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { tempFolder } from '../../helpers/tempFolder';

interface Computed {
  readonly cycle: { readonly year: number };
  readonly groups: readonly { readonly name: string; readonly units: number }[];
  readonly units: readonly Record<string, string | number | null>[];
  readonly items?: readonly Record<string, unknown>[];
}

let away: string;
let folder: string;
const at = (name: string): string => join(away, name);
const on = (...argv: string[]): string[] => [...argv, '--workspace', folder];

beforeEach(async () => {
  away = await tempFolder();
  folder = at('考评库');
});

async function init(...more: string[]): Promise<void> {
  const { code, err } = await cli('init', '--workspace', folder, ...more);
  if (code !== 0) throw new Error(err);
}

describe('help and arguments', () => {
  it('documents every command in Chinese', async () => {
    const { code, out } = await cli('--help');
    expect(code).toBe(0);
    for (const command of [
      'init',
      'indicators',
      'units',
      'scores',
      'score',
      'evidence',
      'scheme',
      'compute',
      'export',
      'pack',
      'merge',
      'package',
    ]) {
      expect(out).toContain(`  ${command} `);
    }
    expect(out).not.toMatch(/Usage|Options|Commands/);
    for (const command of [
      ['scheme', 'scores', 'import'],
      ['score', 'set'],
      ['verify'],
      ['backup'],
      ['restore'],
      ['pack'],
      ['merge'],
      ['package', 'inspect'],
      ['package', 'list'],
      ['package', 'changes'],
      ['package', 'decide'],
      ['package', 'rollback'],
      ['package', 'coverage'],
    ]) {
      const help = await cli(...command, '--help');
      expect(help.code).toBe(0);
      expect(help.out).toContain('--workspace <文件夹>');
      expect(help.out).not.toMatch(/\b(Usage|Options|Arguments|display help|choices)\b/);
    }
  });

  it.each([
    [[], 'BAD_ARGUMENTS'],
    [['indicators'], 'BAD_ARGUMENTS'],
    [['nonsense'], 'BAD_ARGUMENTS'],
    [['compute', '--nonsense'], 'BAD_ARGUMENTS'],
    [['compute'], 'WORKSPACE_NOT_NAMED'],
    [['export', '--workspace', 'W', '--kind', 'summary'], 'BAD_ARGUMENTS'],
    [['export', '--workspace', 'W', '--kind', 'other', '--out', 'a.xlsx'], 'BAD_ARGUMENTS'],
    [['init', '--workspace', 'W', '--year', '20'], 'BAD_ARGUMENTS'],
    [['init', '--workspace', 'W', '--indicators', 'builtin:x'], 'BAD_ARGUMENTS'],
  ])('ends with 2 for %j', async (argv, error) => {
    const run = await cli(...argv);
    expect(run).toMatchObject({ code: 2, out: '', error });
    expect(run.err).not.toBe('');
  });

  it('says what happened, what was kept and what to do', async () => {
    const { err } = await cli('compute', '--workspace', away);
    expect(
      err
        .split('\n')
        .slice(0, 4)
        .map((line) => line.split(/[：“]/)[0]),
    ).toEqual(['错误代码: NOT_A_WORKSPACE', '', '保留情况', '处理办法']);
  });
});

describe('init', () => {
  it('makes the reference set with the sample units', async () => {
    const made = await cliJson('init', '--workspace', folder, '--year', '2021');
    expect(made).toMatchObject({ year: 2021, items: 123, points: '100.00', units: 36, demo: false });
    const computed = await cliJson<Computed>('compute', '--workspace', folder);
    expect(computed.cycle.year).toBe(2021);
    expect(computed.units[0]).toMatchObject({ code: 'A01', raw: '0.00', unscored: 98, contribution: null });
  });

  it('takes a set as JSON and units from a table', async () => {
    await init();
    await cli(...on('units', 'export', '--out', at('单位.xlsx')));
    const other = at('另一个');
    const made = await cliJson(
      'init',
      '--workspace',
      other,
      '--indicators',
      referenceSetPath(),
      '--units',
      at('单位.xlsx'),
    );
    expect(made).toMatchObject({ items: 123, units: 36 });
  });

  it('refuses a folder that holds something, and a broken table, and leaves nothing', async () => {
    await mkdir(folder);
    await writeFile(join(folder, '文件.txt'), 'x');
    expect(await cli('init', '--workspace', folder)).toMatchObject({ code: 2, error: 'FOLDER_NOT_EMPTY' });
    const bad = await fileOf(away, '坏.xlsx', 'not a workbook');
    expect((await cli('init', '--workspace', at('新'), '--indicators', bad)).code).toBe(2);
    expect(await readdir(away)).toEqual(expect.not.arrayContaining(['新']));
  });
});

describe('indicators and units', () => {
  it('export tables that import unchanged', async () => {
    await init();
    await cli(...on('indicators', 'export', '--out', at('指标.xlsx')));
    expect(await cliJson('indicators', 'import', at('指标.xlsx'), '--dry-run')).toEqual({
      items: 123,
      points: '100.00',
      problems: [],
    });
    expect(await cliJson(...on('indicators', 'import', at('指标.xlsx')))).toMatchObject({
      used: true,
      unchanged: true,
    });
    await cli(...on('units', 'export', '--out', at('单位.xlsx')));
    expect(await cliJson(...on('units', 'import', at('单位.xlsx')))).toMatchObject({
      same: 36,
      new: 0,
      changed: 0,
    });
  });

  it('name every problem of a broken table with its sheet and cell', async () => {
    const { default: exceljs } = await import('exceljs');
    const workbook = new exceljs.Workbook();
    const sheet = workbook.addWorksheet('指标');
    sheet.addRow(['一级指标', '二级指标', '指标编码', '三级指标', '分值', '评分方式', '评分参数']);
    sheet.addRow(['职能', '界定', '1.1.1', '清单', '五分', '是否', '条件=公开']);
    sheet.addRow(['职能', '界定', '1.1.1', '职责', '2', '猜一猜', '']);
    await workbook.xlsx.writeFile(at('坏.xlsx'));
    const run = await cli('indicators', 'import', at('坏.xlsx'), '--dry-run', '--json');
    const { problems } = JSON.parse(run.out) as { problems: { sheet: string; cell: string; code: string }[] };
    expect(run).toMatchObject({ code: 2, error: 'IMPORT_BLOCKED' });
    expect(problems.map(({ sheet: name, cell }) => `${name} ${cell}`)).toEqual(
      expect.arrayContaining(['指标 E2', '指标 C3', '指标 F3']),
    );
    await init();
    const refused = await cli(...on('indicators', 'import', at('坏.xlsx')));
    expect(refused).toMatchObject({ code: 2, out: '', error: 'IMPORT_BLOCKED' });
    expect(refused.err).toContain('指标 E2');
  });

  it('keep a new version as a draft once something is scored', async () => {
    await init();
    await cli(
      ...on('score', 'set', '--unit', 'A01', '--item', '1.1.1', '--input', '1=是; 2=是', '--scorer', '张三'),
    );
    const set = JSON.parse(await readFile(referenceSetPath(), 'utf8')) as { version: string };
    const changed = await fileOf(away, '新版.json', JSON.stringify({ ...set, version: '2020-2' }));
    expect(await cliJson(...on('indicators', 'import', changed))).toMatchObject({
      used: false,
      version: '2020-2',
    });
  });
});

describe('scores', () => {
  it('go out as a workbook and come back, all or nothing', async () => {
    await init();
    await cli(
      ...on(
        'scores',
        'template',
        '--out',
        at('评分.xlsx'),
        '--unit',
        'A01',
        'A02',
        '--item',
        '1.1.1',
        '1.2.1',
      ),
    );
    const { default: exceljs } = await import('exceljs');
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(at('评分.xlsx'));
    const sheet = workbook.worksheets.find((one) => one.rowCount === 5) ?? workbook.worksheets[0];
    if (!sheet) throw new Error('no sheet');
    const heading = (sheet.getRow(1).values as string[]).map(String);
    const column = heading.indexOf('评分输入');
    for (let row = 2; row <= 5; row += 1) {
      const code = sheet.getRow(row).getCell(heading.indexOf('指标编码')).text;
      sheet.getRow(row).getCell(column).value = code === '1.1.1' ? '1=是; 2=否' : '分子=85; 分母=90';
    }
    await workbook.xlsx.writeFile(at('填好.xlsx'));
    const filled = at('填好.xlsx');
    expect(await cliJson(...on('scores', 'import', filled, '--dry-run'))).toMatchObject({ changed: 4 });
    expect(await cliJson(...on('scores', 'import', filled, '--scorer', '李四'))).toMatchObject({
      changed: 4,
      problems: [],
    });
    expect(await cliJson(...on('scores', 'import', filled, '--scorer', '李四'))).toMatchObject({
      changed: 0,
      same: 4,
    });
    const computed = await cliJson<Computed>(...on('compute', '--explain', 'A01'));
    expect(computed.units[0]).toMatchObject({ code: 'A01', raw: '2.00', unscored: 96 });
    expect(computed.items?.find(({ code }) => code === '1.2.1')).toMatchObject({
      points: '1.50',
      score: '1.50',
      applicable: true,
    });
    // 1.1.3 is for towns only; the explained unit carries its items too.
    expect(computed.items?.find(({ code }) => code === '1.1.3')).toMatchObject({
      score: null,
      applicable: false,
    });
    expect(computed.items).toHaveLength(123);
    expect(computed.units[0]).toMatchObject({ items: computed.items });
    sheet.getRow(2).getCell(column).value = '1=是; 2=也许';
    sheet.getRow(3).getCell(column).value = '分子=1; 分母=90';
    await workbook.xlsx.writeFile(at('错.xlsx'));
    expect((await cli(...on('scores', 'import', at('错.xlsx')))).code).toBe(2);
    expect((await cliJson<Computed>(...on('compute'))).units[0]).toMatchObject({ raw: '2.00' });
  });

  it('are set one at a time with their explanation', async () => {
    await init();
    const one = on('score', 'set', '--unit', 'A01', '--item', '1.2.1', '--scorer', '张三');
    const set = await cliJson<{ points: string; steps: string[] }>(...one, '--input', '分子=80', '分母=90');
    expect(set.points).toBe('1.48');
    expect(set.steps.join('\n')).toContain('88.89%，低于目标 90%');
    expect((await cli(...one, '--input', '分子=81', '--input', '分母=90')).out).toContain('1.2.1');
    expect(await cli(...one, '--input', '分子=95', '分母=90')).toMatchObject({
      code: 2,
      error: 'NUMERATOR_ABOVE_DENOMINATOR',
    });
    expect(await cli(...one, '--input', '分子=5', '分母=0')).toMatchObject({
      code: 2,
      error: 'ZERO_DENOMINATOR',
    });
    expect(await cli(...one, '--points', '9')).toMatchObject({ code: 2, error: 'OUT_OF_RANGE' });
    expect(await cli(...one, '--na')).toMatchObject({ code: 2, error: 'REASON_REQUIRED' });
    expect(await cli(...one)).toMatchObject({ code: 2, error: 'BAD_ARGUMENTS' });
    expect(await cliJson(...one, '--na', '--reason', '没有这项职责')).toMatchObject({
      status: 'notApplicable',
      points: null,
    });
  });

  it('name a unit or an item that is not there, and one that does not belong', async () => {
    await init();
    const set = (unit: string, item: string) =>
      cli(...on('score', 'set', '--unit', unit, '--item', item, '--points', '1', '--scorer', '张三'));
    expect((await set('Z99', '1.1.1')).error).toBe('UNIT_CODE_UNKNOWN');
    expect((await set('A01', '9.9.9')).error).toBe('ITEM_CODE_UNKNOWN');
    expect((await set('A01', '1.1.3')).error).toBe('ITEM_NOT_OF_UNIT');
  });
});

describe('scheme', () => {
  const set = (...components: string[]) => cli(...on('scheme', 'set', '--component', ...components));

  it('refuses 9.99 of 100 and 99.6 of 1000, takes 10 of 100 and 100 of 1000', async () => {
    await init();
    expect(await set('法治建设=9.99', '其他=90.01')).toMatchObject({ code: 2, error: 'LAW_WEIGHT_BELOW_10' });
    expect(await set('法治建设=99.6', '其他=900.4')).toMatchObject({ code: 2, error: 'LAW_WEIGHT_BELOW_10' });
    expect((await cliJson<Computed>(...on('compute'))).units[0]).toMatchObject({ comprehensiveTotal: null });
    expect((await set('法治建设=10', '其他=90')).code).toBe(0);
    expect((await set('法治建设=100', '其他=900')).code).toBe(0);
  });

  it('counts several 法治 lines, by name or as told', async () => {
    await init();
    expect((await set('法治建设=6', '法治宣传=4', '其他=90')).code).toBe(0);
    expect(await set('依法行政=10', '其他=90')).toMatchObject({ code: 2, error: 'LAW_WEIGHT_BELOW_10' });
    expect(
      (await cli(...on('scheme', 'set', '--component', '依法行政=10', '其他=90', '--law', '依法行政'))).code,
    ).toBe(0);
    expect(await set('法治建设=10', '其他=80')).toMatchObject({ code: 2, error: 'WEIGHTS_NOT_100' });
    expect(await set('法治建设=x')).toMatchObject({ code: 2, error: 'BAD_ARGUMENTS' });
    expect(await cli(...on('scheme', 'set', '--component', '法治=100', '--group', '别的'))).toMatchObject({
      code: 2,
      error: 'UNIT_GROUP_UNKNOWN',
    });
  });
});

describe('evidence', () => {
  it('is added, the refused ones named, and goes out as folders with an index', async () => {
    await init();
    const good = await fileOf(away, '方案.pdf', aPdf());
    const empty = await fileOf(away, '空.pdf', '');
    const add = on('evidence', 'add', '--unit', 'A01', '--item', '1.1.1', good, empty);
    const run = await cli(...add);
    expect(run).toMatchObject({ code: 2, error: 'EVIDENCE_EMPTY' });
    expect(run.out).toContain('已加入：方案.pdf');
    const exported = await cliJson(...on('evidence', 'export', '--out', at('导出')));
    expect(exported).toMatchObject({ files: 1, damaged: [] });
    expect((await readdir(at('导出'))).sort()).toEqual(['A01-发改委', '佐证材料目录.xlsx']);
    expect(
      await readFile(join(at('导出'), 'A01-发改委', '1.1.1-权责清单动态管理', '1.1.1-01-方案.pdf')),
    ).toEqual(aPdf());
    const { sheets } = await readWorkbook(join(at('导出'), '佐证材料目录.xlsx'));
    expect(sheets[0]?.rows[1]?.cells.map((cell) => cell?.text ?? '')).toEqual(
      expect.arrayContaining([
        'A01',
        '1.1.1',
        '方案.pdf',
        'A01-发改委/1.1.1-权责清单动态管理/1.1.1-01-方案.pdf',
      ]),
    );
    expect(await cli(...on('evidence', 'export', '--out', at('导出')))).toMatchObject({
      code: 2,
      error: 'FOLDER_NOT_EMPTY',
    });
  });
});

describe('whole workspaces', () => {
  it('are exported, verified, backed up and restored', async () => {
    await init('--demo');
    expect((await cli(...on('export', '--kind', 'summary', '--out', at('汇总.xlsx')))).code).toBe(0);
    expect(await cli(...on('verify'))).toMatchObject({ code: 0, err: '' });
    expect((await cli(...on('backup', '--out', at('备份.zip')))).code).toBe(0);
    const other = at('还原');
    expect((await cli('restore', at('备份.zip'), '--workspace', other)).code).toBe(0);
    expect(await cliJson('compute', '--workspace', other)).toEqual(await cliJson(...on('compute')));
    const workspace = await openWorkspace(other);
    await workspace.db.updateTable('score').set({ points: 1 }).where('status', '=', 'scored').execute();
    await workspace.close();
    expect(await cli('verify', '--workspace', other)).toMatchObject({ code: 2, error: 'VERIFY_FAILED' });
  });

  it('are only looked at while a window writes', async () => {
    await init();
    const window = await openWorkspace(folder);
    expect((await cli(...on('compute'))).code).toBe(0);
    expect(await cli(...on('scheme', 'set', '--component', '法治=100'))).toMatchObject({
      code: 2,
      error: 'WORKSPACE_LOCKED',
    });
    await window.close();
    expect((await cli(...on('scheme', 'set', '--component', '法治=100'))).code).toBe(0);
  });

  it('get an automatic backup before a command writes', async () => {
    await init();
    await cli(...on('scheme', 'set', '--component', '法治=100'));
    const backups = await readdir(join(folder, 'backups'));
    expect(backups).toHaveLength(1);
    const [copy = ''] = backups;
    await writeFile(join(folder, 'faheng.db'), 'damaged');
    expect(await cli(...on('compute'))).toMatchObject({ code: 2, error: 'WORKSPACE_DAMAGED' });
    expect((await cli(...on('restore', copy))).code).toBe(0);
    expect((await cli(...on('verify'))).code).toBe(0);
  });
});
