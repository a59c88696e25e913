import { reasonRequired } from '@shared/errors/year';
import type { NotApplicableView } from '@shared/ipc/practice/year';
import { writeLeadOpinion } from '../../database/notApplicableRepository';
import { assertMay, assertNoConflict } from '../access/assertMay';
import { assertAssigned } from '../access/assertMayScore';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { scoreSubject } from '../scores/auditedScore';
import { requireItem } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { listNotApplicable } from './listNotApplicable';
import { assertNotApplicableOpen, requireOpenRequest } from './notApplicablePlace';
import { stageNow } from './stageNow';

/**
 * 牵头单位意见: whoever scores the item says what they think of leaving it out; nobody about their own unit.
 *
 * @throws {AppError} NOT_PERMITTED, ITEM_NOT_ASSIGNED, CONFLICT_OF_INTEREST, REASON_REQUIRED, NOT_APPLICABLE_UNKNOWN,
 *   NOT_APPLICABLE_DECIDED, CYCLE_STATE_FORBIDS, WORKSPACE_READ_ONLY
 */
export async function giveLeadOpinion(
  workspace: Workspace,
  { requestId, opinion: typed }: { readonly requestId: number; readonly opinion: string },
): Promise<readonly NotApplicableView[]> {
  assertWritable(workspace);
  assertMay(workspace, 'score');
  const assessment = await loadAssessment(workspace);
  assertNotApplicableOpen(assessment.cycle.state, '填写牵头单位意见');
  const opinion = typed.trim();
  if (opinion === '') throw reasonRequired({ what: '牵头单位意见', least: 1 });
  const { actor, person } = workspace;
  await inTransaction(workspace, async (trx, _now, audit) => {
    assertNotApplicableOpen(await stageNow(trx, assessment), '填写牵头单位意见');
    const { request, unit } = await requireOpenRequest(trx, assessment, requestId);
    const { unitId, itemId } = request;
    assertAssigned(workspace, assessment, requireItem(assessment, itemId));
    assertNoConflict(actor, unit, '提出缺项意见');
    await writeLeadOpinion(trx, requestId, opinion, person);
    await audit({
      action: 'notApplicable.opinion',
      subject: scoreSubject(assessment, unitId, itemId),
      unitId,
      itemId,
      before: { leadOpinion: request.leadOpinion, leadBy: request.leadBy },
      after: {
        leadOpinion: opinion,
        leadBy: person,
      },
    });
  });
  return listNotApplicable(workspace);
}
