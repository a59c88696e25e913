import type { Request } from '@shared/ipc/contract';
import type { CorrectablePlace, CorrectionView } from '@shared/ipc/practice/result';
import { unitNotFound } from '@shared/errors/units';
import { itemLimit } from '@shared/scoring/worth';
import { listCorrectionViews } from '../../database/correctionRepository';
import { findCycleOfUnit } from '../../database/resultRepository';
import { listScoresOfUnit } from '../../database/scoreRepository';
import { assertMay } from '../access/assertMay';
import { readAssessmentOf } from '../assessment/assessment';
import { requireUnit } from '../scores/locate';
import type { Workspace } from '../workspace/workspace';
import { requireCycle } from './requireCycle';

/** Corrections of a cycle, the current one unless told; those that wait for a decision first. */
export async function listCorrections(
  workspace: Workspace,
  { cycleId }: Request<'correction:list'>,
): Promise<readonly CorrectionView[]> {
  assertMay(workspace, 'readAll');
  const cycle = await requireCycle(workspace.reader, cycleId);
  return listCorrectionViews(workspace.reader, cycle.id);
}

/** The scored items of a unit, of any year, that can be corrected, in table order. @throws {AppError} UNIT_NOT_FOUND */
export async function listCorrectablePlaces(
  workspace: Workspace,
  { unitId }: Request<'correction:places'>,
): Promise<readonly CorrectablePlace[]> {
  assertMay(workspace, 'readAll');
  const { reader } = workspace;
  const cycle = await findCycleOfUnit(reader, unitId);
  if (!cycle) throw unitNotFound();
  const assessment = await readAssessmentOf(reader, cycle);
  const scores = await listScoresOfUnit(reader, unitId);
  return assessment.itemsOf(requireUnit(assessment, unitId)).flatMap((item) => {
    const score = scores.get(item.id);
    if (item.section === 'veto' || !score || score.finalPoints === null) return [];
    const { id: itemId, code, name } = item;
    return [
      { itemId, code, name, limit: itemLimit(item), points: score.finalPoints, reason: score.entry.reason },
    ];
  });
}
