import type { CaseCoverage, CaseListView } from '@shared/ipc/practice/caseFile';
import type { UnitView } from '@shared/ipc/views';
import { findCurrentCaseList, listCaseLists, type StoredCase } from '../../database/caseFileRepository';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { maySeeUnit } from './caseAccess';
import { caseListOf } from './caseListOf';
import { typesInOrder } from './typesInOrder';

/** The list in force, and which unit handed what in. People of a unit see their own files only. */
export async function getCaseList(workspace: Workspace): Promise<CaseListView> {
  const assessment = await loadAssessment(workspace);
  const { reader, actor } = workspace;
  const list = await findCurrentCaseList(reader, assessment.cycle.id);
  const lists = await listCaseLists(reader, assessment.cycle.id);
  const stored = list ? await caseListOf(reader, list.id) : { files: [], zeroReports: [] };
  const files = stored.files.filter(({ unitCode }) => maySeeUnit(actor, unitCode));
  const none = new Set(stored.zeroReports.map(({ unitCode }) => unitCode));
  const units = assessment.units.filter(({ code }) => maySeeUnit(actor, code));
  return {
    list: list ?? null,
    lists: lists.length,
    files: files.map((file) => ({ ...file, unitName: assessment.unitById.get(file.unitId)?.name ?? '' })),
    types: typesInOrder(files.map(({ type }) => type)),
    coverage: coverageOf(assessment, units, files, none),
  };
}

function coverageOf(
  assessment: Assessment,
  units: readonly UnitView[],
  files: readonly StoredCase[],
  none: ReadonlySet<string>,
): CaseCoverage[] {
  const counts = new Map<number, Record<string, number>>();
  for (const { unitId, type } of files) {
    const own = counts.get(unitId) ?? {};
    own[type] = (own[type] ?? 0) + 1;
    counts.set(unitId, own);
  }
  return units.map((unit) => ({
    unitId: unit.id,
    unitCode: unit.code,
    unitName: unit.name,
    submitted: counts.has(unit.id) || none.has(unit.code),
    expected: assessment.itemsOf(unit).some(({ rules }) => rules.some(({ kind }) => kind === 'caseReview')),
    counts: counts.get(unit.id) ?? {},
  }));
}
