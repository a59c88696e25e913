import type { Request, Response } from '@shared/ipc/contract';
import { assertMaySeePapers } from '../access/assertMaySee';
import { countEvidenceByItem, listPriorScores, listSelfEvaluations } from '../../database/sheetRepository';
import { loadAssessment } from '../assessment/assessment';
import { requireUnit } from '../scores/locate';
import type { Workspace } from '../workspace/workspace';

/** A unit's own sheet: each item of its table in table order, with last year's result beside it. @throws {AppError} UNIT_NOT_FOUND */
export async function getSelfEvaluation(
  workspace: Workspace,
  { unitId }: Request<'self:sheet'>,
): Promise<Response<'self:sheet'>> {
  const assessment = await loadAssessment(workspace);
  const unit = requireUnit(assessment, unitId);
  assertMaySeePapers(workspace, unit);
  const self = await listSelfEvaluations(workspace.reader, unitId);
  const evidence = await countEvidenceByItem(workspace.reader, unitId);
  const prior = await listPriorScores(workspace.reader, unitId);
  return assessment.itemsOf(unit).map((item) => ({
    itemId: item.id,
    points: self.get(item.id)?.points ?? '',
    statement: self.get(item.id)?.statement ?? '',
    evidenceCount: evidence.get(item.id) ?? 0,
    prior: prior.get(item.code) ?? null,
  }));
}
