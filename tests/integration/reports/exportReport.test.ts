import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterEach, describe, expect, it } from 'vitest';
import type { AppError } from '@shared/errors/appError';
import { planReport } from '@shared/reports/reportPlan';
import { exportReport } from '@electron/services/reports/exportReport';
import { gatherReport } from '@electron/services/reports/gatherReport';
import { previewReport } from '@electron/services/reports/previewReport';
import { readSnapshot } from '@electron/services/workspace/readSnapshot';
import { reportSheets } from '@electron/services/reports/reportSheets';
import type { Workspace } from '@electron/services/workspace/workspace';
import { workspaceWith, type PlainAssessment } from '../../helpers/assessmentWorkspace';
import { readCells } from '../../helpers/formulas';
import { sampleDistrict } from '../../helpers/sampleDistrict';
import { tempFolder } from '../../helpers/tempFolder';

let open: Workspace | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function district(
  change: (plain: PlainAssessment) => PlainAssessment = (plain) => plain,
): Promise<Workspace> {
  open = await workspaceWith(join(await tempFolder(), '考评库'), change(await sampleDistrict()));
  return open;
}

/** Five units of the sample: enough for two groups. */
function few(plain: PlainAssessment): PlainAssessment {
  return { ...plain, units: plain.units.filter((unit) => /^(A0[1-3]|C0[12])$/.test(unit.code)) };
}

async function read(path: string): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook;
}

