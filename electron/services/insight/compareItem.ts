import { describeItem } from '@shared/insight/itemSpread';
import { isOutlier } from '@shared/insight/outliers';
import { belongsToUnit } from '@shared/domain/unit';
import type { Request, Response } from '@shared/ipc/contract';
import type { ScoreRow } from '@shared/ipc/views';
import { itemLimit } from '@shared/scoring/worth';
import { listScoresOfItem } from '../../database/scoreRepository';
import { listSelfPointsOfItem } from '../../database/sheetRepository';
import { loadAssessment } from '../assessment/assessment';
import { emptyRow } from '../scores/getScoreSheet';
import { requireItem } from '../scores/locate';
import type { Workspace } from '../workspace/workspace';
import { assertVisible, hiddenUnit } from './visibleItems';

/**
 * One item across the units it belongs to: how the scores lie, which stand out, and self score, assessed score and
 * reason side by side. Practice page §15 (uneven discretion).
 *
 * @throws {AppError} ITEM_NOT_FOUND, NOT_SIGNED_IN, NOT_PERMITTED, ITEM_NOT_ASSIGNED
 */
export async function compareItem(
  workspace: Workspace,
  { itemId, groupId }: Request<'consistency:item'>,
): Promise<Response<'consistency:item'>> {
  const assessment = await loadAssessment(workspace);
  const item = requireItem(assessment, itemId);
  assertVisible(workspace, assessment, item);
  const { cycle } = assessment;
  const scores = await listScoresOfItem(workspace.reader, cycle.id, itemId);
  const self = await listSelfPointsOfItem(workspace.reader, cycle.id, itemId);
  const hidden = hiddenUnit(workspace);
  const units = assessment.units.filter(
    (unit) =>
      belongsToUnit(item, unit) &&
      unit.code !== hidden &&
      (groupId === undefined || unit.groupId === groupId),
  );
  const scoreOf = (unitId: number): ScoreRow => scores.get(unitId) ?? emptyRow(unitId, itemId);
  const scored = units.filter(({ id }) => scoreOf(id).points !== null);
  const { spread, zScores } = describeItem(
    scored.map(({ id }) => scoreOf(id).points ?? 0),
    itemLimit(item),
  );
  const zOf = new Map(scored.map(({ id }, index) => [id, zScores[index] ?? 0]));
  return {
    itemId,
    itemCode: item.code,
    itemName: item.name,
    points: itemLimit(item),
    spread,
    rows: units.map((unit) => {
      const { status, points, finalPoints, entry, scorer } = scoreOf(unit.id);
      const zScore = zOf.get(unit.id) ?? null;
      return {
        ...{ unitId: unit.id, unitName: unit.name, group: unit.group, selfPoints: self.get(unit.id) ?? '' },
        ...{ status, points, finalPoints, reason: entry.reason, scorer, zScore },
        outlier: zScore !== null && isOutlier(zScore),
      };
    }),
  };
}
