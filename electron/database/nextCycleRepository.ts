import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Points } from '../../shared/domain/points';
import { insertRows } from './insertRows';
import type { Schema } from './schema';

/** A cycle about to be made, in 筹备. */
export interface NewCycle {
  readonly year: number;
  readonly name: string;
  readonly systemId: number;
  readonly now: string;
}

/** @returns its id. */
export async function insertCycle(trx: Kysely<Schema>, cycle: NewCycle): Promise<number> {
  const { id } = await trx
    .insertInto('cycle')
    .values({
      uid: randomUUID(),
      year: cycle.year,
      name: cycle.name,
      state: 'draft',
      system_id: cycle.systemId,
      created_at: cycle.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Deadlines of a cycle by stage; ISO dates. */
export async function listDeadlines(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<readonly { readonly state: string; readonly dueOn: string }[]> {
  return db
    .selectFrom('cycle_deadline')
    .select(['state', 'due_on as dueOn'])
    .where('cycle_id', '=', cycleId)
    .execute();
}

export async function insertDeadlines(
  trx: Kysely<Schema>,
  cycleId: number,
  deadlines: readonly { readonly state: string; readonly dueOn: string }[],
): Promise<void> {
  await insertRows(
    trx,
    'cycle_deadline',
    ['cycle_id', 'state', 'due_on'],
    deadlines.map(({ state, dueOn }) => [cycleId, state, dueOn]),
  );
}

/** Settings a cycle is run by: spread limits, appeal days, weights of parts. */
export async function copySettings(trx: Kysely<Schema>, from: number, to: number): Promise<void> {
  await sql`INSERT INTO cycle_setting (cycle_id, key, value)
    SELECT ${to}, key, value FROM cycle_setting WHERE cycle_id = ${from}`.execute(trx);
}

/** Who scores which item and which items are scored by several, to the item of the same code. */
export async function copyAssignments(trx: Kysely<Schema>, from: number, to: number): Promise<void> {
  const sameItem = sql`JOIN item AS old ON old.id = a.item_id
    JOIN cycle AS c ON c.id = ${to}
    JOIN item AS new ON new.system_id = c.system_id AND new.code = old.code
    WHERE a.cycle_id = ${from}`;
  await sql`INSERT INTO scorer_assignment (cycle_id, item_id, account_id)
    SELECT ${to}, new.id, a.account_id FROM scorer_assignment AS a ${sameItem}`.execute(trx);
  await sql`INSERT INTO item_marking (cycle_id, item_id, method, spread_limit, blind)
    SELECT ${to}, new.id, a.method, a.spread_limit, a.blind FROM item_marking AS a ${sameItem}`.execute(trx);
}

/** What last year's score says beside an item this year: 最终分, and why points were lost or the item did not apply. */
const PRIOR_REASON = sql`CASE WHEN s.status = 'notApplicable'
    THEN '不适用' || iif(s.reason = '', '', '：' || s.reason) ELSE s.reason END
  || iif(s.adjustment = 0, '', coalesce((SELECT '（核查调整：' || a.reason || '）' FROM score_adjustment AS a
    WHERE a.unit_id = s.unit_id AND a.item_id = s.item_id ORDER BY a.id DESC LIMIT 1), ''))`;

/** Last year's final points and reasons, to the unit of the same code, by code of the item. */
export async function carryScores(trx: Kysely<Schema>, from: number, to: number): Promise<void> {
  await sql`INSERT INTO prior_score (unit_id, item_code, points, reason)
    SELECT new.id, item.code, s.final_points, ${PRIOR_REASON}
    FROM unit AS new JOIN unit AS old ON old.cycle_id = ${from} AND old.code = new.code
      JOIN score AS s ON s.unit_id = old.id JOIN item ON item.id = s.item_id
    WHERE new.cycle_id = ${to} AND s.status <> 'unscored'`.execute(trx);
}

/** A correction of an earlier year shows beside the item in the year after it too. @param year  of the corrected cycle. */
export async function refreshPriorScore(
  trx: Kysely<Schema>,
  year: number,
  unitCode: string,
  itemCode: string,
  points: Points,
): Promise<void> {
  await sql`UPDATE prior_score SET points = ${points} WHERE item_code = ${itemCode} AND unit_id = (
    SELECT unit.id FROM unit JOIN cycle ON cycle.id = unit.cycle_id
    WHERE unit.code = ${unitCode} AND cycle.year = (SELECT min(year) FROM cycle WHERE year > ${year}))`.execute(
    trx,
  );
}
