import type { Kysely } from 'kysely';
import { resultAppealsOpen } from '@shared/errors/result';
import type { CycleResult } from '@shared/ipc/views';
import { version } from '../../../package.json';
import { countFiledAppeals } from '../../database/appealRepository';
import {
  findLatestResult,
  insertResult,
  type ResultHead,
  type StoredResult,
} from '../../database/resultRepository';
import type { Schema } from '../../database/schema';
import { assertMay } from '../access/assertMay';
import type { Assessment } from '../assessment/assessment';
import type { Audit } from '../assessment/inTransaction';
import { computeFrom } from '../totals/computeCycle';
import type { Workspace } from '../workspace/workspace';
import { assertMayApprove } from './assertMayApprove';
import { requireReason } from './requireReason';
import { resultDigest } from './resultDigest';

/**
 * Freezes the figures of the whole cycle as its next approved result: totals, ranks, grades of every unit with their
 * digest. Called in the transaction that moves the year into 审定, after its check of what is still open. Earlier results
 * stay; a year approved again needs a reason, and so does one in which something is unscored. Practice page §5.2, §7.7;
 * product.md 'The year's work'.
 *
 * @param assessment  of the cycle, in 审定 already.
 * @param reason  '' where none was given.
 * @throws {AppError} NOT_PERMITTED, RESULT_APPEALS_OPEN, APPROVAL_NEEDS_ANOTHER, RESULT_REASON_MISSING
 */
export async function approveResultIn(
  trx: Kysely<Schema>,
  workspace: Pick<Workspace, 'actor'>,
  assessment: Assessment,
  reason: string,
  now: string,
  audit: Audit,
): Promise<StoredResult> {
  assertMay(workspace, 'approveResult');
  const { cycle } = assessment;
  if (cycle.state !== 'approved') throw new Error(`cycle ${cycle.id} is approved in stage ${cycle.state}`);
  const appeals = await countFiledAppeals(trx, cycle.id);
  if (appeals > 0) throw resultAppealsOpen({ count: appeals });
  const sameHand = await assertMayApprove(trx, workspace.actor, cycle.id);
  const result = await computeFrom(trx, assessment);
  const open = openMattersOf(result);
  const earlier = await findLatestResult(trx, cycle.id);
  const mustSayWhy = open.length > 0 || earlier !== undefined;
  return freezeResult(trx, workspace, result, earlier, {
    kind: 'approval',
    reason: mustSayWhy ? requireReason(reason, '审定理由') : reason.trim(),
    basis: '',
    open,
    adjustmentId: null,
    sameHand,
    at: now,
    audit,
  });
}

/** What is not finished in the figures themselves, as sentences for the approver. */
export function openMattersOf({ units }: Pick<CycleResult, 'units'>): readonly string[] {
  const unscored = units.filter((unit) => unit.unscored > 0);
  if (unscored.length === 0) return [];
  const items = unscored.reduce((sum, unit) => sum + unit.unscored, 0);
  const names = unscored.slice(0, 3).map((unit) => unit.shortName || unit.name);
  return [
    `${unscored.length} 个单位还有 ${items} 项没有评分（${names.join('、')}${unscored.length > 3 ? '等' : ''}）`,
  ];
}

interface Freezing extends Pick<ResultHead, 'kind' | 'reason' | 'basis' | 'open' | 'adjustmentId' | 'at'> {
  readonly audit: Audit;
  /** Approved by somebody who also ended the review or scored, for want of another approver. */
  readonly sameHand?: boolean;
}

/** Writes a computed result as the successor of an earlier one, and says so on the trail. */
export async function freezeResult(
  trx: Kysely<Schema>,
  { actor }: Pick<Workspace, 'actor'>,
  { cycle, parts, units }: Pick<CycleResult, 'cycle' | 'parts' | 'units'>,
  earlier: StoredResult | undefined,
  { audit, sameHand = false, ...facts }: Freezing,
): Promise<StoredResult> {
  const head: ResultHead = {
    ...facts,
    cycleId: cycle.id,
    number: (earlier?.number ?? 0) + 1,
    parts,
    person: actor.name,
    appVersion: version,
  };
  const digest = resultDigest(head, units, earlier?.digest ?? '');
  const id = await insertResult(trx, head, digest, units);
  await audit({
    action: facts.kind === 'approval' ? 'result.approve' : 'result.succeed',
    subject: `${cycle.name} · 审定结果第${head.number}号`,
    before: earlier && { number: earlier.number, digest: earlier.digest },
    after: {
      ...{ number: head.number, digest, units: units.length, open: facts.open },
      ...(sameHand ? { hands: '评审和审定由同一人办理，没有其他审定领导' } : {}),
    },
    reason: facts.reason,
  });
  return { ...head, id, digest, units: units.length };
}
