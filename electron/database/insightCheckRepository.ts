import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema';

/** An incident of any year with its places. */
export interface CheckedIncident {
  readonly title: string;
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
  const result = await sql<{ title: string; places: string }>`
    SELECT i.title, (SELECT json_group_array(json_object('unitId', l.unit_id, 'itemId', l.item_id,
        'deducts', json(iif(l.deducts, 'true', 'false')), 'note', l.note))
        FROM incident_link AS l WHERE l.incident_id = i.id) AS places
    FROM incident AS i ORDER BY i.id`.execute(db);
  return result.rows.map((row) => ({ ...row, places: JSON.parse(row.places) as CheckedIncidentPlace[] }));
}
