import { sql, type Kysely } from 'kysely';
import type { PackageRow } from '../../shared/exchange/packageData';
import type { Schema } from './schema';

/**
 * Evidence of these units that is attached to any of these items, by unit and age; what was detached everywhere is left
 * out.
 *
 * @param itemIds  null for every item.
 */
export async function listPackedEvidence(
  db: Kysely<Schema>,
  unitIds: readonly number[],
  itemIds: readonly number[] | null,
): Promise<PackageRow<'evidence'>[]> {
  const ofItems =
    itemIds === null
      ? sql``
      : sql`AND l.item_id IN (SELECT value FROM json_each(${JSON.stringify(itemIds)}))`;
  const result = await sql<PackageRow<'evidence'>>`
    SELECT e.uid, u.code AS unit, e.sha256, f.size, e.name, e.document_number AS documentNumber,
      e.formed_on AS formedOn, e.added_by AS addedBy, e.added_at AS addedAt
    FROM evidence AS e JOIN unit AS u ON u.id = e.unit_id JOIN evidence_file AS f ON f.sha256 = e.sha256
    WHERE e.unit_id IN (SELECT value FROM json_each(${JSON.stringify(unitIds)}))
      AND EXISTS (SELECT 1 FROM evidence_link AS l WHERE l.evidence_id = e.id ${ofItems})
    ORDER BY u.position, e.id`.execute(db);
  return result.rows;
}
