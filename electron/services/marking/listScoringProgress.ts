import { scoringOpen } from '@shared/domain/cycleState';
import { mayDo } from '@shared/domain/role';
import type { Request, Response } from '@shared/ipc/contract';
import type { UnitProgress } from '@shared/ipc/views';
import { countDoneByUnit, type DoneOfUnit } from '../../database/scorerProgressRepository';
import { loadAssessment } from '../assessment/assessment';
import { listProgress } from '../scores/listProgress';
import type { Workspace } from '../workspace/workspace';

/**
 * How far each unit is, as 评分 counts it for whoever is signed in: a scorer's own markings count where several score an
 * item, not whether the others are as far; what is settled or an approved 缺项 is done. The office sees what counts.
 */
export async function listScoringProgress(
  workspace: Workspace,
  request: Request<'scores:progress'>,
): Promise<Response<'scores:progress'>> {
  const progress = await listProgress(workspace, request);
  const { actor, reader } = workspace;
  const { cycle, items, isAssigned, markingOf } = await loadAssessment(workspace);
  if (mayDo(actor, 'readAll') || !scoringOpen(cycle.state)) return progress;
  const several = items
    .filter(({ id, section }) => section === 'base' && markingOf(id) && isAssigned(id, actor.accountId))
    .map(({ id }) => id);
  if (several.length === 0) return progress;
  const { scores, markings } = await countDoneByUnit(reader, cycle.id, several, actor.accountId);
  return progress.map((unit) => withOwn(unit, scores.get(unit.unitId), markings.get(unit.unitId)));
}

const NOTHING: DoneOfUnit = { scored: 0, notApplicable: 0 };

function withOwn(unit: UnitProgress, score = NOTHING, own = NOTHING): UnitProgress {
  return {
    ...unit,
    scored: unit.scored - score.scored + own.scored,
    applicable: unit.applicable + score.notApplicable - own.notApplicable,
  };
}
