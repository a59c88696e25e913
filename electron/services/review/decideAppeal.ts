import type { Transaction } from 'kysely';
import { formatPoints, type Points } from '@shared/domain/points';
import { appealAlreadyDecided, appealUnknown } from '@shared/errors/review';
import type { DecidedAppeal, Simulation } from '@shared/ipc/practice/review';
import { closeAppeal, findAppeal, type StoredAppeal } from '../../database/appealRepository';
import type { Schema } from '../../database/schema';
import { findScore } from '../../database/scoreRepository';
import { assertMay, assertNoConflict } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction, type Audit } from '../assessment/inTransaction';
import { scoreSubject } from '../scores/auditedScore';
import { locate } from '../scores/locate';
import { computeFrom } from '../totals/computeCycle';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { adjustScoreIn, type AdjustedScore } from './adjustScore';
import { assertNotJudge } from './assertNotJudge';
import { assertStage, assertStageNow } from './assertStage';
import type { DecisionKept } from './getAppealEffect';
import { findAppealView } from './listAppeals';
import { requireText } from './requireText';
import { changesOf, groupsOf } from './simulateScores';

export interface AppealDecision {
  readonly id: number;
  /** 最终分 it becomes, hundredths; null: 维持. */
  readonly toPoints: Points | null;
  readonly opinion: string;
}

/**
 * Decides an appeal: 维持, or 调整 to other points. Never by somebody whose judgement the score is, nor of the unit. The
 * originals stay beside the decision; who moved with it is answered and kept on the trail. Practice page §5; peers.md 1.9.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CYCLE_STATE_FORBIDS, CONFLICT_OF_INTEREST, DECIDED_BY_OWN_JUDGE,
 *   APPEAL_UNKNOWN, APPEAL_ALREADY_DECIDED, REVIEW_TEXT_MISSING, and those of `adjustScoreIn`.
 */
export async function decideAppeal(workspace: Workspace, decision: AppealDecision): Promise<DecidedAppeal> {
  assertWritable(workspace);
  assertMay(workspace, 'decideAppeal');
  const assessment = await loadAssessment(workspace);
  assertStage(assessment, 'feedback', '复核申诉');
  const opinion = requireText(decision.opinion, '复核意见');
  const effect = await inTransaction(workspace, async (trx, now, audit) => {
    await assertStageNow(trx, assessment, 'feedback', '复核申诉');
    const appeal = await requireOpen(trx, assessment, decision.id);
    const { unit, item } = locate(assessment, appeal.unitId, appeal.itemId);
    assertNoConflict(workspace.actor, unit, '复核申诉');
    await assertNotJudge(trx, workspace.actor, unit, item);
    return decideIn(trx, workspace, assessment, appeal, { ...decision, opinion }, now, audit);
  });
  return { appeal: await findAppealView(workspace, decision.id), effect };
}

async function decideIn(
  trx: Transaction<Schema>,
  workspace: Workspace,
  assessment: Assessment,
  appeal: StoredAppeal,
  { toPoints, opinion }: AppealDecision,
  now: string,
  audit: Audit,
): Promise<Simulation> {
  const { unitId, itemId } = appeal;
  const groups = groupsOf(assessment, [appeal]);
  const unitIds = groups.units.map(({ id }) => id);
  // A score that stands moves nobody.
  const before = toPoints === null ? null : await computeFrom(trx, groups, { unitIds });
  const standing = (await findScore(trx, unitId, itemId))?.finalPoints ?? null;
  const basis = `申诉第 ${appeal.number} 号`;
  const adjusted =
    toPoints === null
      ? null
      : await adjustScoreIn(
          trx,
          workspace,
          assessment,
          { unitId, itemId, kind: 'appeal', toPoints, reason: opinion, basis },
          now,
          audit,
        );
  const effect = {
    scores: adjusted ? [scoreChange(assessment, appeal, adjusted.fromPoints, adjusted.toPoints)] : [],
    standings:
      before && adjusted ? changesOf(before, await computeFrom(trx, groups, { unitIds }), [appeal]) : [],
  };
  await closeAppeal(trx, appeal.id, {
    state: adjusted ? 'adjusted' : 'upheld',
    decidedPoints: adjusted?.toPoints ?? standing ?? appeal.originalPoints,
    opinion,
    decidedBy: workspace.person,
    decidedAt: now,
    adjustmentId: adjusted?.adjustmentId ?? null,
  });
  await audit({
    action: 'appeal.decide',
    subject: scoreSubject(assessment, unitId, itemId),
    unitId,
    itemId,
    before: { appeal: appeal.id, state: 'filed', score: standing === null ? null : formatPoints(standing) },
    after: {
      appeal: appeal.id,
      state: adjusted ? 'adjusted' : 'upheld',
      ...(adjusted ? kept(adjusted, effect) : {}),
    },
    reason: opinion,
  });
  return effect;
}

/** What the trail keeps of an appeal that was won, for `getAppealEffect`. */
function kept({ fromPoints, toPoints }: AdjustedScore, { standings }: Simulation): DecisionKept {
  return { fromPoints, toPoints, moved: standings };
}

function scoreChange(
  assessment: Assessment,
  { unitId, itemId }: StoredAppeal,
  before: Points,
  after: Points,
): Simulation['scores'][number] {
  const { unit, item } = locate(assessment, unitId, itemId);
  return { unitId, itemId, unitName: unit.name, itemCode: item.code, before, after };
}

/** @throws {AppError} APPEAL_UNKNOWN, APPEAL_ALREADY_DECIDED */
export async function requireOpen(
  trx: Transaction<Schema>,
  { cycle }: Assessment,
  id: number,
): Promise<StoredAppeal> {
  const appeal = await findAppeal(trx, id);
  if (!appeal || appeal.cycleId !== cycle.id) throw appealUnknown();
  if (appeal.state !== 'filed') throw appealAlreadyDecided({ number: appeal.number });
  return appeal;
}
