import type { Kysely, Selectable } from 'kysely';
import type { Actor, Role } from '../../shared/domain/role';
import type { Seat } from '../../shared/exchange/packageKind';
import type { AccountTable } from './practiceSchema';
import type { Schema } from './schema';

type AccountRow = Selectable<AccountTable>;

/** An account as stored: who acts, and what signing in needs. */
export interface StoredAccount {
  readonly actor: Actor;
  /** PHC string; '' where none is set. */
  readonly password: string;
  /** The same of the recovery code. */
  readonly recovery: string;
  /** Failed sign-ins since the last one that succeeded. */
  readonly failures: number;
  /** ISO time before which no sign-in is tried; '' for none. */
  readonly blockedUntil: string;
  /** The password was set by somebody else and must be replaced. */
  readonly mustChange: boolean;
  /** When a recovery code was used that the office has not taken note of; ''. */
  readonly recoveredAt: string;
  readonly active: boolean;
}

/** What an administrator decides about an account. */
export interface AccountFacts {
  readonly name: string;
  readonly unitCode: string;
  readonly roles: readonly Role[];
  readonly allItems: boolean;
  readonly active: boolean;
}

/** An account as somebody who acts. */
export function toActor(row: AccountRow): Actor {
  return {
    accountId: row.id,
    uid: row.uid,
    name: row.name,
    unitCode: row.unit_code,
    roles: JSON.parse(row.roles) as Role[],
    allItems: row.all_items === 1,
  };
}

function toAccount(row: AccountRow): StoredAccount {
  return {
    actor: toActor(row),
    password: row.password,
    recovery: row.recovery,
    failures: row.failures,
    blockedUntil: row.blocked_until,
    mustChange: row.must_change === 1,
    recoveredAt: row.recovered_at,
    active: row.active === 1,
  };
}

/** Every account, the oldest first. */
export async function listStoredAccounts(db: Kysely<Schema>): Promise<readonly StoredAccount[]> {
  const rows = await db.selectFrom('account').selectAll().orderBy('id').execute();
  return rows.map(toAccount);
}

export async function findAccount(db: Kysely<Schema>, accountId: number): Promise<StoredAccount | null> {
  const row = await db.selectFrom('account').selectAll().where('id', '=', accountId).executeTakeFirst();
  return row ? toAccount(row) : null;
}

export async function findAccountByName(db: Kysely<Schema>, name: string): Promise<StoredAccount | null> {
  const row = await db.selectFrom('account').selectAll().where('name', '=', name).executeTakeFirst();
  return row ? toAccount(row) : null;
}

/** Accounts that belong to a unit, disabled ones too: leaving an account behind does not end the belonging. */
export async function listUnitsOfAccounts(
  db: Kysely<Schema>,
): Promise<readonly Pick<Actor, 'name' | 'unitCode'>[]> {
  return db
    .selectFrom('account')
    .select(['name', 'unit_code as unitCode'])
    .where('unit_code', '<>', '')
    .execute();
}

/**
 * The office's own account while no administrator has a password: whoever opens the workspace then is the office. An
 * administrator added later without a password opens nothing once another has one.
 */
export async function findOpenOffice(db: Kysely<Schema>): Promise<Actor | null> {
  const offices = (await listStoredAccounts(db)).filter(
    ({ active, actor }) => active && actor.roles.includes('officeAdmin'),
  );
  if (offices.some(({ password }) => password !== '')) return null;
  return offices[0]?.actor ?? null;
}

/**
 * Who works in a workspace that asks nobody's password: the office while it has none; at another seat the one person the
 * seat was made for, until a password is set.
 */
export async function findOpenSeat(db: Kysely<Schema>, seat: Seat): Promise<Actor | null> {
  if (seat === 'office') return findOpenOffice(db);
  const active = (await listStoredAccounts(db)).filter((account) => account.active);
  const [only] = active;
  return only && active.length === 1 && only.password === '' ? only.actor : null;
}

/** @returns the new account's id. */
export async function insertAccount(
  trx: Kysely<Schema>,
  uid: string,
  { name, unitCode, roles, allItems, active }: AccountFacts,
  now: string,
): Promise<number> {
  const { id } = await trx
    .insertInto('account')
    .values({
      uid,
      name,
      unit_code: unitCode,
      roles: JSON.stringify(roles),
      all_items: allItems ? 1 : 0,
      active: active ? 1 : 0,
      password: '',
      recovery: '',
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateAccount(
  trx: Kysely<Schema>,
  accountId: number,
  { name, unitCode, roles, allItems, active }: AccountFacts,
): Promise<void> {
  await trx
    .updateTable('account')
    .set({
      name,
      unit_code: unitCode,
      roles: JSON.stringify(roles),
      all_items: allItems ? 1 : 0,
      active: active ? 1 : 0,
    })
    .where('id', '=', accountId)
    .execute();
}

/** What is changed of the secrets of an account; what is left out stays. */
export interface Credentials {
  readonly password?: string;
  readonly recovery?: string;
  readonly mustChange?: boolean;
  readonly recoveredAt?: string;
}

/** Sets secrets; with a new password the count of failed sign-ins starts again. */
export async function setCredentials(
  trx: Kysely<Schema>,
  accountId: number,
  { password, recovery, mustChange, recoveredAt }: Credentials,
): Promise<void> {
  await trx
    .updateTable('account')
    .set({
      ...(password === undefined ? {} : { password }),
      ...(recovery === undefined ? {} : { recovery }),
      ...(mustChange === undefined ? {} : { must_change: mustChange ? 1 : 0 }),
      ...(recoveredAt === undefined ? {} : { recovered_at: recoveredAt }),
      ...(password === undefined ? {} : { failures: 0, blocked_until: '' }),
    })
    .where('id', '=', accountId)
    .execute();
}

/** Counts failed sign-ins; 0 and '' after one that succeeded. */
export async function setFailures(
  trx: Kysely<Schema>,
  accountId: number,
  failures: number,
  blockedUntil: string,
): Promise<void> {
  await trx
    .updateTable('account')
    .set({ failures, blocked_until: blockedUntil })
    .where('id', '=', accountId)
    .execute();
}
