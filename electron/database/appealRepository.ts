import { sql, type Kysely, type Selectable } from 'kysely';
import type { Points } from '../../shared/domain/points';
import type { AppealRow } from '../../shared/ipc/practice/review';
import type { AppealState } from '../../shared/review/appealState';
import type { AppealTable } from './reviewSchema';
import type { Schema } from './schema';

/** Which appeal of its year `a` is, from 1: as people name it. Appeals are never deleted, so it stays. */
export const APPEAL_NUMBER = sql<number>`(
  SELECT count(*) FROM appeal AS b WHERE b.cycle_id = a.cycle_id AND b.id <= a.id)`;

/** How far `a` is: at a unit's seat as the office told, whose decision rests on scores that are not there. */
export const APPEAL_STATE = sql<AppealState>`coalesce(
  (SELECT state FROM told_decision WHERE appeal_id = a.id), a.state)`;

/** When `a` was decided, at a unit's seat as told; '' where it was not. */
export const DECIDED_AT = sql<string>`coalesce(
  (SELECT decided_at FROM told_decision WHERE appeal_id = a.id), a.decided_at, '')`;

/** An appeal as stored. Points in hundredths. */
export interface StoredAppeal {
  readonly id: number;
  /** Within its year. */
  readonly number: number;
  readonly cycleId: number;
  readonly unitId: number;
  readonly itemId: number;
  readonly grounds: string;
  readonly requestedPoints: Points | null;
  readonly originalPoints: Points | null;
  readonly state: AppealState;
  readonly filedBy: string;
  readonly filedAt: string;
  readonly lateReason: string;
}

function toAppeal(row: Selectable<AppealTable> & { readonly number: number }): StoredAppeal {
  return {
    id: row.id,
    number: row.number,
    cycleId: row.cycle_id,
    unitId: row.unit_id,
    itemId: row.item_id,
    grounds: row.grounds,
    requestedPoints: row.requested_points,
    originalPoints: row.original_points,
    state: row.state,
    filedBy: row.filed_by,
    filedAt: row.filed_at,
    lateReason: row.late_reason,
  };
}

export interface NewAppeal extends Omit<StoredAppeal, 'id' | 'number' | 'state'> {
  readonly uid: string;
  readonly evidenceIds: readonly number[];
}

