import { formatPoints } from '@shared/domain/points';
import type { UnitView } from '@shared/ipc/views';
import { insertRows, type Cell } from '../../database/insertRows';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { Chance } from './chance';
import { demoScoresOf } from './demoScores';

const WHOLE = { scored: 1, capGood: false } as const;

/** What the units said of themselves: as the assessors, but kinder. And last year's result of each item. */
export async function fillSelfEvaluations(workspace: Workspace, now: string): Promise<void> {
  const assessment = await loadAssessment(workspace);
  const own = assessment.units.flatMap((unit) => selfEvaluationsOf(assessment, unit, now));
  const prior = assessment.units.flatMap((unit) => priorScoresOf(assessment, unit));
  await inTransaction(workspace, async (trx, _now, audit) => {
    const columns = ['unit_id', 'item_id', 'points', 'statement', 'updated_at'];
    await insertRows(trx, 'self_evaluation', columns, own);
    await insertRows(trx, 'prior_score', ['unit_id', 'item_code', 'points', 'reason'], prior);
    await audit({
      action: 'self.fill',
      subject: '示例自评',
      after: { count: own.length },
    });
  });
}

function selfEvaluationsOf(assessment: Assessment, unit: UnitView, now: string): Cell[][] {
  return demoScoresOf(assessment, unit, WHOLE).flatMap(({ itemId, figures: { points: given }, entry }) => {
    const item = assessment.itemById.get(itemId);
    if (item?.section !== 'base' || given === null) return [];
    const chance = new Chance(`${unit.code} self ${item.code}`);
    const admits = given < item.points && chance.happens(0.45);
    const points = admits ? given : item.points;
    const statement = admits
      ? `存在不足：${entry.reason || '工作还不够扎实'}。正在整改。`
      : '已按要求完成，材料见附件。';
    return [[unit.id, itemId, formatPoints(points), statement, now]];
  });
}

function priorScoresOf(assessment: Assessment, unit: UnitView): Cell[][] {
  return assessment.itemsOf(unit).flatMap((item) => {
    if (item.section !== 'base') return [];
    const chance = new Chance(`${unit.code} prior ${item.code}`);
    if (chance.happens(0.8)) return [[unit.id, item.code, item.points, '']];
    const tenths = Math.floor(item.points / 10);
    const points = tenths > 0 ? chance.whole(Math.floor(tenths / 2), tenths - 1) * 10 : 0;
    return [[unit.id, item.code, points, '上年度材料不完整']];
  });
}
