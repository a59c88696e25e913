import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { getScoreSheet } from '@electron/services/scores/getScoreSheet';
import { importScores } from '@electron/services/scores/importScores';
import { previewScoreImport } from '@electron/services/scores/previewScoreImport';
import { recordScore } from '@electron/services/scores/recordScore';
import { writeScoreTemplate } from '@electron/services/scores/writeScoreTemplate';
import { removeUnit } from '@electron/services/units/removeUnit';
import { computeCycle } from '@electron/services/totals/computeCycle';
import type { Workspace } from '@electron/services/workspace/workspace';
import { CLOCK, sampleEntries, sampleSchemes, workspaceWith } from '../../helpers/assessmentWorkspace';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry, referenceSet, refusal, testWorkspace } from '../../helpers/testWorkspace';

type Cells = Readonly<Record<string, string>>;

/** Changes cells of the scoring sheet by heading, row by row. */
async function edit(path: string, change: (cells: Cells) => Cells): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const sheet = workbook.getWorksheet('评分')!;
  const headings = (sheet.getRow(1).values as string[]).slice(1);
  sheet.eachRow((row, number) => {
    if (number === 1) return;
    const cells = Object.fromEntries(headings.map((heading, i) => [heading, row.getCell(i + 1).text]));
    for (const [heading, value] of Object.entries(change(cells))) {
      row.getCell(headings.indexOf(heading) + 1).value = value;
    }
  });
  await workbook.xlsx.writeFile(path);
}

async function template(workspace: Workspace, unitIds?: number[]): Promise<string> {
  const path = join(await tempFolder(), '评分.xlsx');
  await writeScoreTemplate(workspace, { unitIds }, path);
  return path;
}

async function scoredWorkspace(): Promise<Workspace> {
  const { system, sampleUnits: units } = referenceSet();
  const entries = sampleEntries(system, units);
  const folder = join(await tempFolder(), '考评库');
  return workspaceWith(folder, { system, units, entries, ...sampleSchemes(units) });
}

describe('scoring workbook', () => {
  it('imports unchanged when it was exported from the same workspace (R4)', async () => {
    const workspace = await scoredWorkspace();
    try {
      const path = await template(workspace);
      const before = await computeCycle(workspace);
      const { view, data } = await previewScoreImport(workspace, path);
      expect(view).toMatchObject({ changed: 0, blocked: false, problems: [] });
      expect(view.same).toBeGreaterThan(2000);
      expect(await importScores(workspace, data)).toEqual({ changed: 0 });
      expect(await computeCycle(workspace)).toEqual(before);
    } finally {
      await workspace.close();
    }
  });

  it('carries every score into an empty workspace with the same totals', async () => {
    const from = await scoredWorkspace();
    const to = await testWorkspace();
    try {
      const { view, data } = await previewScoreImport(to, await template(from));
      expect(view.blocked).toBe(false);
      expect(await importScores(to, data)).toEqual({ changed: view.changed });
      const figures = async (workspace: Workspace) =>
        (await computeCycle(workspace)).units.map(({ code, final, rank, grade, unscored }) => ({
          code,
          final,
          rank,
          grade,
          unscored,
        }));
      expect(await figures(to)).toEqual(await figures(from));
      expect(CLOCK().getFullYear()).toBe(2021);
    } finally {
      await from.close();
    }
  });

  it('takes changed rows over, names their scorer, and leaves empty rows alone', async () => {
    const workspace = await testWorkspace();
    const { units, items } = await loadAssessment(workspace);
    const unit = units[0]!;
    const kept = items.find(({ rules }) => rules[0]?.kind === 'yesNo')!;
    await recordScore(workspace, {
      unitId: unit.id,
      itemId: kept.id,
      entry: anEntry({ 满足: '是' }),
      editId: 'x',
    });
    const changed = items.find(({ rules }) => rules[0]?.kind === 'checklist')!;
    const path = await template(workspace, [unit.id]);
    await edit(path, (row): Cells =>
      row['指标编码'] === changed.code
        ? { 得分: '0', 扣分理由: '没有材料' }
        : { 评分输入: row['评分输入'] ?? '' },
    );
    const { view, data } = await previewScoreImport(workspace, path, { scorer: '李四' });
    expect(view).toMatchObject({ changed: 1, same: 1, problems: [] });
    await importScores(workspace, data);
    const { rows } = await getScoreSheet(workspace, { unitId: unit.id });
    expect(rows.find(({ itemId }) => itemId === changed.id)).toMatchObject({
      points: 0,
      scorer: '李四',
      revision: 1,
      entry: { points: '0', reason: '没有材料' },
    });
    expect(rows.find(({ itemId }) => itemId === kept.id)).toMatchObject({ scorer: '考评办', revision: 1 });
    expect(rows.filter(({ revision }) => revision > 0)).toHaveLength(2);
  });

  it('names the cell of each bad row and lets nothing in', async () => {
    const workspace = await testWorkspace();
    const { units, items } = await loadAssessment(workspace);
    const path = await template(workspace, [units[0]!.id]);
    const item = items.find(({ rules }) => rules[0]?.kind === 'ratio')!;
    await edit(path, (row): Cells => {
      if (row['指标编码'] === item.code) return { 评分输入: '分子=3; 分母=0' };
      return row['指标编码'] === '1.1.1' ? { 得分: '9.99' } : {};
    });
    const { view } = await previewScoreImport(workspace, path);
    expect(view.blocked).toBe(true);
    expect(view.problems.map(({ code }) => code).sort()).toEqual(['OUT_OF_RANGE', 'ZERO_DENOMINATOR']);
    for (const problem of view.problems) {
      expect(problem.cell).toMatch(/^[A-J]\d+$/);
      expect(problem.remedy).not.toBe('');
    }
  });

  it('refuses a preview that the workspace has left behind, as a whole', async () => {
    const workspace = await testWorkspace();
    const { units, items } = await loadAssessment(workspace);
    const path = await template(workspace, [units[0]!.id, units[1]!.id]);
    const item = items.find(({ rules }) => rules[0]?.kind === 'yesNo')!;
    await edit(path, (row): Cells => (row['指标编码'] === item.code ? { 评分输入: '满足=是' } : {}));
    const { data } = await previewScoreImport(workspace, path);
    expect(data.scores).toHaveLength(2);
    await removeUnit(workspace, { unitId: units[1]!.id });
    expect((await refusal(importScores(workspace, data))).code).toBe('SCORE_IMPORT_STALE');
    const { rows } = await getScoreSheet(workspace, { unitId: units[0]!.id });
    expect(rows.every(({ revision }) => revision === 0)).toBe(true);
  });
});
