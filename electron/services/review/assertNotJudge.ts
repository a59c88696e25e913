import type { Kysely } from 'kysely';
import type { Actor } from '@shared/domain/role';
import { decidedByOwnJudge } from '@shared/errors/review';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { isSameName } from '@shared/domain/sameName';
import { findOpenOffice } from '../../database/accountRepository';
import { hasEnteredScore, listJudges } from '../../database/judgeRepository';
import type { Schema } from '../../database/schema';

type Judging = Pick<Actor, 'name' | 'accountId' | 'uid'>;

/**
 * Whether somebody's own judgement is in a score: entered, marked, decided between markings, or adjusted on site. Names
 * are compared, because a table names its scorer only; several stand in one field parted by 、. And so is the account the
 * trail has for the entry: who typed a score under another's name knows it as his own.
 */
export async function hasJudged(
  db: Kysely<Schema>,
  actor: Judging,
  unitId: number,
  itemId: number,
): Promise<boolean> {
  const { names, accountIds } = await listJudges(db, unitId, itemId);
  if (accountIds.includes(actor.accountId)) return true;
  const named = names
    .flatMap((name) => name.split(/[、，,；;]/))
    .some((name) => isSameName(name.trim(), actor.name));
  return named || (await hasEntered(db, actor, unitId, itemId));
}

/**
 * The office's seat that opens without a password is whoever sits there: its account says nothing about the person, only
 * the names on the scores do.
 */
async function hasEntered(
  db: Kysely<Schema>,
  { uid }: Judging,
  unitId: number,
  itemId: number,
): Promise<boolean> {
  if (uid === '' || !(await hasEnteredScore(db, uid, unitId, itemId))) return false;
  return (await findOpenOffice(db))?.uid !== uid;
}

/**
 * Nobody decides about a score of their own: practice page §5.1, peers.md 1.9 (the original assessor may not answer).
 *
 * @throws {AppError} DECIDED_BY_OWN_JUDGE
 */
export async function assertNotJudge(
  db: Kysely<Schema>,
  actor: Judging,
  unit: UnitView,
  item: ItemView,
): Promise<void> {
  if (await hasJudged(db, actor, unit.id, item.id)) {
    throw decidedByOwnJudge({ person: actor.name, unit: unit.name, code: item.code });
  }
}
