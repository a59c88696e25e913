import type { CaseList, ListedCase } from '@shared/caseFiles/caseList';
import { caseListStale } from '@shared/errors/caseFile';
import { insertCaseList } from '../../database/caseFileRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertCasesOpen } from './caseAccess';

/** A list that was read and previewed. */
export interface CaseListImport extends CaseList {
  readonly fileName: string;
  readonly sha256: string;
}

/**
 * Takes a previewed list over as the one in force. Earlier lists stay: draws refer to them. Practice page §10.
 *
 * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS, CASE_LIST_STALE where a unit of it is gone since the preview.
 */
export async function importCaseList(
  workspace: Workspace,
  { fileName, sha256, files, zeroReports }: CaseListImport,
): Promise<{ readonly files: number }> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCaseFiles');
  const assessment = await loadAssessment(workspace);
  assertCasesOpen(assessment, '导入案卷目录');
  const withUnit = <R extends Pick<ListedCase, 'unitCode'>>(row: R): R & { unitId: number } => {
    const unit = assessment.unitByCode.get(row.unitCode);
    if (!unit) throw caseListStale();
    return { ...row, unitId: unit.id };
  };
  const list = {
    ...{ cycleId: assessment.cycle.id, fileName, sha256 },
    files: files.map(withUnit),
    zeroReports: zeroReports.map(withUnit),
  };
  await inTransaction(workspace, async (trx, now, audit) => {
    await insertCaseList(trx, list, workspace.person, now);
    await audit({
      action: 'caseList.import',
      subject: `案卷目录 · ${fileName}`,
      after: { sha256, files: files.length, zeroReports: zeroReports.length },
    });
  });
  return { files: files.length };
}
