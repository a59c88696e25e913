import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readIndicatorTable, writeIndicatorTable } from '@electron/workbook/indicatorWorkbook';
import { readScoreWorkbook, writeScoreTemplate } from '@electron/workbook/scoreWorkbook';
import { readUnitTable, writeUnitTable } from '@electron/workbook/unitWorkbook';
import { readReferenceSet } from '@shared/domain/referenceSet';
import { belongsToUnit, STANDARD_GROUPS } from '@shared/domain/unit';
import type { ParsedScoreRow } from '@shared/tables/scoreTable';
import { findOpenpyxl, runForeign } from '../helpers/foreign/foreign';
import { findLibreOffice, recompute } from '../helpers/libreoffice';
import { inShort } from '../helpers/sheets';
import { tempFolder } from '../helpers/tempFolder';

const python = findOpenpyxl();
const office = findLibreOffice();
const REFERENCE = resolve(__dirname, '../../resources/indicator-sets/jiangsu-reference-2020.json');
const reference = async () => readReferenceSet(JSON.parse(await readFile(REFERENCE, 'utf8')));

const run = (script: string, ...parameters: string[]) => runForeign(python ?? '', script, parameters);

describe.runIf(python !== null)('tables made by openpyxl', () => {
  it('a wild table: title, merged cells, full-width digits, points in the text, 1.10 as text and as a number', async () => {
    const path = join(await tempFolder(), '考核表.xlsx');
    run('wild_table.py', path);
    const preview = await readIndicatorTable(path, { year: 2020 });
    expect(preview.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(preview.sheet).toBe('考核表');
    expect(
      preview.system.items.map(({ code, level1Code, level1Name, name, points, leadScorer }) => [
        code,
        level1Code,
        level1Name,
        name,
        points,
        leadScorer,
      ]),
    ).toEqual([
      ['1.9', '1', '依法全面履行政府职能', '权责清单动态管理', 2000, '区委编办'],
      ['1.10', '1', '依法全面履行政府职能', '不见面审批', 2500, '区委编办'],
      ['1.11', '1', '依法全面履行政府职能', '证明事项清理', 1500, '区委编办'],
      ['2.1', '2', '完善依法行政制度体系', '规范性文件备案', 4000, '区司法局'],
    ]);
    expect(preview.system.items.map(({ rules }) => rules[0]?.kind)).toEqual([
      'manual',
      'manual',
      'manual',
      'manual',
    ]);
    expect(preview.system.items[2]?.standard).toBe('低于目标的酌情扣分。');
    expect(preview.pointsTotal).toBe(10_000);
    expect(inShort(preview.problems)).toEqual(
      expect.arrayContaining([
        'assumption SUBTOTAL_LEFT_OUT A8',
        'assumption ROW_LEFT_OUT A9',
        'assumption ROW_LEFT_OUT A11',
        'assumption POINTS_FROM_TEXT C5',
        'assumption NO_METHOD_COLUMN C3',
      ]),
    );
  });

  it('a broken table lists each defect with its cell', async () => {
    const path = join(await tempFolder(), '坏表.xlsx');
    run('broken_table.py', path);
    const preview = await readIndicatorTable(path, { knownGroups: STANDARD_GROUPS });
    const found = inShort(preview.problems);
    expect(found.filter((line) => line.startsWith('error')).sort()).toEqual(
      [
        'error DUPLICATE_CODE C3',
        'error ITEM_CODE_MISSING C4',
        'error ITEM_NAME_MISSING D5',
        'error ITEM_POINTS_INVALID E6',
        'error ITEM_POINTS_MISSING E7',
        'error UNKNOWN_METHOD F8',
        'error PARTS_SUM G9',
        'error BANDS_COVER G10',
        'error CODE_IS_DATE C11',
        'error CELL_NO_RESULT E12',
      ].sort(),
    );
    expect(found).toEqual(
      expect.arrayContaining(['warning GROUP_UNKNOWN H13', expect.stringContaining('warning POINTS_SUM')]),
    );
  });

  it('a scoring workbook filled in by openpyxl', async () => {
    const { system, sampleUnits } = await reference();
    const folder = await tempFolder();
    const [template, entries, filled] = ['template.xlsx', 'entries.json', 'filled.xlsx'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    const units = sampleUnits.slice(0, 3);
    const rows = units.flatMap((unit) =>
      system.items
        .filter((item) => belongsToUnit(item, unit))
        .map((item) => ({ unit, item, entry: null, scorer: '' })),
    );
    await writeScoreTemplate(rows, system.items, template);
    await writeFile(
      entries,
      JSON.stringify({
        'A01\t1.2.1': { 评分输入: '分子=85；分母=90', 评分人: '张三' },
        'A02\t1.2.1': { 不适用: '是', 扣分理由: '无审批事项' },
        'A03\t1.1.1': { 评分输入: '1=是; 2=否', 得分: 0.5 },
      }),
    );
    run('fill_scores.py', template, entries, filled);
    const read: ParsedScoreRow[] = [];
    const { problems } = await readScoreWorkbook(
      filled,
      {
        units: new Map(units.map((unit) => [unit.code, unit])),
        items: new Map(system.items.map((item) => [item.code, item])),
        cycleYear: system.year,
      },
      (batch) => void read.push(...batch),
    );
    expect(problems).toEqual([]);
    // 85 of 90 is 94.44 %, above the target of 90 %: full points.
    expect(
      read.map(({ unitCode, itemCode, result, scorer }) => [
        unitCode,
        itemCode,
        result.status,
        result.status === 'scored' ? result.points : null,
        scorer,
      ]),
    ).toEqual([
      ['A01', '1.2.1', 'scored', 150, '张三'],
      ['A02', '1.2.1', 'notApplicable', null, ''],
      ['A03', '1.1.1', 'scored', 50, ''],
    ]);
  });

  it('sees no formula in what we write, whatever the texts begin with', async () => {
    const path = join(await tempFolder(), '单位.xlsx');
    const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '=cmd|\u0027/C calc\u0027!A0', '_x0041_'];
    const units = names.map((name, index) => ({
      code: String(index),
      name: `${name}局`,
      shortName: name.trim(),
      group: '=甲',
      tags: ['+乙'],
      position: index,
    }));
    await writeUnitTable(units, path);
    const cells = JSON.parse(run('read_cells.py', path)) as [string, string, string, string][];
    expect(cells.length).toBeGreaterThan(30);
    expect(cells.filter(([, , type]) => type === 'f')).toEqual([]);
    expect((await readUnitTable(path)).units.map(({ shortName }) => shortName)).toEqual(
      names.map((name) => name.trim()),
    );
  });
});

describe.runIf(office !== null)('tables opened and saved by LibreOffice', () => {
  it('an indicator table that went through it imports unchanged', async () => {
    const { system } = await reference();
    const folder = await tempFolder();
    const path = join(folder, '指标.xlsx');
    await writeIndicatorTable(system, path);
    const [saved = ''] = await recompute(office ?? '', [path], folder);
    const preview = await readIndicatorTable(saved, { knownGroups: STANDARD_GROUPS });
    expect(preview.problems).toEqual([]);
    expect(preview.system).toEqual(system);
  });

  it('texts that look like formulas stay texts', async () => {
    const folder = await tempFolder();
    const path = join(folder, '单位.xlsx');
    const unit = {
      code: '001',
      name: '=1+1',
      shortName: '@SUM(A1)',
      group: '+甲',
      tags: ['-乙'],
      position: 1,
    };
    await writeUnitTable([unit], path);
    const [saved = ''] = await recompute(office ?? '', [path], folder);
    expect((await readUnitTable(saved)).units).toEqual([unit]);
  });
});
