import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { ScoreEntry } from '@shared/domain/score';
import { reasonRequired } from '@shared/errors/year';
import type { NotApplicableView } from '@shared/ipc/practice/year';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { isReason, LEAST_REASON } from '@shared/year/transitions';
import { writeDecision } from '../../database/notApplicableRepository';
import type { Schema } from '../../database/schema';
import { assertMay, assertNoConflict } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction, type Audit } from '../assessment/inTransaction';
import { scoreSubject } from '../scores/auditedScore';
import { locate } from '../scores/locate';
import { storeScoreIn } from '../scores/recordScore';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { listNotApplicable } from './listNotApplicable';
import { assertNotApplicableOpen, requireOpenRequest } from './notApplicablePlace';
import { stageNow } from './stageNow';

export interface NotApplicableDecision {
  readonly requestIds: readonly number[];
  readonly approve: boolean;
  /** Must say why where it is refused. */
  readonly opinion: string;
}

/**
 * The office approves or refuses 缺项 requests: all of them, or none. Approval writes the score 不适用 with the reason,
 * in the name of whoever approved. Practice page §4, §7.1.
 *
 * @throws {AppError} NOT_PERMITTED, CONFLICT_OF_INTEREST, REASON_REQUIRED, NOT_APPLICABLE_UNKNOWN,
 *   NOT_APPLICABLE_DECIDED, CYCLE_STATE_FORBIDS, WORKSPACE_READ_ONLY
 */
export async function decideNotApplicable(
  workspace: Workspace,
  { requestIds, approve, opinion: typed }: NotApplicableDecision,
): Promise<readonly NotApplicableView[]> {
  assertWritable(workspace);
  assertMay(workspace, 'decideNotApplicable');
  const assessment = await loadAssessment(workspace);
  assertNotApplicableOpen(assessment.cycle.state, '审批缺项');
  const opinion = typed.trim();
  if (!approve && !isReason(opinion)) {
    throw reasonRequired({ what: '不批准缺项', least: LEAST_REASON });
  }
  const { actor, person } = workspace;
  await inTransaction(workspace, async (trx, now, audit) => {
    assertNotApplicableOpen(await stageNow(trx, assessment), '审批缺项');
    for (const requestId of new Set(requestIds)) {
      const { request, unit } = await requireOpenRequest(trx, assessment, requestId);
      assertNoConflict(actor, unit, '审批缺项');
      const { unitId, itemId } = request;
      const state = approve ? 'approved' : 'refused';
      await writeDecision(trx, requestId, { state, opinion: opinion || '同意', person, at: now });
      await audit({
        action: approve ? 'notApplicable.approve' : 'notApplicable.refuse',
        subject: scoreSubject(assessment, unitId, itemId),
        unitId,
        itemId,
        before: { requestState: 'requested' },
        after: {
          requestState: state,
          officeOpinion: opinion || '同意',
        },
        reason: opinion || request.reason,
      });
      if (approve) await storeAbsence(trx, assessment, request, person, now, audit);
    }
  });
  return listNotApplicable(workspace);
}

async function storeAbsence(
  trx: Transaction<Schema>,
  assessment: Assessment,
  { unitId, itemId, reason, basis }: NotApplicableView,
  scorer: string,
  now: string,
  audit: Audit,
): Promise<void> {
  const { item } = locate(assessment, unitId, itemId);
  const grounds = basis === '' ? reason : `${reason}（依据：${basis}）`;
  const entry: ScoreEntry = {
    inputs: [],
    points: '',
    notApplicable: true,
    reason: `缺项已批准：${grounds}`,
  };
  const result = evaluateItem(item, entry, assessment.cycle.year);
  const evaluated = { unitId, itemId, entry, result, scorer, editId: randomUUID() };
  await storeScoreIn(trx, assessment, evaluated, now, audit);
}
