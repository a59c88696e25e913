import { CHECK_KINDS, type CheckKind } from '@shared/insight/checkKinds';
import type { Request, Response } from '@shared/ipc/contract';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { checkScope } from './checkScope';
import { CheckLook } from './checkLook';

/** Findings of one kind that are listed at once; the count says how many there are in all. */
const MOST_LISTED = 5_000;

/**
 * How many open findings 体检 has of each kind, and how many were looked into, in the order in which they are shown.
 * Read on the second connection, kind by kind, so that it holds nothing else up for long. peers.md 1.18.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED for people of a unit.
 */
export async function countChecks(
  workspace: Workspace,
  { groupId }: Request<'checks:counts'> = {},
): Promise<Response<'checks:counts'>> {
  const assessment = await loadAssessment(workspace);
  const scope = await checkScope(workspace, assessment, groupId);
  const counts: { kind: CheckKind; count: number; dismissed: number }[] = [];
  for (const kind of CHECK_KINDS) {
    const look = await CheckLook.at(workspace, assessment, scope, kind);
    counts.push({ kind, ...(await look.count()) });
  }
  return counts;
}

/**
 * The findings of one kind, open or looked into, at most 5,000 of them.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED for people of a unit.
 */
export async function listChecks(
  workspace: Workspace,
  { kind, groupId, dismissed }: Request<'checks:list'>,
  limit = MOST_LISTED,
): Promise<Response<'checks:list'>> {
  const assessment = await loadAssessment(workspace);
  const scope = await checkScope(workspace, assessment, groupId);
  const look = await CheckLook.at(workspace, assessment, scope, kind);
  const findings = dismissed ? await look.dismissed() : await look.open(limit + 1);
  return { findings: findings.slice(0, limit), more: findings.length > limit };
}
