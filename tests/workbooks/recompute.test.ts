import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import exceljs from 'exceljs';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemoWorkspace } from '@electron/services/demo/createDemoWorkspace';
import { exportReport } from '@electron/services/reports/exportReport';
import { listScoresOfUnit } from '@electron/database/scoreRepository';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { inTransaction } from '@electron/services/assessment/inTransaction';
import { adjustScoreIn } from '@electron/services/review/adjustScore';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { ReportKind } from '@shared/ipc/views';
import { itemLimit } from '@shared/scoring/worth';
import { workspaceWith } from '../helpers/assessmentWorkspace';
import { sampleDistrict } from '../helpers/sampleDistrict';
import { isErrorValue, readCells } from '../helpers/formulas';
import { storeComposite } from '../helpers/composite';
import { assessments, composites } from '../helpers/independent/arbitraryAssessment';
import { findLibreOffice, recompute } from '../helpers/libreoffice';

/** Random assessments whose workbooks are recomputed; seeded, so that a failure comes back. */
const RANDOM_CASES = 14;
const SEED = 20_201_231;

const libreOffice = findLibreOffice();

describe.runIf(libreOffice !== null)('workbooks recomputed by LibreOffice', () => {
  let folder = '';
  const written: string[] = [];
  let recomputed: string[] = [];
  let controlCopy = '';
  let changedCopy = '';

  const write = async (workspace: Workspace, kinds: readonly ReportKind[] = ['all']): Promise<void> => {
    for (const kind of kinds) {
      const path = join(folder, `report-${written.length}.xlsx`);
      await exportReport(workspace, kind, path);
      written.push(path);
    }
    await workspace.close();
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faheng-recompute-'));
    const demo = await createDemoWorkspace(join(folder, 'demo'));
    await write(demo);
    const adjusted = await createDemoWorkspace(join(folder, 'adjusted'));
    await adjustSome(adjusted);
    await write(adjusted, ['all', 'feedback']);
    const cases = [await sampleDistrict(), ...fc.sample(assessments, { numRuns: RANDOM_CASES, seed: SEED })];
    for (const [index, plain] of cases.entries()) {
      await write(await workspaceWith(join(folder, `workspace-${index}`), plain));
    }
    const withParts = assessments.chain((plain) =>
      composites(plain.units).map((composite) => ({ plain, composite })),
    );
    for (const [index, { plain, composite }] of fc.sample(withParts, { numRuns: 6, seed: SEED }).entries()) {
      const workspace = await workspaceWith(join(folder, `composite-${index}`), plain);
      await storeComposite(workspace, composite);
      await write(workspace);
    }
    const control = join(folder, 'control.xlsx');
    await writeWrongResult(control);
    const changed = join(folder, 'changed.xlsx');
    await lowerFinalMax(written[0] ?? '', changed);
    const copies = await recompute(libreOffice ?? '', [...written, control, changed], folder);
    [controlCopy, changedCopy] = [copies.at(-2) ?? '', copies.at(-1) ?? ''];
    recomputed = copies.slice(0, -2);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('really computes: a wrong stored value does not survive', async () => {
    expect(await readCells(controlCopy)).toEqual([{ place: '表!A1', formula: '1+2', value: 3 }]);
  });

  it('gives every formula the value that was written with it, and no cell an error', async () => {
    const differences: string[] = [];
    let formulas = 0;
    for (const [index, path] of written.entries()) {
      const after = new Map(
        (await readCells(recomputed[index] ?? '')).map((cell) => [cell.place, cell.value]),
      );
      for (const { place, formula, value } of await readCells(path)) {
        const found = after.get(place) ?? '';
        if (isErrorValue(found)) differences.push(`${basename(path)} ${place}: ${JSON.stringify(found)}`);
        if (formula === null) continue;
        formulas += 1;
        if (found !== value)
          differences.push(`${basename(path)} ${place} =${formula}: ${String(value)} → ${String(found)}`);
      }
    }
    expect(differences).toEqual([]);
    expect(formulas).toBeGreaterThan(5_000);
  });

  it('follows a change of 最终得分上限 in 说明 through to the comprehensive total', async () => {
    const before = new Map((await readCells(written[0] ?? '')).map((cell) => [cell.place, cell.value]));
    const after = new Map((await readCells(changedCopy)).map((cell) => [cell.place, cell.value]));
    const summary = '汇总表-镇（街道）';
    const scheme = '综合考核汇总-镇（街道）';
    let lowered = 0;
    for (let row = 5; row <= 18; row += 1) {
      const final = after.get(`${scheme}!F${row}`);
      const counted = after.get(`${scheme}!G${row}`);
      const others = before.get(`${scheme}!H${row}`);
      expect(final).toBeLessThanOrEqual(90);
      if (final === 90 && counted === 9) lowered += 1;
      expect(after.get(`${scheme}!I${row}`)).toBe(Number((Number(counted) + Number(others)).toFixed(2)));
    }
    expect(lowered).toBeGreaterThan(0);
    expect(after.get(`${summary}!C4`)).toBe(before.get(`${summary}!C4`));
  });
});

/** Every ninth score of every third unit becomes another one on site, upwards and downwards. */
async function adjustSome(workspace: Workspace): Promise<void> {
  const assessment = await loadAssessment(workspace);
  await inTransaction(workspace, async (trx, now, audit) => {
    for (const unit of assessment.units.filter((_, index) => index % 3 === 0)) {
      const scores = await listScoresOfUnit(trx, unit.id);
      for (const [index, item] of assessment.itemsOf(unit).entries()) {
        const final = scores.get(item.id)?.finalPoints ?? null;
        if (index % 9 !== 0 || final === null || item.section === 'veto') continue;
        const toPoints = final === 0 ? itemLimit(item) : Math.floor(final / 3);
        const place = { unitId: unit.id, itemId: item.id, toPoints };
        const found = { ...place, kind: 'siteCheck' as const, reason: '现场核查', basis: '' };
        await adjustScoreIn(trx, workspace, assessment, found, now, audit);
      }
    }
  });
}

/** The same report after somebody lowered 最终得分上限 from 105 to 90, its stored values now out of date. */
async function lowerFinalMax(source: string, target: string): Promise<void> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(source);
  workbook.getWorksheet('说明')?.eachRow((row) => {
    if (row.getCell(1).value === '最终得分上限') row.getCell(2).value = 90;
  });
  await workbook.xlsx.writeFile(target);
}

/** A formula stored with a value it does not have. */
async function writeWrongResult(path: string): Promise<void> {
  const workbook = new exceljs.Workbook();
  workbook.addWorksheet('表').getCell('A1').value = { formula: '1+2', result: 999 };
  await workbook.xlsx.writeFile(path);
}
