import { sql, type Kysely } from 'kysely';
import { mayScore } from './completePlaces';
import type { Schema } from './schema';
import type { StoredReturn } from './submissionRepository';

/** Items of the last return of each unit of a cycle. */
export async function listLatestReturns(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<ReadonlyMap<number, StoredReturn['items']>> {
  const result = await sql<{ unitId: number; items: string }>`
    SELECT s.unit_id AS unitId, (SELECT r.items FROM submission_return AS r
      WHERE r.unit_id = s.unit_id ORDER BY r.id DESC LIMIT 1) AS items
    FROM unit JOIN submission AS s ON s.unit_id = unit.id
    WHERE unit.cycle_id = ${cycleId} AND s.state = 'returned'`.execute(db);
  return new Map(
    result.rows.map(({ unitId, items }) => [unitId, JSON.parse(items ?? '[]') as StoredReturn['items']]),
  );
}

/** What one scorer is to score, and how much of it is done. */
export interface ScorerLoad {
  readonly accountId: number;
  readonly name: string;
  /** The unit they belong to, which others score; '' for none. */
  readonly unitCode: string;
  readonly items: readonly { readonly itemId: number; readonly done: number }[];
}

/**
 * Base items assigned to each account that may score. `done` counts units of the cycle with a score; where several score the item
 * see `countMarkingsByScorer`, here it is 0.
 */
export async function listScorerLoads(db: Kysely<Schema>, cycleId: number): Promise<ScorerLoad[]> {
  const result = await sql<{
    accountId: number;
    name: string;
    unitCode: string;
    itemId: number;
    done: number;
  }>`WITH scored AS MATERIALIZED (
      SELECT s.item_id, count(*) AS done FROM unit CROSS JOIN score AS s ON s.unit_id = unit.id
      WHERE unit.cycle_id = ${cycleId} AND s.status <> 'unscored' GROUP BY s.item_id)
    SELECT a.account_id AS accountId, account.name, account.unit_code AS unitCode, a.item_id AS itemId,
      CASE WHEN im.item_id IS NULL THEN
        coalesce((SELECT done FROM scored WHERE scored.item_id = a.item_id), 0)
        - EXISTS (SELECT 1 FROM unit AS own JOIN score AS s ON s.unit_id = own.id
            WHERE own.cycle_id = a.cycle_id AND own.code = account.unit_code
              AND s.item_id = a.item_id AND s.status <> 'unscored')
      ELSE 0 END AS done
    FROM scorer_assignment AS a JOIN account ON account.id = a.account_id AND ${mayScore('account')}
    JOIN item ON item.id = a.item_id AND item.section = 'base'
    LEFT JOIN item_marking AS im ON im.cycle_id = a.cycle_id AND im.item_id = a.item_id
    WHERE a.cycle_id = ${cycleId} ORDER BY account.name, a.item_id`.execute(db);
  const loads = new Map<number, ScorerLoad & { items: { itemId: number; done: number }[] }>();
  for (const { accountId, name, unitCode, itemId, done } of result.rows) {
    const load = loads.get(accountId) ?? { accountId, name, unitCode, items: [] };
    loads.set(accountId, load);
    load.items.push({ itemId, done });
  }
  return [...loads.values()];
}

/** Appeals of a cycle nobody has decided, oldest first. */
export async function listFiledAppeals(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<
  {
    readonly appealId: number;
    readonly unitId: number;
    readonly itemId: number;
    readonly filedAt: string;
  }[]
> {
  return db
    .selectFrom('appeal')
    .select(['id as appealId', 'unit_id as unitId', 'item_id as itemId', 'filed_at as filedAt'])
    .where('cycle_id', '=', cycleId)
    .where('state', '=', 'filed')
    .orderBy('id')
    .execute();
}
