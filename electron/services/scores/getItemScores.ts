import { belongsToUnit } from '@shared/domain/unit';
import type { Request, Response } from '@shared/ipc/contract';
import { maySeeScore } from '../access/assertMaySee';
import { listScoresOfItem } from '../../database/scoreRepository';
import { listSelfPointsOfItem } from '../../database/sheetRepository';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { emptyRow } from './getScoreSheet';
import { requireItem } from './locate';

/** One item across all units it belongs to, in list order, so that discretion is seen side by side. Units whose score is not to be seen are left out. @throws {AppError} ITEM_NOT_FOUND */
export async function getItemScores(
  workspace: Workspace,
  { itemId }: Request<'scores:item'>,
): Promise<Response<'scores:item'>> {
  const assessment = await loadAssessment(workspace);
  const item = requireItem(assessment, itemId);
  const scores = await listScoresOfItem(workspace.reader, assessment.cycle.id, itemId);
  const self = await listSelfPointsOfItem(workspace.reader, assessment.cycle.id, itemId);
  return assessment.units
    .filter((unit) => belongsToUnit(item, unit) && maySeeScore(workspace, assessment, unit, item))
    .map((unit) => ({
      ...(scores.get(unit.id) ?? emptyRow(unit.id, itemId)),
      selfPoints: self.get(unit.id),
    }));
}