describe('exportReport', () => {
  it('writes every sheet of the whole report, one scorecard for each unit', async () => {
    const workspace = await district();
    const path = join(await tempFolder(), '全部报表.xlsx');
    await exportReport(workspace, 'all', path, { generatedBy: '张三' });
    const names = (await read(path)).worksheets.map((sheet) => sheet.name);
    expect(names.slice(0, 12)).toEqual([
      '说明',
      '汇总表-有行政执法权部门',
      '汇总表-无行政执法权部门',
      '汇总表-镇（街道）',
      '综合考核汇总-有行政执法权部门',
      '综合考核汇总-无行政执法权部门',
      '综合考核汇总-镇（街道）',
      '指标得分矩阵',
      '扣分明细',
      '整改台账',
      '发改委',
      '教育局',
    ]);
    expect(names).toHaveLength(10 + 36);
  });

  it('is set up for print: A4 landscape, one page wide, headings on every page, page numbers, frozen panes', async () => {
    const path = join(await tempFolder(), '汇总.xlsx');
    await exportReport(await district(few), 'summary', path, { generatedBy: '张三' });
    const sheet = (await read(path)).getWorksheet('汇总表-有行政执法权部门');
    expect(sheet?.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '3:3',
    });
    expect(sheet?.pageSetup.margins?.top).toBeCloseTo(37 / 25.4);
    expect(sheet?.headerFooter.oddFooter).toContain('第 &P 页，共 &N 页');
    expect(sheet?.headerFooter.oddFooter).toContain('导出：2021-01-15 09:30 张三');
    // The page number on a line of its own: nothing else reaches it, however narrow the table is.
    expect(sheet?.headerFooter.oddFooter?.split('\n').map((line) => line.includes('&P'))).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 3 });
    expect(sheet?.getCell('A1').isMerged).toBe(true);
  });

  it('keeps footers within what Excel allows, however long a title is', async () => {
    const title = `名称很长的指标体系&${'长'.repeat(400)}`;
    const workspace = await district((plain) => ({ ...few(plain), system: { ...plain.system, title } }));
    const path = join(await tempFolder(), '长名.xlsx');
    await exportReport(workspace, 'summary', path, { generatedBy: '张'.repeat(300) });
    for (const sheet of (await read(path)).worksheets) {
      expect(sheet.headerFooter.oddFooter?.length).toBeLessThanOrEqual(255);
      expect(sheet.headerFooter.oddFooter).toContain('指标体系&&长');
    }
  });

  it('keeps codes as text, points as numbers with two decimals, and blank cells blank', async () => {
    const path = join(await tempFolder(), '明细.xlsx');
    await exportReport(await district(few), 'scorecards', path);
    const sheet = (await read(path)).getWorksheet('发改委');
    expect(sheet?.getCell('A3').value).toBe('指标编号');
    expect(sheet?.getCell('A5').value).toBe('1.1.1');
    expect(sheet?.getCell('A5').numFmt).toBe('@');
    expect(sheet?.getCell('C5').value).toBe(1);
    expect(sheet?.getCell('C5').numFmt).toBe('0.00');
    expect(sheet?.getCell('G5').value).toBeNull();
  });

  it.each(['=1+1', '+86', '-5', '@SUM(A1)', '=cmd|calc!A1', '\t=1', "'=1"])(
    'writes a text like %j as text',
    async (text) => {
      const workspace = await district((plain) => {
        const units = few(plain).units.map((unit, i) =>
          i === 0 ? { ...unit, name: text, shortName: text } : unit,
        );
        const first = units[0]?.code ?? '';
        const own = [...(plain.entries.get(first) ?? [])].map(
          ([code, entry]) => [code, { ...entry, reason: `${text}${entry.reason}` }] as const,
        );
        return { ...plain, units, entries: new Map([...plain.entries, [first, new Map(own)]]) };
      });
      const path = join(await tempFolder(), '注入.xlsx');
      await exportReport(workspace, 'all', path);
      const cells = await readCells(path);
      const found = cells.filter(({ value }) => typeof value === 'string' && value.startsWith(text));
      expect(found.length).toBeGreaterThan(10);
      expect(found.filter(({ formula }) => formula !== null)).toEqual([]);
      const formulas = cells
        .flatMap(({ formula }) => formula ?? [])
        .filter((formula) => formula.includes('cmd'));
      expect(formulas).toEqual([]);
    },
  );

  it('survives characters XML forbids, text that looks escaped, and text too long for a cell', async () => {
    const reason = `铃\u0007响 _x0041_ <b>&"' 😀 \r\n下一行 ${'长'.repeat(40_000)}`;
    const workspace = await district((plain) => {
      const small = few(plain);
      const [first] = small.units;
      const items = new Map([['1.1.1', { inputs: [], points: '0', notApplicable: false, reason }]]);
      return { ...small, entries: new Map([...small.entries, [first?.code ?? '', items]]) };
    });
    const path = join(await tempFolder(), '字符.xlsx');
    await exportReport(workspace, 'scorecards', path);
    const cell = (await readCells(path)).find(
      ({ value }) => typeof value === 'string' && value.startsWith('铃'),
    );
    expect(String(cell?.value)).toContain('铃响');
    expect(String(cell?.value).length).toBeLessThanOrEqual(32_767 + 10);
  });

  it('reports progress from nothing to everything, in Chinese', async () => {
    const seen: [number, number, string][] = [];
    const path = join(await tempFolder(), '进度.xlsx');
    await exportReport(await district(few), 'all', path, { onProgress: (...step) => seen.push(step) });
    const done = seen.slice(1).map(([step]) => step);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    const [last, total, label] = seen.at(-1) ?? [0, -1, ''];
    expect(last).toBe(total);
    expect(label).toMatch(/^正在写“.+”$/);
  });

  it('reads one moment: scores changed meanwhile do not enter', async () => {
    const workspace = await district(few);
    const [before, during] = await readSnapshot(workspace, async (snapshot) => {
      const first = await gatherReport(snapshot, '');
      await workspace.db.updateTable('score').set({ points: 0 }).where('status', '=', 'scored').execute();
      return [first.result.units, (await gatherReport(snapshot, '')).result.units];
    });
    expect(during).toEqual(before);
    const after = (await gatherReport(workspace, '')).result.units;
    expect(after.map((unit) => unit.raw)).toEqual(after.map(() => 0));
  });

  it('leaves nothing behind when it is cancelled, and the older file as it was', async () => {
    const workspace = await district(few);
    const folder = await tempFolder();
    const path = join(folder, '报表.xlsx');
    await writeFile(path, '原来的文件');
    const abort = new AbortController();
    const cancelled = exportReport(workspace, 'all', path, {
      signal: abort.signal,
      onProgress: (_done, _total, label) => {
        if (label.includes('指标得分矩阵')) abort.abort(new Error('cancelled'));
      },
    });
    await expect(cancelled).rejects.toThrow('cancelled');
    expect(await readdir(folder)).toEqual(['报表.xlsx']);
    expect(await readFile(path, 'utf8')).toBe('原来的文件');
  });

  it('refuses a folder that is not there', async () => {
    const path = join(await tempFolder(), '没有', '报表.xlsx');
    await expect(exportReport(await district(few), 'matrix', path)).rejects.toMatchObject({
      report: { code: 'EXPORT_FOLDER_MISSING' },
    });
  });

  it('refuses a workspace without units', async () => {
    const workspace = await district((plain) => ({ ...plain, units: [], schemes: [] }));
    const refusal = exportReport(workspace, 'summary', join(await tempFolder(), '空.xlsx'));
    await expect(refusal).rejects.toMatchObject({ report: { code: 'REPORT_WITHOUT_UNITS' } });
  });

  it('refuses a comprehensive table whose law weight is below a tenth, before anything is written', async () => {
    const workspace = await district(few);
    const context = await gatherReport(workspace, '');
    const [scheme] = context.schemes;
    const failing = {
      groupId: scheme?.groupId ?? 0,
      group: scheme?.group ?? '',
      components: [
        { id: 1, name: '法治建设', weight: 9960, ruleOfLaw: true },
        { id: 2, name: '经济发展', weight: 90_040, ruleOfLaw: false },
      ],
    };
    const plan = planReport({ ...context, schemes: [failing] }, 'summary');
    const first = reportSheets(workspace, context, plan, 'summary').next();
    const refusal = await first.then(
      () => null,
      (cause: AppError) => cause.report,
    );
    expect(refusal?.code).toBe('REPORT_SCHEME_FAILS_TEST');
    expect(refusal?.what).toContain('9.96%');
  });
});

