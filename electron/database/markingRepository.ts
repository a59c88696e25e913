import type { Kysely } from 'kysely';
import type { Points } from '../../shared/domain/points';
import type { Schema } from './schema';

/** How several scorers' markings of one item become its score. Practice page §6.10, peers.md 1.6. */
export interface ItemMarking {
  readonly method: 'mean' | 'dropHighLow' | 'consensus';
  /** Hundredths between highest and lowest from which somebody must decide. */
  readonly spreadLimit: Points;
  /** Nobody sees the others' markings before they are locked. */
  readonly blind: boolean;
}

/** Items of a cycle scored by several people, by item id. */
export async function listItemMarkings(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<ReadonlyMap<number, ItemMarking>> {
  const rows = await db.selectFrom('item_marking').selectAll().where('cycle_id', '=', cycleId).execute();
  return new Map(
    rows.map((row) => [
      row.item_id,
      { method: row.method, spreadLimit: row.spread_limit, blind: row.blind === 1 },
    ]),
  );
}

/** Who scores which item of a cycle. */
export async function listScorerAssignments(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<readonly { readonly itemId: number; readonly accountId: number }[]> {
  return db
    .selectFrom('scorer_assignment')
    .select(['item_id as itemId', 'account_id as accountId'])
    .where('cycle_id', '=', cycleId)
    .execute();
}
