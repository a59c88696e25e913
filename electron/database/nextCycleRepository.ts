import { sql, type Kysely } from 'kysely';
import type { CycleState } from '../../shared/domain/cycleState';
import { insertRows } from './insertRows';
import type { Schema } from './schema';

/** A cycle about to be made. */
export interface NewCycle {
  readonly uid: string;
  readonly year: number;
  readonly name: string;
  readonly systemId: number;
  readonly now: string;
  /** Left out: 筹备. */
  readonly state?: CycleState;
}

/** @returns its id. */
export async function insertCycle(trx: Kysely<Schema>, cycle: NewCycle): Promise<number> {
  const { id } = await trx
    .insertInto('cycle')
    .values({
      uid: cycle.uid,
      year: cycle.year,
      name: cycle.name,
      state: cycle.state ?? 'draft',
      system_id: cycle.systemId,
      created_at: cycle.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Sets the days stages should end on. */
export async function insertDeadlines(
  trx: Kysely<Schema>,
  cycleId: number,
  deadlines: ReadonlyMap<CycleState, string>,
): Promise<void> {
  await insertRows(
    trx,
    'cycle_deadline',
    ['cycle_id', 'state', 'due_on'],
    [...deadlines].map(([state, dueOn]) => [cycleId, state, dueOn]),
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

/**
 * Why, as anybody may read it: of a score decided from several markings neither who gave how much nor who wrote what, which
 * the reason kept with the score holds. Practice page §4.
 */
const PUBLIC_REASON = sql`CASE WHEN s.settled = 0 THEN s.reason ELSE coalesce((
    SELECT CASE st.method WHEN 'decided' THEN st.reason ELSE (SELECT group_concat(m.reason, '；') FROM marking AS m
      WHERE m.unit_id = s.unit_id AND m.item_id = s.item_id AND m.locked_at IS NOT NULL AND trim(m.reason) <> '')
    END FROM settlement AS st WHERE st.unit_id = s.unit_id AND st.item_id = s.item_id), '多人评分') END`;

/** What last year's score says beside an item this year: 最终分, and why points were lost or the item did not apply. */
const PRIOR_REASON = sql`CASE WHEN s.status = 'notApplicable'
    THEN '不适用' || iif(s.reason = '', '', '：' || ${PUBLIC_REASON}) ELSE ${PUBLIC_REASON} END
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

/**
 * A corrected score of an earlier year shows beside the item in the year after it too, with the reason of the correction.
 *
 * @param unitId  of the corrected year.
 */
export async function refreshPriorScore(trx: Kysely<Schema>, unitId: number, itemId: number): Promise<void> {
  await sql`UPDATE prior_score SET (points, reason) = (SELECT s.final_points, ${PRIOR_REASON} FROM score AS s
      WHERE s.unit_id = ${unitId} AND s.item_id = ${itemId})
    WHERE item_code = (SELECT code FROM item WHERE id = ${itemId}) AND unit_id = (
      SELECT next.id FROM unit AS old JOIN cycle ON cycle.id = old.cycle_id
        JOIN cycle AS later ON later.year = (SELECT min(year) FROM cycle AS c WHERE c.year > cycle.year)
        JOIN unit AS next ON next.cycle_id = later.id AND next.code = old.code
      WHERE old.id = ${unitId})`.execute(trx);
}