describe('previewReport', () => {
  it('shows the rows the workbook will have', async () => {
    const workspace = await district(few);
    const path = join(await tempFolder(), '预览.xlsx');
    await exportReport(workspace, 'summary', path);
    const preview = await previewReport(workspace, 'summary');
    const workbook = await read(path);
    expect(preview.sheets.map((sheet) => sheet.name)).toEqual(workbook.worksheets.map((sheet) => sheet.name));
    for (const { name, rows, totalRows } of preview.sheets) {
      const sheet = workbook.getWorksheet(name);
      expect(totalRows).toBe(sheet?.rowCount);
      expect(rows[0]?.[0]).toBe(sheet?.getCell('A1').value);
    }
    const table = preview.sheets.find((sheet) => sheet.name === '汇总表-有行政执法权部门');
    expect(table?.rows[2]?.slice(0, 3)).toEqual(['排名', '单位', '适用分值']);
    expect(table?.rows[3]?.[2]).toMatch(/^\d+\.\d\d$/);
  });

  it('counts the lines of a long list without laying them out', async () => {
    const workspace = await district(few);
    const preview = await previewReport(workspace, 'deductions');
    const path = join(await tempFolder(), '扣分.xlsx');
    await exportReport(workspace, 'deductions', path);
    expect(preview.sheets[1]?.totalRows).toBe((await read(path)).getWorksheet('扣分明细')?.rowCount);
    expect(preview.sheets[1]?.rows.length).toBeLessThanOrEqual(40);
  });
});
