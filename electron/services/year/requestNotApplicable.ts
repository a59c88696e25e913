import { notApplicableExists, notApplicableOnlyBase, reasonRequired } from '@shared/errors/year';
import type { NotApplicableView } from '@shared/ipc/practice/year';
import { isReason, LEAST_REASON } from '@shared/year/transitions';
import { findRequestAt, insertRequest, listRequestsOfUnit } from '../../database/notApplicableRepository';
import { assertMayFor } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { scoreSubject } from '../scores/auditedScore';
import { locate } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertNotApplicableOpen, notApplicableWord } from './notApplicablePlace';
import { stageNow } from './stageNow';

export interface NotApplicableRequest {
  readonly unitId: number;
  readonly itemId: number;
  readonly reason: string;
  /** Document or rule it rests on; '' where there is none. */
  readonly basis: string;
}

/**
 * A unit, or the office for it, asks that a base item be left out of its denominator (缺项). Practice page §7.1, §12
 * 缺项审批表.
 *
 * @returns every request of the unit.
 * @throws {AppError} NOT_PERMITTED, NOT_YOUR_UNIT, UNIT_NOT_FOUND, ITEM_NOT_FOUND, ITEM_NOT_OF_UNIT, REASON_REQUIRED,
 *   NOT_APPLICABLE_ONLY_BASE, NOT_APPLICABLE_EXISTS, CYCLE_STATE_FORBIDS, WORKSPACE_READ_ONLY
 */
export async function requestNotApplicable(
  workspace: Workspace,
  { unitId, itemId, reason: typed, basis: typedBasis }: NotApplicableRequest,
): Promise<readonly NotApplicableView[]> {
  assertWritable(workspace);
  const assessment = await loadAssessment(workspace);
  const { unit, item } = locate(assessment, unitId, itemId);
  assertMayFor(workspace, 'requestNotApplicable', unit);
  assertNotApplicableOpen(assessment.cycle.state, '申请缺项');
  if (item.section !== 'base') throw notApplicableOnlyBase({ code: item.code });
  const reason = typed.trim();
  const basis = typedBasis.trim();
  if (!isReason(reason)) throw reasonRequired({ what: '申请缺项', least: LEAST_REASON });
  await inTransaction(workspace, async (trx, now, audit) => {
    assertNotApplicableOpen(await stageNow(trx, assessment), '申请缺项');
    const standing = await findRequestAt(trx, unitId, itemId);
    if (standing?.state === 'requested' || standing?.state === 'approved') {
      throw notApplicableExists({ code: item.code, state: notApplicableWord(standing.state) });
    }
    await insertRequest(trx, {
      unitId,
      itemId,
      reason,
      basis,
      person: workspace.person,
      at: now,
    });
    await audit({
      action: 'notApplicable.request',
      subject: scoreSubject(assessment, unitId, itemId),
      unitId,
      itemId,
      after: {
        requestState: 'requested',
        basis,
      },
      reason,
    });
  });
  return listRequestsOfUnit(workspace.db, unitId);
}
