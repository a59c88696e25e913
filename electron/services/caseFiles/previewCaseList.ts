import { basename } from 'node:path';
import { hashList } from '@shared/caseFiles/caseList';
import type { CaseListPreview } from '@shared/ipc/practice/caseFile';
import { findCurrentCaseList } from '../../database/caseFileRepository';
import { readCaseList } from '../../workbook/caseListWorkbook';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import type { CaseListImport } from './importCaseList';
import { sha256Text } from './sha256Text';

/** Reads a list of case files and says what is in it; stores nothing. */
export async function previewCaseList(
  workspace: Workspace,
  path: string,
  signal?: AbortSignal,
): Promise<{ readonly view: Omit<CaseListPreview, 'previewId'>; readonly data: CaseListImport }> {
  const { units, unitByCode, cycle } = await loadAssessment(workspace);
  const { files, zeroReports, problems } = await readCaseList(path, units, cycle.year, signal);
  const sha256 = hashList({ files, zeroReports }, sha256Text);
  const current = await findCurrentCaseList(workspace.reader, cycle.id);
  const fileName = basename(path);
  return {
    view: {
      fileName,
      sha256,
      files: files.map((file) => ({ ...file, unitName: unitByCode.get(file.unitCode)?.name ?? '' })),
      zeroReports: zeroReports.length,
      same: current?.sha256 === sha256,
      problems,
      blocked: problems.some(({ severity }) => severity === 'error'),
    },
    data: { fileName, sha256, files, zeroReports },
  };
}
