import { sql, type Kysely } from 'kysely';
import type { Points } from '../../shared/domain/points';
import type { ItemResult, ScoreEntry } from '../../shared/domain/score';
import type { MarkingSetting } from '../../shared/marking/method';
import { isOver, placesOver } from './placeOver';
import type { Schema } from './schema';
import { toEntry, type ScoreFigures } from './scoreRepository';

/** How several scorers' markings of one item become its score. Practice page §6.10, peers.md 1.6. */
export type ItemMarking = MarkingSetting;

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

/** One scorer's own marking of one unit and item. */
export interface StoredMarking {
  readonly unitId: number;
  readonly itemId: number;
  readonly accountId: number;
  readonly scorer: string;
  readonly scorerUid: string;
  readonly entry: ScoreEntry;
  readonly status: ItemResult['status'];
  /** Hundredths; null unless scored. */
  readonly points: Points | null;
  readonly lockedAt: string | null;
  readonly salt: string;
  readonly revision: number;
  readonly updatedAt: string;
}

/** Where markings are looked for; the more is given, the fewer. */
export interface MarkingPlaces {
  readonly unitIds?: readonly number[];
  readonly itemIds?: readonly number[];
  readonly accountId?: number;
}

/** Markings of a cycle by unit, item and the scorer's account. Ask with units or with items: both are indexed. */
export async function listMarkings(
  db: Kysely<Schema>,
  cycleId: number,
  { unitIds, itemIds, accountId }: MarkingPlaces,
): Promise<StoredMarking[]> {
  // Lists travel as JSON: a province has thousands of units.
  const inList = (ids: readonly number[]) =>
    sql<number>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  let query = db
    .selectFrom('marking as m')
    .innerJoin('account as a', 'a.id', 'm.account_id')
    .selectAll('m')
    .select(['a.name', 'a.uid']);
  if (unitIds) query = query.where('m.unit_id', 'in', inList(unitIds));
  else {
    query = query.innerJoin('unit as u', 'u.id', 'm.unit_id').where('u.cycle_id', '=', cycleId);
  }
  if (itemIds) query = query.where('m.item_id', 'in', inList(itemIds));
  if (accountId !== undefined) query = query.where('m.account_id', '=', accountId);
  const rows = await query.orderBy('m.unit_id').orderBy('m.item_id').orderBy('m.account_id').execute();
  return rows.map((row) => ({
    unitId: row.unit_id,
    itemId: row.item_id,
    accountId: row.account_id,
    scorer: row.name,
    scorerUid: row.uid,
    entry: toEntry(row),
    status: row.status,
    points: row.points,
    lockedAt: row.locked_at,
    salt: row.salt,
    revision: row.revision,
    updatedAt: row.updated_at,
  }));
}

/** A marking about to be stored. */
export interface MarkingToStore {
  readonly unitId: number;
  readonly itemId: number;
  readonly accountId: number;
  readonly entry: ScoreEntry;
  readonly figures: Pick<ScoreFigures, 'status' | 'points'>;
  readonly salt: string;
}

/** Writes a draft over the one that stands there. @returns its revision, 1 for the first. */
export async function upsertMarking(
  trx: Kysely<Schema>,
  { unitId, itemId, accountId, entry, figures, salt }: MarkingToStore,
  now: string,
): Promise<number> {
  const result = await sql<{ revision: number }>`
    INSERT INTO marking (unit_id, item_id, account_id, inputs, direct_points, not_applicable, reason, status,
      points, locked_at, salt, revision, updated_at)
    VALUES (${unitId}, ${itemId}, ${accountId}, ${JSON.stringify(entry.inputs)}, ${entry.points},
      ${entry.notApplicable ? 1 : 0}, ${entry.reason}, ${figures.status}, ${figures.points}, NULL, ${salt}, 1, ${now})
    ON CONFLICT (unit_id, item_id, account_id) DO UPDATE SET inputs = excluded.inputs,
      direct_points = excluded.direct_points, not_applicable = excluded.not_applicable, reason = excluded.reason,
      status = excluded.status, points = excluded.points, salt = excluded.salt, revision = revision + 1,
      updated_at = excluded.updated_at
    RETURNING revision`.execute(trx);
  return result.rows[0]?.revision ?? 1;
}

/** Locks a marking, or opens it again (`lockedAt` null). */
export async function setMarkingLock(
  trx: Kysely<Schema>,
  { unitId, itemId, accountId }: Pick<StoredMarking, 'unitId' | 'itemId' | 'accountId'>,
  lockedAt: string | null,
): Promise<void> {
  await trx
    .updateTable('marking')
    .set({ locked_at: lockedAt })
    .where('unit_id', '=', unitId)
    .where('item_id', '=', itemId)
    .where('account_id', '=', accountId)
    .execute();
}

/** How many markings of a cycle each of its items has. */
export async function countMarkingsByItem(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('marking as m')
    .innerJoin('unit as u', 'u.id', 'm.unit_id')
    .select(({ fn }) => ['m.item_id as itemId', fn.countAll<number>().as('count')])
    .where('u.cycle_id', '=', cycleId)
    .groupBy('m.item_id')
    .execute();
  return new Map(rows.map(({ itemId, count }) => [itemId, count]));
}

/** How far a scorer is with an item that several score, counted in units other than the own. */
export interface MarkedCount {
  readonly accountId: number;
  readonly itemId: number;
  /** Complete ones, locked or not. */
  readonly scored: number;
  readonly locked: number;
}

/**
 * By scorer and assigned item that several score. Places nobody has to score any more count as done, whether or not the
 * scorer had marked them: settled ones, also before somebody was assigned, and approved 缺项.
 */
export async function countMarkingsByScorer(db: Kysely<Schema>, cycleId: number): Promise<MarkedCount[]> {
  const result = await sql<MarkedCount>`WITH done AS MATERIALIZED (
      SELECT item_id, count(*) AS places FROM (${placesOver(cycleId)}) GROUP BY item_id),
    own AS MATERIALIZED (SELECT m.account_id, m.item_id,
        sum(m.status <> 'unscored') AS scored, sum(m.locked_at IS NOT NULL) AS locked
      FROM marking AS m JOIN unit AS u ON u.id = m.unit_id
      WHERE u.cycle_id = ${cycleId} AND NOT ${isOver('m.unit_id', 'm.item_id')}
      GROUP BY m.account_id, m.item_id),
    assigned AS MATERIALIZED (SELECT sa.account_id, sa.item_id,
        coalesce(done.places, 0) - EXISTS (SELECT 1 FROM unit AS home WHERE home.cycle_id = ${cycleId}
          AND home.code = account.unit_code AND ${isOver('home.id', 'sa.item_id')}) AS places
      FROM scorer_assignment AS sa JOIN account ON account.id = sa.account_id
      JOIN item_marking AS im ON im.cycle_id = sa.cycle_id AND im.item_id = sa.item_id
      LEFT JOIN done ON done.item_id = sa.item_id WHERE sa.cycle_id = ${cycleId})
    SELECT assigned.account_id AS accountId, assigned.item_id AS itemId,
      assigned.places + coalesce(own.scored, 0) AS scored, assigned.places + coalesce(own.locked, 0) AS locked
    FROM assigned LEFT JOIN own ON own.account_id = assigned.account_id AND own.item_id = assigned.item_id`.execute(
    db,
  );
  return result.rows;
}
