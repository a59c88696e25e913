import { checkOf, mayDismiss } from '@shared/insight/checkKinds';
import { dismissalReasonMissing, findingGone, findingNotDismissible } from '@shared/errors/insight';
import type { Request } from '@shared/ipc/contract';
import type { FindingView } from '@shared/ipc/practice/insight';
import { deleteDismissal, upsertDismissal } from '../../database/dismissalRepository';
import { assertMay, assertNoConflict } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { requireUnit } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertBeforeApproval } from './assertBeforeApproval';
import { CheckLook, type FindingKey } from './checkLook';
import { checkScope } from './checkScope';

/**
 * 「已核实」: somebody looked into a finding and says why it is right as it is. It comes back by itself once what it is
 * about changes. Scorers do so for the items they score, nobody for the unit they belong to.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CYCLE_STATE_FORBIDS, CONFLICT_OF_INTEREST,
 *   DISMISSAL_REASON_MISSING, FINDING_NOT_DISMISSIBLE, FINDING_GONE
 */
export async function dismissFinding(
  workspace: Workspace,
  { kind, reason, state, ...key }: Request<'checks:dismiss'>,
): Promise<null> {
  const assessment = await assertMayDismiss(workspace, key);
  if (!mayDismiss(kind)) throw findingNotDismissible({ name: checkOf(kind).name });
  const why = reason.trim();
  if (why === '') throw dismissalReasonMissing();
  const scope = await checkScope(workspace, assessment, undefined);
  const finding = await (await CheckLook.at(workspace, assessment, scope, kind)).find(key);
  if (!finding || finding.state !== state) throw findingGone();
  await inTransaction(workspace, async (trx, at, audit) => {
    const word = { ...key, itemId: key.itemId ?? 0, state, reason: why, person: workspace.person, at };
    await upsertDismissal(trx, assessment.cycle.id, kind, word);
    await audit({
      action: 'check.dismiss',
      ...subjectOf(finding),
      before: finding.dismissed ? { reason: finding.dismissed.reason } : undefined,
      after: { detail: finding.detail },
      reason: why,
    });
  });
  return null;
}

/**
 * Takes a 「已核实」 back.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CYCLE_STATE_FORBIDS, CONFLICT_OF_INTEREST, FINDING_GONE
 */
export async function restoreFinding(
  workspace: Workspace,
  { kind, ...key }: Request<'checks:restore'>,
): Promise<null> {
  const assessment = await assertMayDismiss(workspace, key);
  const scope = await checkScope(workspace, assessment, undefined);
  const finding = await (await CheckLook.at(workspace, assessment, scope, kind)).find(key);
  if (!finding?.dismissed) throw findingGone();
  const { dismissed } = finding;
  await inTransaction(workspace, async (trx, _now, audit) => {
    await deleteDismissal(trx, assessment.cycle.id, kind, { ...key, itemId: key.itemId ?? 0 });
    await audit({
      action: 'check.restore',
      ...subjectOf(finding),
      before: { reason: dismissed.reason, person: dismissed.person, detail: finding.detail },
    });
  });
  return null;
}

async function assertMayDismiss(workspace: Workspace, { unitId }: FindingKey): Promise<Assessment> {
  assertWritable(workspace);
  assertMay(workspace, 'score');
  const assessment = await loadAssessment(workspace);
  assertBeforeApproval(assessment.cycle.state, '核实体检发现');
  assertNoConflict(workspace.actor, requireUnit(assessment, unitId), '核实体检发现');
  return assessment;
}

function subjectOf({ kind, unitName, itemCode, unitId, itemId }: FindingView) {
  const place = itemCode ? `${unitName} · ${itemCode}` : unitName;
  return { subject: `${place} · ${checkOf(kind).name}`, unitId, ...(itemId === null ? {} : { itemId }) };
}
