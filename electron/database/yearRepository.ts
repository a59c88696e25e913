import { sql, type Kysely } from 'kysely';
import type { CycleState } from '../../shared/domain/cycleState';
import { isOver } from './placeOver';
import type { Schema } from './schema';

/** Days the stages of a cycle should end on; stages without one are left out. */
export async function listDeadlines(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<ReadonlyMap<CycleState, string>> {
  const rows = await db
    .selectFrom('cycle_deadline')
    .select(['state', 'due_on'])
    .where('cycle_id', '=', cycleId)
    .execute();
  return new Map(rows.map((row) => [row.state, row.due_on]));
}

/** Sets the day a stage should end on. @param dueOn ISO day; '' takes the deadline away. */
export async function writeDeadline(
  trx: Kysely<Schema>,
  cycleId: number,
  state: CycleState,
  dueOn: string,
): Promise<void> {
  if (dueOn === '') {
    await trx
      .deleteFrom('cycle_deadline')
      .where('cycle_id', '=', cycleId)
      .where('state', '=', state)
      .execute();
    return;
  }
  await trx
    .insertInto('cycle_deadline')
    .values({ cycle_id: cycleId, state, due_on: dueOn })
    .onConflict((conflict) => conflict.columns(['cycle_id', 'state']).doUpdateSet({ due_on: dueOn }))
    .execute();
}

export interface StoredTransition {
  readonly from: CycleState;
  readonly to: CycleState;
  readonly reason: string;
  /** What was still open and confirmed, as sentences. */
  readonly open: readonly string[];
  readonly person: string;
  readonly at: string;
}

/** Every move of a cycle, oldest first. */
export async function listTransitions(db: Kysely<Schema>, cycleId: number): Promise<StoredTransition[]> {
  const rows = await db
    .selectFrom('cycle_transition')
    .selectAll()
    .where('cycle_id', '=', cycleId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    from: row.from_state,
    to: row.to_state,
    reason: row.reason,
    open: JSON.parse(row.open) as string[],
    person: row.person,
    at: row.at,
  }));
}

export async function insertTransition(
  trx: Kysely<Schema>,
  cycleId: number,
  { from, to, reason, open, person, at }: StoredTransition,
): Promise<void> {
  await trx
    .insertInto('cycle_transition')
    .values({
      cycle_id: cycleId,
      from_state: from,
      to_state: to,
      reason,
      open: JSON.stringify(open),
      person,
      at,
    })
    .execute();
}

/** A count and the first few places, as a person reads them. */
export interface OpenPlaces {
  readonly count: number;
  readonly examples: readonly string[];
}

/** What of other features is open in a cycle, counted where it is. */
export interface OpenWork {
  readonly unsettled: OpenPlaces;
  readonly openSiteChecks: OpenPlaces;
  readonly openCaseReviews: OpenPlaces;
  readonly pendingNotApplicable: OpenPlaces;
  readonly openAppeals: OpenPlaces;
  readonly openCorrections: OpenPlaces;
  readonly openProblems: OpenPlaces;
  readonly approvedResults: number;
}

/** @param examples  how many places are named of each kind. */
export async function countOpenWork(
  db: Kysely<Schema>,
  cycleId: number,
  examples: number,
): Promise<OpenWork> {
  const count = (places: ReturnType<typeof sql<{ place: string }>>) => countPlaces(db, places, examples);
  return {
    // Somebody has marked it, and neither is anything decided yet nor was scoring it made needless.
    unsettled: await count(sql`SELECT DISTINCT unit.name || ' · ' || item.code AS place
      FROM item_marking AS im JOIN item ON item.id = im.item_id
      JOIN marking AS m ON m.item_id = im.item_id
      JOIN unit ON unit.id = m.unit_id AND unit.cycle_id = im.cycle_id
      WHERE im.cycle_id = ${cycleId} AND NOT ${isOver('m.unit_id', 'm.item_id')}`),
    openSiteChecks: await count(sql`SELECT unit.name || ' · ' || item.code AS place
      FROM site_check AS c JOIN site_check_item AS i ON i.check_id = c.id
      JOIN unit ON unit.id = c.unit_id JOIN item ON item.id = i.item_id
      WHERE c.cycle_id = ${cycleId} AND i.outcome = 'open'`),
    openCaseReviews: await count(sql`SELECT unit.name || ' · ' || f.number AS place
      FROM case_pick AS p JOIN case_file AS f ON f.id = p.case_file_id JOIN unit ON unit.id = f.unit_id
      WHERE p.draw_id = (SELECT max(id) FROM case_draw WHERE cycle_id = ${cycleId}) AND p.state = 'active'
        AND NOT EXISTS (SELECT 1 FROM case_result AS r WHERE r.pick_id = p.id)`),
    pendingNotApplicable: await count(sql`SELECT unit.name || ' · ' || item.code AS place
      FROM unit JOIN not_applicable_request AS r ON r.unit_id = unit.id AND r.state = 'requested'
      JOIN item ON item.id = r.item_id WHERE unit.cycle_id = ${cycleId}`),
    openAppeals: await count(sql`SELECT unit.name || ' · ' || item.code AS place
      FROM appeal AS a JOIN unit ON unit.id = a.unit_id JOIN item ON item.id = a.item_id
      WHERE a.cycle_id = ${cycleId} AND a.state = 'filed'`),
    openCorrections: await count(sql`SELECT unit.name || ' · ' || item.code AS place
      FROM correction AS k JOIN unit ON unit.id = k.unit_id JOIN item ON item.id = k.item_id
      WHERE k.cycle_id = ${cycleId} AND k.state = 'proposed'`),
    openProblems: await count(sql`SELECT ifnull(unit.name, p.unit_code) || ' · ' || p.number AS place
      FROM problem AS p LEFT JOIN unit ON unit.cycle_id = p.cycle_id AND unit.code = p.unit_code
      WHERE p.cycle_id = ${cycleId} AND p.state <> 'closed'`),
    approvedResults: (
      await count(sql`SELECT number AS place FROM approved_result WHERE cycle_id = ${cycleId}`)
    ).count,
  };
}

async function countPlaces(
  db: Kysely<Schema>,
  places: ReturnType<typeof sql<{ place: string }>>,
  examples: number,
): Promise<OpenPlaces> {
  const result = await sql<{ count: number; examples: string }>`WITH places AS MATERIALIZED (${places})
    SELECT count(*) AS count, (SELECT json_group_array(place) FROM
      (SELECT place FROM places LIMIT ${examples})) AS examples FROM places`.execute(db);
  const [row] = result.rows;
  return { count: row?.count ?? 0, examples: JSON.parse(row?.examples ?? '[]') as string[] };
}
