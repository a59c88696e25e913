import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { scoringOpen } from '@shared/domain/cycleState';
import { isUnitRole, ROLES, type Actor } from '@shared/domain/role';
import {
  accountHasWork,
  accountInvalid,
  accountNameTaken,
  accountNotFound,
  lastAdmin,
  ownRights,
} from '@shared/errors/account';
import type { accountSchema } from '@shared/ipc/practice/account';
import {
  findAccount,
  findAccountByName,
  insertAccount,
  listStoredAccounts,
  updateAccount,
  type AccountFacts,
  type StoredAccount,
} from '../../database/accountRepository';
import type { Schema } from '../../database/schema';
import { findWaitingWork } from '../../database/waitingWorkRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction, type Audit } from '../assessment/inTransaction';
import { settleReadyIn } from '../marking/settleReady';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { stageNow } from '../year/stageNow';
import { auditedAccount } from './auditedAccount';

/**
 * Adds an account or changes one; accounts are never deleted, only disabled, because the trail names them.
 *
 * @param accountId null: a new one, without a password.
 * @param confirmed somebody is disabled although scores wait for this person alone.
 * @returns the account's id.
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED, ACCOUNT_NAME_TAKEN, ACCOUNT_NOT_FOUND, ACCOUNT_INVALID, OWN_RIGHTS (nobody
 *   changes the own roles), LAST_ADMIN, ACCOUNT_HAS_WORK, WORKSPACE_READ_ONLY. Practice page §4.
 */
export async function saveAccount(
  workspace: Workspace,
  {
    accountId,
    account,
    confirmed = false,
  }: {
    readonly accountId: number | null;
    readonly account: z.infer<typeof accountSchema>;
    readonly confirmed?: boolean;
  },
): Promise<number> {
  assertWritable(workspace);
  assertMay(workspace, 'managePeople');
  const facts = await checkedFacts(workspace, account);
  const assessment = await loadAssessment(workspace);
  const saved = await inTransaction(workspace, async (trx, now, audit) => {
    const same = await findAccountByName(trx, facts.name);
    if (same && same.actor.accountId !== accountId) throw accountNameTaken({ name: facts.name });
    const before = accountId === null ? null : await findAccount(trx, accountId);
    if (accountId !== null && !before) throw accountNotFound({ name: '' });
    if (before && before.actor.accountId === workspace.actor.accountId) refuseOwnRights(before, facts);
    if (before?.active && !facts.active && !confirmed) await assertNothingWaits(trx, assessment, before);
    const savedId = before
      ? before.actor.accountId
      : await insertAccount(trx, randomUUID().replaceAll('-', ''), facts, now);
    if (before) {
      await updateAccount(trx, savedId, facts);
      await assertAdminLeft(trx);
    }
    const after = await findAccount(trx, savedId);
    await audit({
      action: before ? 'account.change' : 'account.add',
      subject: facts.name,
      before: before ? auditedAccount(before) : undefined,
      after: after ? auditedAccount(after) : undefined,
    });
    if (before) await settleWithout(trx, workspace, assessment, savedId, now, audit);
    return savedId;
  });
  // Whoever corrects the own name goes on under it.
  if (saved === workspace.actor.accountId) workspace.signIn({ ...workspace.actor, name: facts.name });
  return saved;
}

/** Disabling leaves no score waiting unseen. @throws {AppError} ACCOUNT_HAS_WORK while scores may still be typed */
async function assertNothingWaits(
  trx: Kysely<Schema>,
  assessment: Assessment,
  { actor }: StoredAccount,
): Promise<void> {
  if (!scoringOpen(await stageNow(trx, assessment))) return;
  const { onlyScorerOf, openMarkings } = await findWaitingWork(trx, assessment.cycle.id, actor.accountId);
  if (onlyScorerOf.length === 0 && openMarkings === 0) return;
  throw accountHasWork({ name: actor.name, items: onlyScorerOf, openMarkings });
}

/** Where only this person was waited for, who scores no more or not this unit, the rule settles the score now. */
async function settleWithout(
  trx: Kysely<Schema>,
  { actor }: Pick<Workspace, 'actor'>,
  assessment: Assessment,
  accountId: number,
  now: string,
  audit: Audit,
): Promise<void> {
  const { units, markingOf, isAssigned } = assessment;
  const items = assessment.items.filter(({ id }) => markingOf(id) && isAssigned(id, accountId));
  if (items.length === 0 || !scoringOpen(await stageNow(trx, assessment))) return;
  await settleReadyIn(trx, assessment, actor, { units, items }, now, audit);
}

async function checkedFacts(workspace: Workspace, account: AccountFacts): Promise<AccountFacts> {
  const name = account.name.trim();
  const unitCode = account.unitCode.trim();
  if (name === '') throw accountInvalid({ problem: '姓名不能为空。' });
  const roles = ROLES.filter((role) => account.roles.includes(role));
  if (roles.length === 0) throw accountInvalid({ problem: `请给“${name}”至少选一个角色。` });
  if (unitCode === '' && roles.some(isUnitRole)) {
    throw accountInvalid({ problem: `“${name}”担任单位填报人或单位审核人，要写明是哪个单位的。` });
  }
  if (unitCode !== '') await assertUnitKnown(workspace, unitCode);
  return { name, unitCode, roles, allItems: account.allItems, active: account.active };
}

/** Accounts go on across years: a unit of any cycle will do. */
async function assertUnitKnown(workspace: Workspace, code: string): Promise<void> {
  if ((await loadAssessment(workspace)).unitByCode.has(code)) return;
  const earlier = await workspace.db
    .selectFrom('unit')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirst();
  if (!earlier) throw accountInvalid({ problem: `没有编码为“${code}”的单位。` });
}

function refuseOwnRights({ actor, active }: StoredAccount, facts: AccountFacts): void {
  const same =
    actor.unitCode === facts.unitCode &&
    actor.allItems === facts.allItems &&
    active === facts.active &&
    sameRoles(actor, facts);
  if (!same) throw ownRights();
}

function sameRoles({ roles }: Pick<Actor, 'roles'>, facts: AccountFacts): boolean {
  return roles.length === facts.roles.length && roles.every((role) => facts.roles.includes(role));
}

/** @throws {AppError} LAST_ADMIN */
async function assertAdminLeft(trx: Kysely<Schema>): Promise<void> {
  const accounts = await listStoredAccounts(trx);
  const left = accounts.some(({ active, actor }) => active && actor.roles.includes('officeAdmin'));
  if (!left) throw lastAdmin();
}
