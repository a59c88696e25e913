import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { EMPTY_ENTRY } from '@shared/domain/score';
import { notApplicableNotApproved, notApplicableUnknown, reasonRequired } from '@shared/errors/year';
import type { NotApplicableView } from '@shared/ipc/practice/year';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { isReason, LEAST_REASON } from '@shared/year/transitions';
import { findRequest, writeDecision } from '../../database/notApplicableRepository';
import type { Schema } from '../../database/schema';
import { findScore } from '../../database/scoreRepository';
import { assertMay, assertNoConflict } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction, type Audit } from '../assessment/inTransaction';
import { settleReadyIn } from '../marking/settleReady';
import { scoreSubject } from '../scores/auditedScore';
import { locate } from '../scores/locate';
import { storeScoreIn } from '../scores/recordScore';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { listNotApplicable } from './listNotApplicable';
import { assertNotApplicableOpen, notApplicableWord } from './notApplicablePlace';
import { stageNow } from './stageNow';

/**
 * 撤销批准: the office takes an approved 缺项 back, with a reason, while scores are open. The item has to be scored again:
 * its 不适用 goes, and where several had locked their markings already the rule settles it. History and trail keep what
 * stood before. Practice page §4 (the office approves N/A, never without a logged reason).
 *
 * @throws {AppError} NOT_PERMITTED, CONFLICT_OF_INTEREST, REASON_REQUIRED, NOT_APPLICABLE_UNKNOWN,
 *   NOT_APPLICABLE_NOT_APPROVED, CYCLE_STATE_FORBIDS, WORKSPACE_READ_ONLY
 */
export async function revokeNotApplicable(
  workspace: Workspace,
  { requestId, reason: typed }: { readonly requestId: number; readonly reason: string },
): Promise<readonly NotApplicableView[]> {
  assertWritable(workspace);
  assertMay(workspace, 'decideNotApplicable');
  const assessment = await loadAssessment(workspace);
  assertNotApplicableOpen(assessment.cycle.state, '撤销缺项');
  const reason = typed.trim();
  if (!isReason(reason)) throw reasonRequired({ what: '撤销缺项', least: LEAST_REASON });
  const { actor, person } = workspace;
  await inTransaction(workspace, async (trx, now, audit) => {
    assertNotApplicableOpen(await stageNow(trx, assessment), '撤销缺项');
    const request = await findRequest(trx, requestId);
    const unit = request && assessment.unitById.get(request.unitId);
    if (!request || !unit) throw notApplicableUnknown();
    assertNoConflict(actor, unit, '审批缺项');
    if (request.state !== 'approved') {
      throw notApplicableNotApproved({ code: request.itemCode, state: notApplicableWord(request.state) });
    }
    const { unitId, itemId } = request;
    const opinion = `撤销批准：${reason}`;
    await writeDecision(trx, requestId, { state: 'refused', opinion, person, at: now });
    await audit({
      action: 'notApplicable.revoke',
      subject: scoreSubject(assessment, unitId, itemId),
      unitId,
      itemId,
      before: { requestState: 'approved', officeOpinion: request.officeOpinion },
      after: { requestState: 'refused', officeOpinion: opinion },
      reason,
    });
    await takeAbsenceOff(trx, assessment, { unitId, itemId, reason }, now, audit);
    const { item } = locate(assessment, unitId, itemId);
    await settleReadyIn(trx, assessment, actor, { units: [unit], items: [item] }, now, audit);
  });
  return listNotApplicable(workspace);
}

/** Empties the score if it is still 不适用: not scored is not zero. */
async function takeAbsenceOff(
  trx: Transaction<Schema>,
  assessment: Assessment,
  { unitId, itemId, reason }: { readonly unitId: number; readonly itemId: number; readonly reason: string },
  now: string,
  audit: Audit,
): Promise<void> {
  const standing = await findScore(trx, unitId, itemId);
  if (standing?.status !== 'notApplicable') return;
  const { item } = locate(assessment, unitId, itemId);
  const result = evaluateItem(item, EMPTY_ENTRY, assessment.cycle.year);
  const emptied = { unitId, itemId, entry: EMPTY_ENTRY, result, scorer: '', editId: randomUUID() };
  await storeScoreIn(trx, assessment, { ...emptied, why: reason }, now, audit);
}
