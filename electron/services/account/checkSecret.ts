import { signInDelay } from '@shared/domain/password';
import { passwordUnreadable, signInDelayed } from '@shared/errors/account';
import { findAccount, setFailures, type StoredAccount } from '../../database/accountRepository';
import { appendAudit } from '../audit/appendAudit';
import { withAppErrors } from '../workspace/asAppError';
import type { Workspace } from '../workspace/workspace';
import { verifySecret } from './passwordHash';

/** Nobody is signed in yet, or not for certain: a wrong password is nobody's deed. */
const UNKNOWN = { name: '', uid: '' };

/** Failures in a workspace that can only be read, where the database keeps no count. */
const readOnlyFailures = new WeakMap<Workspace, Map<number, { failures: number; blockedUntil: string }>>();

/**
 * Whether a password or recovery code is the right one. Each try is counted before it is judged, so that a hundred at
 * once are a hundred tries; a failure goes on the trail and makes the next wait longer.
 *
 * @throws {AppError} SIGN_IN_DELAYED while the wait after earlier failures lasts; PASSWORD_UNREADABLE.
 */
export async function checkSecret(
  workspace: Workspace,
  account: StoredAccount,
  kind: 'password' | 'recovery',
  typed: string,
): Promise<boolean> {
  await countTry(workspace, account.actor.accountId);
  const right = await verifySecret(typed, account[kind]);
  if (right === null) throw passwordUnreadable({ name: account.actor.name });
  if (right) await count(workspace, account.actor.accountId, 0, '');
  else await recordFailure(workspace, account, kind);
  return right;
}

async function countTry(workspace: Workspace, accountId: number): Promise<void> {
  const now = workspace.clock();
  if (workspace.readOnly) {
    const stored = await findAccount(workspace.db, accountId);
    const known = readOnlyFailures.get(workspace)?.get(accountId);
    refuseWhileBlocked(known?.blockedUntil ?? stored?.blockedUntil ?? '', now);
    await countOne(workspace, accountId, known?.failures ?? stored?.failures ?? 0, now);
    return;
  }
  await withAppErrors(workspace.folder, () =>
    workspace.db.transaction().execute(async (trx) => {
      const stored = await findAccount(trx, accountId);
      refuseWhileBlocked(stored?.blockedUntil ?? '', now);
      const failures = (stored?.failures ?? 0) + 1;
      await setFailures(trx, accountId, failures, blockedAfter(failures, now));
    }),
  );
}

function refuseWhileBlocked(blockedUntil: string, now: Date): void {
  if (blockedUntil === '') return;
  const left = Math.ceil((Date.parse(blockedUntil) - now.getTime()) / 1000);
  // Longer than the longest wait: the clock was set back, which must lock nobody out.
  if (left > 0 && left <= signInDelay(Number.MAX_SAFE_INTEGER)) throw signInDelayed({ seconds: left });
}

function blockedAfter(failures: number, now: Date): string {
  const seconds = signInDelay(failures);
  return seconds === 0 ? '' : new Date(now.getTime() + seconds * 1000).toISOString();
}

function countOne(workspace: Workspace, accountId: number, before: number, now: Date): Promise<void> {
  return count(workspace, accountId, before + 1, blockedAfter(before + 1, now));
}

async function count(
  workspace: Workspace,
  accountId: number,
  failures: number,
  blockedUntil: string,
): Promise<void> {
  if (!workspace.readOnly) return setFailures(workspace.db, accountId, failures, blockedUntil);
  const known =
    readOnlyFailures.get(workspace) ?? new Map<number, { failures: number; blockedUntil: string }>();
  readOnlyFailures.set(workspace, known.set(accountId, { failures, blockedUntil }));
}

async function recordFailure(
  workspace: Workspace,
  { actor }: StoredAccount,
  kind: 'password' | 'recovery',
): Promise<void> {
  if (workspace.readOnly) return;
  const now = workspace.clock().toISOString();
  const fact = {
    action: kind === 'password' ? 'account.signInFailed' : 'account.recoverFailed',
    subject: actor.name,
  };
  await withAppErrors(workspace.folder, () =>
    workspace.db.transaction().execute((trx) => appendAudit(trx, UNKNOWN, [fact], now)),
  );
}
