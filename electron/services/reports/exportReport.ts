import { assertMay } from '../access/assertMay';
import type { ReportKind } from '../../../shared/ipc/views';
import type { ReportContext } from '../../../shared/reports/reportContext';
import { planReport, type ReportPlan } from '../../../shared/reports/reportPlan';
import { writeReport } from '../../workbook/reportWriter/writeReport';
import type { Workspace } from '../workspace/workspace';
import { gatherReport } from './gatherReport';
import { readSnapshot } from '../workspace/readSnapshot';
import { reportSheets } from './reportSheets';

export interface ExportOptions {
  /** Steps done, steps in all, and in Chinese what is being done. */
  readonly onProgress?: (done: number, total: number, label: string) => void;
  readonly signal?: AbortSignal;
  /** Who exports; stands on every sheet. Left out: the person the workspace is open for. */
  readonly generatedBy?: string;
  /** Of an earlier year; left out: the current one. */
  readonly cycleId?: number;
}

/**
 * Writes a report as an .xlsx workbook: gather, lay out, write. The file is written aside and renamed, so that after a
 * failure or a cancel an older file of that name is untouched and no part of a new one is left.
 *
 * @throws {AppError} REPORT_WITHOUT_UNITS, REPORT_SCHEME_FAILS_TEST, and what writeAside refuses with.
 */
export async function exportReport(
  workspace: Workspace,
  kind: ReportKind,
  path: string,
  { onProgress, signal, generatedBy = workspace.person, cycleId }: ExportOptions = {},
): Promise<void> {
  assertMay(workspace, 'readAll');
  signal?.throwIfAborted();
  onProgress?.(0, 1, '正在汇总得分');
  await readSnapshot(workspace, async (snapshot) => {
    const context = await gatherReport(snapshot, generatedBy, cycleId);
    const plan = planReport(context, kind);
    const progress = onProgress && countSteps(context, plan, onProgress);
    await writeReport(path, reportSheets(snapshot, context, plan, kind), {
      signal,
      onRows: progress,
      author: generatedBy || '法衡 Faheng',
      writtenAt: workspace.clock(),
    });
  });
}

/** A step is a unit's row or scorecard; every other sheet is one step. */
function countSteps(
  context: ReportContext,
  plan: ReportPlan,
  onProgress: NonNullable<ExportOptions['onProgress']>,
): (sheet: string, rows: number) => void {
  const units = context.units.length;
  const long = [plan.matrix, plan.deductions, plan.rectification].filter((name) => name !== null);
  const steps = new Map(long.map((name) => [name, units]));
  const short = 1 + plan.groups.length + plan.schemes.length + plan.scorecards.length;
  const total = short + units * long.length;
  let [current, before] = ['', 0];
  return (sheet, rows) => {
    if (sheet !== current) {
      if (current !== '') before += steps.get(current) ?? 1;
      current = sheet;
    }
    onProgress(before + Math.min(rows, steps.get(sheet) ?? 1), total, `正在写“${sheet}”`);
  };
}
