import { sql, type Kysely } from 'kysely';
import type { PackageRow } from '../../shared/exchange/packageData';
import type { PackageKind } from '../../shared/exchange/packageKind';
import type { AppealState } from '../../shared/review/appealState';
import type { NotApplicableState } from '../../shared/year/notApplicable';
import { APPEAL_STATE, closeToldAppeals } from './appealRepository';
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

/** The latest package of a kind that was merged here from a unit's seat; '' for none. */
export async function findLatestFromUnit(
  db: Kysely<Schema>,
  cycleId: number,
  kind: PackageKind,
  unitCode: string,
): Promise<string> {
  const row = await db
    .selectFrom('exchange_package')
    .select('uid')
    .where('cycle_id', '=', cycleId)
    .where('direction', '=', 'in')
    .where('state', '=', 'merged')
    .where('kind', '=', kind)
    .where('unit_code', '=', unitCode)
    .orderBy('sequence', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.uid ?? '';
}

interface RawAppeal extends Omit<PackageRow<'appeals'>, 'evidence' | 'effect'> {
  readonly id: number;
  readonly unitId: number;
  readonly itemId: number;
  /** Hashes as JSON. */
  readonly evidence: string;
}

/** An appeal as it travels, with the ids it has here. */
export interface PackedAppeal {
  readonly id: number;
  readonly unitId: number;
  readonly itemId: number;
  readonly row: Omit<PackageRow<'appeals'>, 'effect'>;
}

/** Every appeal of a unit, in the order they came; without who decided. */
export async function listPackedAppeals(db: Kysely<Schema>, unitId: number): Promise<PackedAppeal[]> {
  const result = await sql<RawAppeal>`
    SELECT a.id, a.unit_id AS unitId, a.item_id AS itemId, a.uid, u.code AS unit, i.code AS item, a.grounds,
      a.requested_points AS requestedPoints, a.original_points AS originalPoints, a.filed_by AS filedBy,
      a.filed_at AS filedAt, a.late_reason AS lateReason, a.state, a.decided_points AS decidedPoints, a.opinion,
      a.decided_at AS decidedAt,
      (SELECT json_group_array(e.sha256) FROM appeal_evidence AS l JOIN evidence AS e ON e.id = l.evidence_id
        WHERE l.appeal_id = a.id) AS evidence
    FROM appeal AS a JOIN unit AS u ON u.id = a.unit_id JOIN item AS i ON i.id = a.item_id
    WHERE a.unit_id = ${unitId} ORDER BY a.id`.execute(db);
  return result.rows.map(({ id, unitId: unit, itemId, evidence, ...row }) => ({
    ...{ id, unitId: unit, itemId },
    row: { ...row, evidence: JSON.parse(evidence) as string[] },
  }));
}

/** Evidence the appeals of a unit name. */
export async function listAppealEvidence(
  db: Kysely<Schema>,
  unitId: number,
): Promise<PackageRow<'evidence'>[]> {
  const result = await sql<PackageRow<'evidence'>>`
    SELECT e.uid, u.code AS unit, e.sha256, f.size, e.name, e.document_number AS documentNumber,
      e.formed_on AS formedOn, e.added_by AS addedBy, e.added_at AS addedAt
    FROM evidence AS e JOIN unit AS u ON u.id = e.unit_id JOIN evidence_file AS f ON f.sha256 = e.sha256
    WHERE e.id IN (SELECT l.evidence_id FROM appeal AS a JOIN appeal_evidence AS l ON l.appeal_id = a.id
      WHERE a.unit_id = ${unitId})
    ORDER BY e.id`.execute(db);
  return result.rows;
}

export interface StandingAppeal {
  readonly id: number;
  readonly unitId: number;
  readonly itemId: number;
  /** As stored, and as the office told where it did. */
  readonly stored: AppealState;
  readonly state: AppealState;
}

/** An appeal by what it is called on every machine. */
export async function findAppealByUid(db: Kysely<Schema>, uid: string): Promise<StandingAppeal | undefined> {
  return db
    .selectFrom('appeal as a')
    .select(['a.id', 'a.unit_id as unitId', 'a.item_id as itemId', 'a.state as stored'])
    .select(APPEAL_STATE.as('state'))
    .where('a.uid', '=', uid)
    .executeTakeFirst();
}

/** Takes an appeal in as it was made elsewhere: open, or taken back. Points in hundredths. @returns its id. */
export async function insertPackedAppeal(
  trx: Kysely<Schema>,
  place: { readonly cycleId: number; readonly unitId: number; readonly itemId: number },
  row: Omit<PackageRow<'appeals'>, 'effect' | 'unit' | 'item' | 'evidence' | 'state'> & {
    readonly state: 'filed' | 'withdrawn';
  },
  evidenceIds: readonly number[],
): Promise<number> {
  const gone = row.state === 'withdrawn';
  if (!gone) await closeToldAppeals(trx, place.unitId, place.itemId);
  const { id } = await trx
    .insertInto('appeal')
    .values({
      ...{ uid: row.uid, cycle_id: place.cycleId, unit_id: place.unitId, item_id: place.itemId },
      ...{ grounds: row.grounds, requested_points: row.requestedPoints, original_points: row.originalPoints },
      ...{ state: row.state, decided_points: null, opinion: gone ? row.opinion : '' },
      ...{ filed_by: row.filedBy, filed_at: row.filedAt, late_reason: row.lateReason },
      ...{ decided_by: gone ? row.filedBy : '', decided_at: gone ? row.decidedAt : '', adjustment_id: null },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (evidenceIds.length > 0) {
    const links = evidenceIds.map((evidence) => ({ appeal_id: id, evidence_id: evidence }));
    await trx.insertInto('appeal_evidence').values(links).execute();
  }
  return id;
}
