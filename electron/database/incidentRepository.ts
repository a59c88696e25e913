import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema';

/** A fact as stored. Dates ISO, '' for none. */
export interface StoredIncident {
  readonly id: number;
  readonly uid: string;
  readonly title: string;
  readonly eventDate: string;
  readonly documentDate: string;
  readonly documentNumber: string;
  readonly countedYear: number;
  readonly note: string;
  readonly person: string;
  readonly at: string;
}

/** A place it is linked to, with the final score there. */
export interface StoredIncidentPlace {
  readonly incidentId: number;
  readonly unitId: number;
  readonly itemId: number;
  readonly deducts: boolean;
  readonly note: string;
  /** 最终分 in hundredths; null while not scored. */
  readonly score: number | null;
}

const columns = sql`i.id, i.uid, i.title, i.event_date AS eventDate, i.document_date AS documentDate,
  i.document_number AS documentNumber, i.counted_year AS countedYear, i.note, i.person, i.at`;

/** Incidents of a cycle, latest first; with a place only those linked to it. */
export async function listIncidents(
  db: Kysely<Schema>,
  cycleId: number,
  place: { readonly unitId?: number; readonly itemId?: number } = {},
): Promise<readonly StoredIncident[]> {
  const ofUnit = place.unitId === undefined ? sql`` : sql`AND l.unit_id = ${place.unitId}`;
  const ofItem = place.itemId === undefined ? sql`` : sql`AND l.item_id = ${place.itemId}`;
  const anywhere = place.unitId === undefined && place.itemId === undefined;
  const linked = anywhere
    ? sql``
    : sql`AND EXISTS (SELECT 1 FROM incident_link AS l WHERE l.incident_id = i.id ${ofUnit} ${ofItem})`;
  const result = await sql<StoredIncident>`SELECT ${columns} FROM incident AS i
    WHERE i.cycle_id = ${cycleId} ${linked} ORDER BY i.id DESC`.execute(db);
  return result.rows;
}

/** One incident of the cycle; undefined where there is none of that id. */
export async function findIncident(
  db: Kysely<Schema>,
  cycleId: number,
  id: number,
): Promise<StoredIncident | undefined> {
  const result = await sql<StoredIncident>`SELECT ${columns} FROM incident AS i
    WHERE i.id = ${id} AND i.cycle_id = ${cycleId}`.execute(db);
  return result.rows[0];
}

/** Every place of the incidents named, unit by unit in list order, items in table order. */
export async function listIncidentPlaces(
  db: Kysely<Schema>,
  incidentIds: readonly number[],
): Promise<readonly StoredIncidentPlace[]> {
  if (incidentIds.length === 0) return [];
  const result = await sql<Omit<StoredIncidentPlace, 'deducts'> & { deducts: 0 | 1 }>`
    SELECT l.incident_id AS incidentId, l.unit_id AS unitId, l.item_id AS itemId, l.deducts, l.note,
      s.points + s.adjustment AS score
    FROM json_each(${JSON.stringify(incidentIds)}) AS wanted
    CROSS JOIN incident_link AS l ON l.incident_id = wanted.value
    JOIN unit ON unit.id = l.unit_id JOIN item ON item.id = l.item_id
    LEFT JOIN score AS s ON s.unit_id = l.unit_id AND s.item_id = l.item_id AND s.status = 'scored'
    ORDER BY l.incident_id, unit.position, unit.id, item.position`.execute(db);
  return result.rows.map((row) => ({ ...row, deducts: row.deducts === 1 }));
}

/** One place of a unit an incident is linked to. */
export interface UnitIncident {
  readonly incidentId: number;
  readonly title: string;
  readonly documentNumber: string;
  readonly itemId: number;
  readonly itemCode: string;
  readonly deducts: 0 | 1;
  readonly note: string;
}

/** Every place of a unit that an incident is linked to, incident by incident, items in table order. */
export async function listIncidentsOfUnit(
  db: Kysely<Schema>,
  unitId: number,
): Promise<readonly UnitIncident[]> {
  return db
    .selectFrom('incident_link as l')
    .innerJoin('incident as i', 'i.id', 'l.incident_id')
    .innerJoin('item', 'item.id', 'l.item_id')
    .select(['i.id as incidentId', 'i.title', 'i.document_number as documentNumber', 'l.item_id as itemId'])
    .select(['item.code as itemCode', 'l.deducts', 'l.note'])
    .where('l.unit_id', '=', unitId)
    .orderBy('i.id')
    .orderBy('item.position')
    .execute();
}

export type IncidentFacts = Omit<StoredIncident, 'id' | 'uid' | 'person' | 'at'>;

/** A new incident; answers its id. */
export async function insertIncident(
  trx: Kysely<Schema>,
  cycleId: number,
  facts: IncidentFacts,
  by: { readonly uid: string; readonly person: string; readonly at: string },
): Promise<number> {
  const row = await trx
    .insertInto('incident')
    .values({ ...by, cycle_id: cycleId, ...toRow(facts) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function updateIncident(trx: Kysely<Schema>, id: number, facts: IncidentFacts): Promise<void> {
  await trx.updateTable('incident').set(toRow(facts)).where('id', '=', id).execute();
}

const toRow = (facts: IncidentFacts) => ({
  title: facts.title,
  event_date: facts.eventDate,
  document_date: facts.documentDate,
  document_number: facts.documentNumber,
  counted_year: facts.countedYear,
  note: facts.note,
});

export type IncidentPlace = Omit<StoredIncidentPlace, 'incidentId' | 'score'>;

/** Puts these places in the stead of those the incident has. */
export async function replaceIncidentPlaces(
  trx: Kysely<Schema>,
  incidentId: number,
  places: readonly IncidentPlace[],
): Promise<void> {
  await trx.deleteFrom('incident_link').where('incident_id', '=', incidentId).execute();
  if (places.length === 0) return;
  await trx
    .insertInto('incident_link')
    .values(
      places.map(({ unitId, itemId, deducts, note }) => ({
        incident_id: incidentId,
        unit_id: unitId,
        item_id: itemId,
        deducts: deducts ? 1 : 0,
        note,
      })),
    )
    .execute();
}

/** Takes an incident out, with its links. */
export async function deleteIncident(trx: Kysely<Schema>, id: number): Promise<void> {
  await trx.deleteFrom('incident').where('id', '=', id).execute();
}
