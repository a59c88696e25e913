import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { scoringOpen } from '@shared/domain/cycleState';
import { isUnitRole, ROLES, type Actor } from '@shared/domain/role';
import {
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
 * @returns the account's id.
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED, ACCOUNT_NAME_TAKEN, ACCOUNT_NOT_FOUND, ACCOUNT_INVALID, OWN_RIGHTS (nobody
 *   changes the own roles), LAST_ADMIN, WORKSPACE_READ_ONLY. Practice page §4.
 */
export async function saveAccount(
  workspace: Workspace,
  {
    accountId,
    account,
  }: { readonly accountId: number | null; readonly account: z.infer<typeof accountSchema> },
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