/** @returns its id. */
export async function insertAppeal(trx: Kysely<Schema>, appeal: NewAppeal): Promise<number> {
  await closeToldAppeals(trx, appeal.unitId, appeal.itemId);
  const { id } = await trx
    .insertInto('appeal')
    .values({
      uid: appeal.uid,
      cycle_id: appeal.cycleId,
      unit_id: appeal.unitId,
      item_id: appeal.itemId,
      grounds: appeal.grounds,
      requested_points: appeal.requestedPoints,
      original_points: appeal.originalPoints,
      state: 'filed',
      decided_points: null,
      opinion: '',
      filed_by: appeal.filedBy,
      filed_at: appeal.filedAt,
      late_reason: appeal.lateReason,
      decided_by: '',
      decided_at: '',
      adjustment_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (appeal.evidenceIds.length > 0) {
    const links = appeal.evidenceIds.map((evidence) => ({ appeal_id: id, evidence_id: evidence }));
    await trx.insertInto('appeal_evidence').values(links).execute();
  }
  return id;
}

const selectAppeals = (db: Kysely<Schema>) =>
  db
    .selectFrom('appeal as a')
    .selectAll('a')
    .select([APPEAL_NUMBER.as('number'), APPEAL_STATE.as('state')]);

export async function findAppeal(db: Kysely<Schema>, id: number): Promise<StoredAppeal | undefined> {
  const row = await selectAppeals(db).where('a.id', '=', id).executeTakeFirst();
  return row && toAppeal(row);
}

/** The appeal about one score that waits for its decision. */
export async function findOpenAppeal(
  db: Kysely<Schema>,
  unitId: number,
  itemId: number,
): Promise<StoredAppeal | undefined> {
  const row = await selectAppeals(db)
    .where('a.unit_id', '=', unitId)
    .where('a.item_id', '=', itemId)
    // As it is stored, so that its index finds it, and not decided as far as a unit's seat was told.
    .where('a.state', '=', 'filed')
    .where(APPEAL_STATE, '=', 'filed')
    .executeTakeFirst();
  return row && toAppeal(row);
}

/** The last appeal about one score that was decided since a time, as told at a unit's seat; undefined for none. */
export async function findDecidedAppeal(
  db: Kysely<Schema>,
  unitId: number,
  itemId: number,
  since: string,
): Promise<Pick<StoredAppeal, 'id' | 'number'> | undefined> {
  const result = await sql<{ id: number; number: number }>`
    SELECT a.id, ${APPEAL_NUMBER} AS number FROM appeal AS a LEFT JOIN told_decision AS d ON d.appeal_id = a.id
    WHERE a.unit_id = ${unitId} AND a.item_id = ${itemId} AND coalesce(d.state, a.state) IN ('upheld', 'adjusted')
      AND coalesce(d.decided_at, a.decided_at) >= ${since} ORDER BY a.id DESC LIMIT 1`.execute(db);
  return result.rows[0];
}

/**
 * Of a place one appeal is open at most. At a unit's seat one whose decision was told still stands as filed, so that the
 * telling can be taken back: before another one comes it is closed for good.
 */
export async function closeToldAppeals(trx: Kysely<Schema>, unitId: number, itemId: number): Promise<void> {
  await sql`UPDATE appeal SET state = 'upheld', decided_points = coalesce(d.decided_points, original_points, 0),
      opinion = iif(d.opinion = '', '考评办已复核', d.opinion), decided_by = d.decided_by, decided_at = d.decided_at
    FROM told_decision AS d WHERE d.appeal_id = appeal.id AND appeal.unit_id = ${unitId}
      AND appeal.item_id = ${itemId} AND appeal.state = 'filed'`.execute(trx);
}

/** Ends an appeal; the database refuses to end it twice. */
export async function closeAppeal(
  trx: Kysely<Schema>,
  id: number,
  decision: {
    readonly state: Exclude<AppealState, 'filed'>;
    readonly decidedPoints: Points | null;
    readonly opinion: string;
    readonly decidedBy: string;
    readonly decidedAt: string;
    readonly adjustmentId: number | null;
  },
): Promise<void> {
  await trx
    .updateTable('appeal')
    .set({
      state: decision.state,
      decided_points: decision.decidedPoints,
      opinion: decision.opinion,
      decided_by: decision.decidedBy,
      decided_at: decision.decidedAt,
      adjustment_id: decision.adjustmentId,
    })
    .where('id', '=', id)
    .execute();
}

/** Appeals of a cycle that wait for their decision. */
export async function countFiledAppeals(db: Kysely<Schema>, cycleId: number): Promise<number> {
  const row = await db
    .selectFrom('appeal')
    .select(sql<number>`count(*)`.as('filed'))
    .where('cycle_id', '=', cycleId)
    .where('state', '=', 'filed')
    .executeTakeFirstOrThrow();
  return row.filed;
}

interface RawAppeal extends Omit<AppealRow, 'evidence' | 'totals'> {
  readonly evidence: string;
  readonly totalBefore: Points | null;
  readonly totalAfter: Points | null;
}

/**
 * The appeals of a cycle in the order they came.
 * @param only those of one unit, or the one of an id.
 */
export async function listAppealRows(
  db: Kysely<Schema>,
  cycleId: number,
  only: { readonly unitId?: number; readonly id?: number } = {},
): Promise<readonly AppealRow[]> {
  const ofUnit = only.unitId === undefined ? sql`` : sql`AND a.unit_id = ${only.unitId}`;
  const ofId = only.id === undefined ? sql`` : sql`AND a.id = ${only.id}`;
  const result = await sql<RawAppeal>`
    SELECT a.id, ${APPEAL_NUMBER} AS number, a.unit_id AS unitId, u.code AS unitCode, u.name AS unitName, u.group_id AS groupId,
      a.item_id AS itemId, t.code AS itemCode, t.name AS itemName, a.grounds,
      a.requested_points AS requestedPoints, a.original_points AS originalPoints, coalesce(d.state, a.state) AS state,
      coalesce(d.decided_points, a.decided_points) AS decidedPoints, coalesce(d.opinion, a.opinion) AS opinion,
      a.filed_by AS filedBy, a.filed_at AS filedAt, a.late_reason AS lateReason,
      coalesce(d.decided_by, a.decided_by) AS decidedBy, coalesce(d.decided_at, a.decided_at) AS decidedAt,
      d.total_before AS totalBefore, d.total_after AS totalAfter,
      s.points AS assessedPoints, s.adjustment, s.final_points AS finalPoints, s.scorer,
      coalesce(e.points, '') AS selfPoints,
      (SELECT json_group_array(json_object('id', v.id, 'name', v.name))
        FROM appeal_evidence l JOIN evidence v ON v.id = l.evidence_id WHERE l.appeal_id = a.id) AS evidence
    FROM appeal a
      JOIN unit u ON u.id = a.unit_id
      JOIN item t ON t.id = a.item_id
      LEFT JOIN score s ON s.unit_id = a.unit_id AND s.item_id = a.item_id
      LEFT JOIN self_evaluation e ON e.unit_id = a.unit_id AND e.item_id = a.item_id
      LEFT JOIN told_decision d ON d.appeal_id = a.id
    WHERE a.cycle_id = ${cycleId} ${ofUnit} ${ofId}
    ORDER BY a.id`.execute(db);
  return result.rows.map(({ totalBefore: before, totalAfter: after, ...row }) => ({
    ...row,
    evidence: JSON.parse(row.evidence) as AppealRow['evidence'],
    totals: before === null || after === null ? null : { before, after },
  }));
}

/** What the trail kept of an appeal's decision: the figures of the entry, as JSON; undefined where there is none. */
export async function findDecisionEntry(
  db: Kysely<Schema>,
  { id, unitId, itemId }: Pick<StoredAppeal, 'id' | 'unitId' | 'itemId'>,
): Promise<string | undefined> {
  const rows = await db
    .selectFrom('audit_entry')
    .select('after')
    .where('unit_id', '=', unitId)
    .where('item_id', '=', itemId)
    .where('action', '=', 'appeal.decide')
    .where(sql<number>`json_extract(after, '$.appeal')`, '=', id)
    .execute();
  return rows.at(-1)?.after;
}

/** Whether an appeal of the unit, however it ended, names a piece of its evidence. */
export async function isEvidenceOfAppeal(
  db: Kysely<Schema>,
  unitId: number,
  evidenceId: number,
): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM appeal
    JOIN appeal_evidence AS e ON e.appeal_id = appeal.id AND e.evidence_id = ${evidenceId}
    WHERE appeal.unit_id = ${unitId} LIMIT 1`.execute(db);
  return rows.length > 0;
}
