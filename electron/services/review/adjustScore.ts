import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { CycleState } from '@shared/domain/cycleState';
import type { Points } from '@shared/domain/points';
import {
  adjustmentChangesNothing,
  adjustmentOfVeto,
  adjustmentOutOfRange,
  adjustmentUnscored,
} from '@shared/errors/review';
import type { ItemView, ScoreRow, UnitView } from '@shared/ipc/views';
import type { AdjustmentKind } from '@shared/review/adjustment';
import { itemLimit } from '@shared/scoring/worth';
import { insertAdjustment } from '../../database/adjustmentRepository';
import { findScore } from '../../database/scoreRepository';
import type { Schema } from '../../database/schema';
import { assertNoConflict } from '../access/assertMay';
import type { Assessment } from '../assessment/assessment';
import type { Audit } from '../assessment/inTransaction';
import { auditedScore, scoreSubject } from '../scores/auditedScore';
import { locate } from '../scores/locate';
import { reapplyAdjustment } from '../scores/reapplyAdjustment';
import type { Workspace } from '../workspace/workspace';
import { assertStageNow } from './assertStage';
import { requireText } from './requireText';

export interface Adjustment {
  readonly unitId: number;
  readonly itemId: number;
  readonly kind: AdjustmentKind;
  /** 最终分 it becomes, hundredths. */
  readonly toPoints: Points;
  readonly reason: string;
  /** Document, finding or appeal it rests on; '' where the reason says it all. */
  readonly basis: string;
}

/** When a score is adjusted by each kind of step. */
const STAGE_OF: Readonly<Record<AdjustmentKind, CycleState>> = {
  siteCheck: 'reviewing',
  appeal: 'feedback',
  correction: 'approved',
};

export interface AdjustedScore {
  readonly adjustmentId: number;
  readonly fromPoints: Points;
  readonly toPoints: Points;
  /** The score as it stands now. */
  readonly row: ScoreRow;
}

/**
 * Changes the final score of one place, leaving 审核分 as it is: one step from → to behind the earlier ones, 核查调整分
 * anew, one entry on the trail (`score.adjust`). The core of on-site checks, appeals and corrections; whether the role
 * allows it is the caller's to ask. Practice page §5.2.
 *
 * @throws {AppError} UNIT_NOT_FOUND, ITEM_NOT_FOUND, ITEM_NOT_OF_UNIT, CONFLICT_OF_INTEREST, CYCLE_STATE_FORBIDS,
 *   REVIEW_TEXT_MISSING, and those of `assertAdjustable`.
 */
export async function adjustScoreIn(
  trx: Kysely<Schema>,
  { actor }: Pick<Workspace, 'actor'>,
  assessment: Assessment,
  adjustment: Adjustment,
  now: string,
  audit: Audit,
): Promise<AdjustedScore> {
  const { unitId, itemId, kind, toPoints, basis } = adjustment;
  const { unit, item } = locate(assessment, unitId, itemId);
  assertNoConflict(actor, unit, '调整得分');
  await assertStageNow(trx, assessment, STAGE_OF[kind], '调整得分');
  const reason = requireText(adjustment.reason, '理由');
  const before = await findScore(trx, unitId, itemId);
  const fromPoints = assertAdjustable(unit, item, before, toPoints);
  const adjustmentId = await insertAdjustment(trx, {
    uid: randomUUID(),
    ...{ unitId, itemId, kind, fromPoints, toPoints, reason },
    basis: basis.trim(),
    person: actor.name,
    at: now,
  });
  await reapplyAdjustment(trx, assessment, unitId, itemId);
  const row = await findScore(trx, unitId, itemId);
  if (!before || row?.finalPoints !== toPoints) {
    throw new Error(`adjustment ${adjustmentId} came to ${row?.finalPoints}`);
  }
  await audit({
    action: 'score.adjust',
    subject: scoreSubject(assessment, unitId, itemId),
    unitId,
    itemId,
    before: auditedScore(before),
    after: { ...auditedScore(row), kind, fromPoints, toPoints, basis: basis.trim() },
    pins: [{ table: 'score_adjustment', first: adjustmentId, last: adjustmentId }],
    reason,
  });
  return { adjustmentId, fromPoints, toPoints, row };
}

/**
 * Whether a score can become the given points.
 *
 * @returns the final score now, hundredths.
 * @throws {AppError} ADJUSTMENT_OF_VETO, ADJUSTMENT_UNSCORED, ADJUSTMENT_OUT_OF_RANGE, ADJUSTMENT_CHANGES_NOTHING
 */
export function assertAdjustable(
  unit: UnitView,
  item: ItemView,
  score: ScoreRow | undefined,
  toPoints: Points,
): Points {
  const place = { unit: unit.name, code: item.code };
  if (item.section === 'veto') throw adjustmentOfVeto(place);
  const from = score?.finalPoints ?? null;
  if (from === null) throw adjustmentUnscored(place);
  const limit = itemLimit(item);
  if (!Number.isSafeInteger(toPoints) || toPoints < 0 || toPoints > limit) {
    throw adjustmentOutOfRange({ ...place, limit });
  }
  if (toPoints === from) throw adjustmentChangesNothing({ ...place, points: from });
  return from;
}
