import type { ReportKind, ReportPreview } from '../../../shared/ipc/views';
import { planReport } from '../../../shared/reports/reportPlan';
import { previewRow } from '../../../shared/reports/previewText';
import type { ReportSheet } from '../../../shared/reports/reportSheet';
import type { Workspace } from '../workspace/workspace';
import { gatherReport } from './gatherReport';
import { reportSheets } from './reportSheets';

/** Enough to see what a report looks like. */
const ROWS_SHOWN = 40;
const SHEETS_SHOWN = 12;

/**
 * The first rows of the first sheets of a report, by the same layout that writes it.
 * @throws {AppError} as exportReport does before it writes.
 */
export async function previewReport(workspace: Workspace, kind: ReportKind): Promise<ReportPreview> {
  const context = await gatherReport(workspace, workspace.person);
  const sheets: ReportPreview['sheets'][number][] = [];
  for await (const sheet of reportSheets(workspace, context, planReport(context, kind))) {
    sheets.push(await previewSheet(sheet));
    if (sheets.length === SHEETS_SHOWN) break;
  }
  return { sheets };
}

async function previewSheet(sheet: ReportSheet): Promise<ReportPreview['sheets'][number]> {
  const rows = sheet.head.map(previewRow);
  let written = 0;
  let complete = true;
  for await (const row of sheet.body) {
    written += 1;
    if (rows.length < ROWS_SHOWN) rows.push(previewRow(row));
    else if (sheet.bodyRows !== null) {
      complete = false;
      break;
    }
  }
  const bodyRows = complete ? written : (sheet.bodyRows ?? written);
  const foot = sheet.foot(bodyRows);
  if (complete && rows.length + foot.length <= ROWS_SHOWN) rows.push(...foot.map(previewRow));
  return { name: sheet.name, rows, totalRows: sheet.head.length + bodyRows + foot.length };
}
