import type { Kysely } from 'kysely';
import { EVIDENCE_LIMITS } from '@shared/evidence/evidenceType';
import type { UnitView } from '@shared/ipc/views';
import { checkSheet, type PreflightReport } from '@shared/year/preflight';
import { listRequestsOfUnit } from '../../database/notApplicableRepository';
import type { Schema } from '../../database/schema';
import { countEvidenceByItem, listSelfEvaluations } from '../../database/sheetRepository';
import { listAttachedFiles } from '../../database/submissionRepository';
import { assertMaySeePapers } from '../access/assertMaySee';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { requireUnit } from '../scores/locate';
import type { Workspace } from '../workspace/workspace';

/** 提交前检查: what stands between a unit's sheet and handing it in. @throws {AppError} UNIT_NOT_FOUND, NOT_YOUR_UNIT */
export async function checkSubmission(
  workspace: Workspace,
  { unitId }: { readonly unitId: number },
): Promise<PreflightReport> {
  const assessment = await loadAssessment(workspace);
  const unit = requireUnit(assessment, unitId);
  assertMaySeePapers(workspace, unit);
  return readPreflight(workspace.reader, assessment, unit);
}

/** The check over the connection given: inside the transaction that hands the sheet in. */
export async function readPreflight(
  db: Kysely<Schema>,
  assessment: Assessment,
  unit: UnitView,
): Promise<PreflightReport> {
  const self = await listSelfEvaluations(db, unit.id);
  const evidence = await countEvidenceByItem(db, unit.id);
  const requests = await listRequestsOfUnit(db, unit.id);
  const absent = new Set(
    requests.flatMap(({ state, itemId }) => (state === 'requested' || state === 'approved' ? [itemId] : [])),
  );
  const lines = assessment.itemsOf(unit).map((item) => ({
    item,
    points: self.get(item.id)?.points ?? '',
    statement: self.get(item.id)?.statement ?? '',
    files: evidence.get(item.id) ?? 0,
    notApplicable: absent.has(item.id),
  }));
  return checkSheet(lines, await listAttachedFiles(db, unit.id), EVIDENCE_LIMITS.maxBytes);
}
