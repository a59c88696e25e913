import { belongsToUnit } from '@shared/domain/unit';
import type { Request, Response } from '@shared/ipc/contract';
import { seesScorers } from '@shared/domain/visibility';
import type { ScoreRow, UnitView } from '@shared/ipc/views';
import { maySeeScore } from '../access/assertMaySee';
import { listScoresOfItem } from '../../database/scoreRepository';
import { listSelfPointsOfItem } from '../../database/sheetRepository';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { emptyRow } from './getScoreSheet';
import { requireItem } from './locate';
import { publicScore, readPublicReasons } from './publicReasons';

/** One item across all units it belongs to, in list order, so that discretion is seen side by side. Units whose score is not to be seen are left out. @throws {AppError} ITEM_NOT_FOUND */
export async function getItemScores(
  workspace: Workspace,
  { itemId }: Request<'scores:item'>,
): Promise<Response<'scores:item'>> {
  const assessment = await loadAssessment(workspace);
  const item = requireItem(assessment, itemId);
  const scores = await listScoresOfItem(workspace.reader, assessment.cycle.id, itemId);
  const self = await listSelfPointsOfItem(workspace.reader, assessment.cycle.id, itemId);
  const ownUnits = assessment.units.filter((unit) => !seesScorers(workspace.actor, unit)).map(({ id }) => id);
  const reasons = await readPublicReasons(workspace.reader, ownUnits);
  const told = (unit: UnitView): ScoreRow => {
    const row = scores.get(unit.id) ?? emptyRow(unit.id, itemId);
    return ownUnits.includes(unit.id) ? publicScore(row, reasons.get(unit.id)?.get(itemId)) : row;
  };
  return assessment.units
    .filter((unit) => belongsToUnit(item, unit) && maySeeScore(workspace, assessment, unit, item))
    .map((unit) => ({ ...told(unit), selfPoints: self.get(unit.id) }));
}
