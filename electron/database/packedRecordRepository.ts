import { sql, type Kysely } from 'kysely';
import type { PackageRow } from '../../shared/exchange/packageData';
import type { NotApplicableState } from '../../shared/year/notApplicable';
import type { Schema } from './schema';
import type { StoredReturn } from './submissionRepository';

/** 缺项 requests of these units about these items, or all (null), oldest first; without who decided. */
export async function listPackedRequests(
  db: Kysely<Schema>,
  unitIds: readonly number[],
  itemIds: readonly number[] | null,
): Promise<Omit<PackageRow<'notApplicable'>, 'decidedBy'>[]> {
  const ofItems =
    itemIds === null
      ? sql``
      : sql`AND r.item_id IN (SELECT value FROM json_each(${JSON.stringify(itemIds)}))`;
  const result = await sql<Omit<PackageRow<'notApplicable'>, 'decidedBy'>>`
    SELECT r.uid, u.code AS unit, i.code AS item, r.reason, r.basis, r.state, r.office_opinion AS officeOpinion,
      r.requested_by AS requestedBy, r.requested_at AS requestedAt, r.decided_at AS decidedAt
    FROM not_applicable_request AS r JOIN unit AS u ON u.id = r.unit_id JOIN item AS i ON i.id = r.item_id
    WHERE r.unit_id IN (SELECT value FROM json_each(${JSON.stringify(unitIds)})) ${ofItems}
    ORDER BY r.id`.execute(db);
  return result.rows;
}

export interface StandingRequest {
  readonly id: number;
  readonly unitId: number;
  readonly itemId: number;
  readonly state: NotApplicableState;
  readonly leadOpinion: string;
}

/** A 缺项 request by what it is called on every machine. */
export async function findRequestByUid(
  db: Kysely<Schema>,
  uid: string,
): Promise<StandingRequest | undefined> {
  return db
    .selectFrom('not_applicable_request')
    .select(['id', 'unit_id as unitId', 'item_id as itemId', 'state', 'lead_opinion as leadOpinion'])
    .where('uid', '=', uid)
    .executeTakeFirst();
}

/** Takes a request in as it was made elsewhere. @returns its id. */
export async function insertPackedRequest(
  trx: Kysely<Schema>,
  place: { readonly unitId: number; readonly itemId: number },
  row: PackageRow<'notApplicable'>,
): Promise<number> {
  const { id } = await trx
    .insertInto('not_applicable_request')
    .values({
      ...{ uid: row.uid, unit_id: place.unitId, item_id: place.itemId, reason: row.reason, basis: row.basis },
      ...{ lead_opinion: '', lead_by: '', office_opinion: row.officeOpinion, state: row.state },
      ...{ requested_by: row.requestedBy, requested_at: row.requestedAt },
      ...{ decided_by: row.decidedBy, decided_at: row.decidedAt },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Takes back a request nobody has said anything about. @returns whether it was there and open. */
export async function deleteOpenRequest(trx: Kysely<Schema>, id: number): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('not_applicable_request')
    .where('id', '=', id)
    .where('state', '=', 'requested')
    .where('lead_opinion', '=', '')
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Takes a unit's submission away that was not there before a merge. */
export async function deleteSubmission(trx: Kysely<Schema>, unitId: number): Promise<void> {
  await trx.deleteFrom('submission').where('unit_id', '=', unitId).execute();
}

/** Takes back a return a package brought. */
export async function deleteReturn(
  trx: Kysely<Schema>,
  { unitId, round, at }: Pick<StoredReturn, 'unitId' | 'round' | 'at'>,
): Promise<void> {
  await trx
    .deleteFrom('submission_return')
    .where('unit_id', '=', unitId)
    .where('round', '=', round)
    .where('at', '=', at)
    .execute();
}
