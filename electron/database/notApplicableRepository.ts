import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { NotApplicableView } from '../../shared/ipc/practice/year';
import type { NotApplicableState } from '../../shared/year/notApplicable';
import type { Schema } from './schema';

export interface NewRequest {
  readonly unitId: number;
  readonly itemId: number;
  readonly reason: string;
  readonly basis: string;
  readonly person: string;
  readonly at: string;
}

/** @returns the id of the request. */
export async function insertRequest(
  trx: Kysely<Schema>,
  { unitId, itemId, reason, basis, person, at }: NewRequest,
): Promise<number> {
  const row = await trx
    .insertInto('not_applicable_request')
    .values({
      uid: randomUUID(),
      unit_id: unitId,
      item_id: itemId,
      reason,
      basis,
      lead_opinion: '',
      lead_by: '',
      office_opinion: '',
      state: 'requested',
      requested_by: person,
      requested_at: at,
      decided_by: '',
      decided_at: '',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

const COLUMNS = sql`r.id, r.unit_id AS unitId, unit.code AS unitCode, unit.name AS unitName,
  unit_group.name AS "group", r.item_id AS itemId, item.code AS itemCode, item.name AS itemName,
  item.points AS points, item.lead_scorer AS leadScorer, r.reason, r.basis, r.lead_opinion AS leadOpinion,
  r.lead_by AS leadBy, r.office_opinion AS officeOpinion, r.state, r.requested_by AS requestedBy,
  r.requested_at AS requestedAt, r.decided_by AS decidedBy, r.decided_at AS decidedAt`;
const JOINS = sql`JOIN unit_group ON unit_group.id = unit.group_id JOIN item ON item.id = r.item_id`;

/** Every request of a cycle: the same item side by side, units in list order, oldest first. */
export async function listRequests(db: Kysely<Schema>, cycleId: number): Promise<NotApplicableView[]> {
  const result = await sql<NotApplicableView>`SELECT ${COLUMNS}
    FROM unit JOIN not_applicable_request AS r ON r.unit_id = unit.id ${JOINS}
    WHERE unit.cycle_id = ${cycleId} ORDER BY item.position, unit.position, unit.id, r.id`.execute(db);
  return result.rows;
}

/** The requests of one unit, oldest first. */
export async function listRequestsOfUnit(db: Kysely<Schema>, unitId: number): Promise<NotApplicableView[]> {
  const result = await sql<NotApplicableView>`SELECT ${COLUMNS}
    FROM not_applicable_request AS r JOIN unit ON unit.id = r.unit_id ${JOINS}
    WHERE r.unit_id = ${unitId} ORDER BY r.id`.execute(db);
  return result.rows;
}

export async function findRequest(
  db: Kysely<Schema>,
  requestId: number,
): Promise<NotApplicableView | undefined> {
  const result = await sql<NotApplicableView>`SELECT ${COLUMNS}
    FROM not_applicable_request AS r JOIN unit ON unit.id = r.unit_id ${JOINS}
    WHERE r.id = ${requestId}`.execute(db);
  return result.rows[0];
}

/** The latest request for one place. */
export async function findRequestAt(
  db: Kysely<Schema>,
  unitId: number,
  itemId: number,
): Promise<NotApplicableView | undefined> {
  const result = await sql<NotApplicableView>`SELECT ${COLUMNS}
    FROM not_applicable_request AS r JOIN unit ON unit.id = r.unit_id ${JOINS}
    WHERE r.unit_id = ${unitId} AND r.item_id = ${itemId} ORDER BY r.id DESC LIMIT 1`.execute(db);
  return result.rows[0];
}

export async function writeLeadOpinion(
  trx: Kysely<Schema>,
  requestId: number,
  opinion: string,
  person: string,
): Promise<void> {
  await trx
    .updateTable('not_applicable_request')
    .set({ lead_opinion: opinion, lead_by: person })
    .where('id', '=', requestId)
    .execute();
}

export interface RequestDecision {
  readonly state: Exclude<NotApplicableState, 'requested'>;
  readonly opinion: string;
  readonly person: string;
  readonly at: string;
}

export async function writeDecision(
  trx: Kysely<Schema>,
  requestId: number,
  { state, opinion, person, at }: RequestDecision,
): Promise<void> {
  await trx
    .updateTable('not_applicable_request')
    .set({ state, office_opinion: opinion, decided_by: person, decided_at: at })
    .where('id', '=', requestId)
    .execute();
}

/** Items of each unit of a cycle that 缺项 was asked for or granted, ids parted by spaces. */
export async function foldAbsentItems(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<ReadonlyMap<number, string>> {
  const result = await sql<{ unitId: number; line: string }>`
    SELECT r.unit_id AS unitId, group_concat(r.item_id, ' ') AS line
    FROM unit JOIN not_applicable_request AS r ON r.unit_id = unit.id
    WHERE unit.cycle_id = ${cycleId} AND r.state IN ('requested', 'approved') GROUP BY r.unit_id`.execute(db);
  return new Map(result.rows.map(({ unitId, line }) => [unitId, line]));
}

/** One of the places, if any, that an approved request made needless to score. */
export async function findExemptPlace(
  db: Kysely<Schema>,
  places: readonly { readonly unitId: number; readonly itemId: number }[],
): Promise<{ readonly unitId: number; readonly itemId: number } | undefined> {
  const keys = JSON.stringify(places.map(({ unitId, itemId }) => [unitId, itemId]));
  // An import brings hundreds of thousands of places, often before anybody has asked: then none is looked up.
  const looked = sql`iif((SELECT max(id) FROM not_applicable_request) IS NULL, '[]', ${keys})`;
  const result = await sql<{ unitId: number; itemId: number }>`SELECT r.unit_id AS unitId, r.item_id AS itemId
    FROM json_each(${looked}) AS k CROSS JOIN not_applicable_request AS r
      ON r.unit_id = k.value ->> 0 AND r.item_id = k.value ->> 1
    WHERE r.state = 'approved' LIMIT 1`.execute(db);
  return result.rows[0];
}
