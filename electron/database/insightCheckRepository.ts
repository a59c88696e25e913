import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema';

/** What a trail's entry says of an incident or a finding: the action, and its `before` and `after` as JSON. */
export interface TrailWord {
  readonly action: string;
  readonly unitId: number | null;
  readonly itemId: number | null;
  readonly before: string;
  readonly after: string;
  readonly person: string;
  readonly reason: string;
}

/** Entries of the given actions, oldest first. */
export async function listTrailWords(
  db: Kysely<Schema>,
  actions: readonly string[],
): Promise<readonly TrailWord[]> {
  return db
    .selectFrom('audit_entry')
    .select(['action', 'unit_id as unitId', 'item_id as itemId', 'before', 'after', 'person', 'reason'])
    .where('action', 'in', actions)
    .orderBy('id')
    .execute();
}

/** An incident of any year as it is stored, for comparison with the trail. */
export interface CheckedIncident {
  readonly uid: string;
  readonly title: string;
  readonly eventDate: string;
  readonly documentDate: string;
  readonly documentNumber: string;
  readonly countedYear: number;
  readonly note: string;
  readonly places: readonly CheckedIncidentPlace[];
}

export interface CheckedIncidentPlace {
  readonly unitId: number;
  readonly itemId: number;
  readonly deducts: boolean;
  readonly note: string;
}

/** Every incident of every year, with its places. */
export async function listCheckedIncidents(db: Kysely<Schema>): Promise<readonly CheckedIncident[]> {
  const result = await sql<Omit<CheckedIncident, 'places'> & { places: string }>`
    SELECT i.uid, i.title, i.event_date AS eventDate, i.document_date AS documentDate,
      i.document_number AS documentNumber, i.counted_year AS countedYear, i.note,
      (SELECT json_group_array(json_object('unitId', l.unit_id, 'itemId', l.item_id,
        'deducts', json(iif(l.deducts, 'true', 'false')), 'note', l.note))
        FROM incident_link AS l WHERE l.incident_id = i.id) AS places
    FROM incident AS i ORDER BY i.id`.execute(db);
  return result.rows.map((row) => ({ ...row, places: JSON.parse(row.places) as CheckedIncidentPlace[] }));
}

/** A word on a finding as it is stored. */
export interface CheckedDismissal {
  readonly cycleId: number;
  readonly kind: string;
  readonly unitId: number;
  readonly itemId: number;
  readonly subject: string;
  readonly state: string;
  readonly reason: string;
  readonly person: string;
}

export async function listCheckedDismissals(db: Kysely<Schema>): Promise<readonly CheckedDismissal[]> {
  return db
    .selectFrom('finding_dismissal')
    .select(['cycle_id as cycleId', 'kind', 'unit_id as unitId', 'item_id as itemId'])
    .select(['subject', 'state', 'reason', 'person'])
    .execute();
}
