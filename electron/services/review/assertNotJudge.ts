import type { Kysely } from 'kysely';
import type { Actor } from '@shared/domain/role';
import { decidedByOwnJudge } from '@shared/errors/review';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { isSameName } from '@shared/tables/sameName';
import { listJudges } from '../../database/appealRepository';
import type { Schema } from '../../database/schema';

type Judging = Pick<Actor, 'name' | 'accountId'>;

/**
 * Whether somebody's own judgement is in a score: entered, marked, decided between markings, or adjusted on site. Names
 * are compared, because a table names its scorer only; several stand in one field parted by 、.
 */
export async function hasJudged(
  db: Kysely<Schema>,
  actor: Judging,
  unitId: number,
  itemId: number,
): Promise<boolean> {
  const { names, accountIds } = await listJudges(db, unitId, itemId);
  if (accountIds.includes(actor.accountId)) return true;
  return names
    .flatMap((name) => name.split(/[、，,；;]/))
    .some((name) => isSameName(name.trim(), actor.name));
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
