import type { Kysely } from 'kysely';
import type { Actor } from '../../shared/domain/role';
import type { MarkingSetting } from '../../shared/marking/method';
import { toActor } from './accountRepository';
import { insertRows } from './insertRows';
import type { Schema } from './schema';

/** An account as the table of who scores what needs it. */
export interface ScorerAccount extends Actor {
  readonly active: boolean;
}

/** Every account, in order of making. */
export async function listScorerAccounts(db: Kysely<Schema>): Promise<ScorerAccount[]> {
  const rows = await db.selectFrom('account').selectAll().orderBy('id').execute();
  return rows.map((row) => ({ ...toActor(row), active: row.active === 1 }));
}

/** Gives an item to some people and takes it from others; whoever is in neither list keeps it. */
export async function changeScorers(
  trx: Kysely<Schema>,
  cycleId: number,
  itemId: number,
  { added, removed }: { readonly added: readonly number[]; readonly removed: readonly number[] },
): Promise<void> {
  if (removed.length > 0) {
    await trx
      .deleteFrom('scorer_assignment')
      .where('cycle_id', '=', cycleId)
      .where('item_id', '=', itemId)
      .where('account_id', 'in', [...removed])
      .execute();
  }
  await insertRows(
    trx,
    'scorer_assignment',
    ['cycle_id', 'item_id', 'account_id'],
    added.map((accountId) => [cycleId, itemId, accountId]),
  );
}

/** Sets how an item is scored by several people; null: by one. */
export async function setItemMarking(
  trx: Kysely<Schema>,
  cycleId: number,
  itemId: number,
  setting: MarkingSetting | null,
): Promise<void> {
  await trx
    .deleteFrom('item_marking')
    .where('cycle_id', '=', cycleId)
    .where('item_id', '=', itemId)
    .execute();
  if (setting === null) return;
  await trx
    .insertInto('item_marking')
    .values({
      cycle_id: cycleId,
      item_id: itemId,
      method: setting.method,
      spread_limit: setting.spreadLimit,
      blind: setting.blind ? 1 : 0,
    })
    .execute();
}
