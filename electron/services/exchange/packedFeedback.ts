import { CYCLE_STATE_NAMES, stageOf } from '@shared/domain/cycleState';
import type { Actor } from '@shared/domain/role';
import { cycleStateForbids } from '@shared/errors/access';
import type { FeedbackRow } from '@shared/exchange/feedbackRow';
import type { AdjustmentView } from '@shared/ipc/practice/review';
import type { UnitView } from '@shared/ipc/views';
import { matterText } from '@shared/reports/shortfall';
import { listAdjustmentsOfUnit } from '../../database/adjustmentRepository';
import { findFeedbackDates } from '../../database/feedbackRepository';
import type { Assessment } from '../assessment/assessment';
import { getFeedback, readPublicDetails } from '../review/getFeedback';
import type { Workspace } from '../workspace/workspace';

/**
 * What a unit is told of its result, as the unit itself would see it here: its own totals and items with final points and
 * public reasons, its rank only where the office shows it, neither another unit nor who scored.
 *
 * @throws {AppError} CYCLE_STATE_FORBIDS before 反馈申诉
 */
export async function packedFeedback(
  workspace: Workspace,
  assessment: Assessment,
  unit: UnitView,
  what: string,
): Promise<FeedbackRow> {
  const { state } = assessment.cycle;
  if (stageOf(state) < stageOf('feedback')) {
    throw cycleStateForbids({
      state: CYCLE_STATE_NAMES[state],
      what,
      todo: '评审结束、年度进入“反馈申诉”阶段以后，得分才告知单位。',
    });
  }
  const seen = await getFeedback({ ...workspace, actor: leaderOf(unit) }, { unitId: unit.id });
  const { raw, applicable, converted, bonus, deduction, final, unscored, grade, gradeNote } = seen;
  const { provisional, rank, rankedOf, rankShown, composite, window } = seen;
  const { scores } = await readPublicDetails(workspace, unit);
  const adjustments = await listAdjustmentsOfUnit(workspace.reader, unit.id);
  return {
    unit: unit.code,
    appealsUntil: window?.dueOn ?? '',
    began: (await findFeedbackDates(workspace.reader, assessment.cycle.id)).enteredAt,
    totals: {
      ...{ raw, applicable, converted, bonus, deduction, final, unscored, grade, gradeNote },
      ...{ provisional, rank, rankedOf, rankShown, composite: composite ?? null },
    },
    items: assessment.itemsOf(unit).map((item): FeedbackRow['items'][number] => {
      const detail = scores.get(item.id);
      const [status, assessed, told] = [
        detail?.status ?? 'unscored',
        detail?.points ?? null,
        detail?.finalPoints ?? null,
      ];
      return {
        ...{ item: item.code, status, assessed, final: told },
        matter: detail && status !== 'unscored' ? matterText(item, detail) : '',
        adjustments: (adjustments.get(item.id) ?? []).map(withoutPerson),
      };
    }),
  };
}

/** Somebody of the unit: who packs sees more than who receives. */
function leaderOf({ code, name }: UnitView): Actor {
  return { accountId: 0, uid: '', name, unitCode: code, roles: ['unitLeader'], allItems: false };
}

/** A unit learns what was changed and why, not who did it; the number of an appeal would tell of others' appeals. */
function withoutPerson({
  kind,
  fromPoints,
  toPoints,
  reason,
  basis,
  at,
}: AdjustmentView): FeedbackRow['items'][number]['adjustments'][number] {
  return { kind, fromPoints, toPoints, reason, basis: kind === 'appeal' ? '' : basis, at };
}
