import { assertMay } from '../access/assertMay';
import type { ReportKind, ReportPreview } from '../../../shared/ipc/views';
import { planReport } from '../../../shared/reports/reportPlan';
import { previewRow } from '../../../shared/reports/previewText';
import type { ReportSheet } from '../../../shared/reports/reportSheet';
import type { Workspace } from '../workspace/workspace';
import { gatherReport } from './gatherReport';
import { readSnapshot } from '../workspace/readSnapshot';
import { reportSheets } from './reportSheets';

/** Enough to see what a report looks like. */
const ROWS_SHOWN = 40;
const SHEETS_SHOWN = 12;

/**
 * The first rows of the first sheets of a report, by the same layout that writes it; of an earlier year where told so.
 * @throws {AppError} as exportReport does before it writes.
 */
export async function previewReport(
  workspace: Workspace,
  kind: ReportKind,
  cycleId?: number,
): Promise<ReportPreview> {
  assertMay(workspace, 'readAll');
  return readSnapshot(workspace, async (snapshot) => {
    const context = await gatherReport(snapshot, workspace.person, cycleId);
    const sheets: ReportPreview['sheets'][number][] = [];
    for await (const sheet of reportSheets(snapshot, context, planReport(context, kind), kind)) {
      sheets.push(await previewSheet(sheet));
      if (sheets.length === SHEETS_SHOWN) break;
    }
    return { sheets };
  });
}

async function previewSheet(sheet: ReportSheet): Promise<ReportPreview['sheets'][number]> {
  const rows = [...sheet.head];
  for await (const row of sheet.body) {
    if (rows.length >= ROWS_SHOWN) break;
    rows.push(row);
  }
  const foot = sheet.foot(sheet.bodyRows);
  const totalRows = sheet.head.length + sheet.bodyRows + foot.length;
  if (totalRows <= ROWS_SHOWN) rows.push(...foot);
  return {
    name: sheet.name,
    rows: rows.map(previewRow),
    totalRows,
    widths: sheet.widths,
    spans: rows.flatMap(({ merges = [] }, row) =>
      merges.map(({ from, to, rows: down = 1 }) => ({
        row,
        column: from,
        columns: to - from + 1,
        rows: down,
      })),
    ),
  };
}
