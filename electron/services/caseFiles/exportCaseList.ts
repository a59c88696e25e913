import { writeCaseList } from '../../workbook/caseListWorkbook';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { findCurrentCaseList } from '../../database/caseFileRepository';
import { maySeeReviews, maySeeUnit } from './caseAccess';
import { caseListOf } from './caseListOf';

/**
 * Writes 案卷目录: a blank form for the units, or filled with the list in force for those who may see it; either imports
 * unchanged.
 */
export async function exportCaseList(
  workspace: Workspace,
  { filled }: { readonly filled: boolean },
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const { cycle, unitByCode } = await loadAssessment(workspace);
  const list =
    filled && maySeeReviews(workspace.actor)
      ? await findCurrentCaseList(workspace.reader, cycle.id)
      : undefined;
  const rows = list ? await caseListOf(workspace.reader, list.id) : { files: [], zeroReports: [] };
  const seen = ({ unitCode }: { readonly unitCode: string }): boolean =>
    maySeeUnit(workspace.actor, unitCode);
  const nameOf = (code: string): string => unitByCode.get(code)?.name ?? '';
  await writeCaseList(rows.files.filter(seen), rows.zeroReports.filter(seen), nameOf, path, signal);
}
