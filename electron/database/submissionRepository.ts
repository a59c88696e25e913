import { sql, type Kysely } from 'kysely';
import type { SubmissionState } from '../../shared/year/submission';
import type { PreflightReport } from '../../shared/year/preflight';
import type { Schema } from './schema';

export type StoredState = Exclude<SubmissionState, 'notStarted'>;

/** How far one unit's self-evaluation is. */
export interface StoredSubmission {
  readonly unitId: number;
  readonly state: StoredState;
  /** 1 until it is returned for the first time. */
  readonly round: number;
  /** A deadline of its own after a return; '' for the cycle's. */
  readonly dueOn: string;
  readonly submittedBy: string;
  readonly submittedAt: string;
  readonly acceptedBy: string;
  readonly acceptedAt: string;
}

const COLUMNS = [
  'submission.unit_id as unitId',
  'submission.state',
  'submission.round',
  'submission.due_on as dueOn',
  'submission.submitted_by as submittedBy',
  'submission.submitted_at as submittedAt',
  'submission.accepted_by as acceptedBy',
  'submission.accepted_at as acceptedAt',
] as const;

/** undefined: nothing was filled in yet. */
export async function findSubmission(
  db: Kysely<Schema>,
  unitId: number,
): Promise<StoredSubmission | undefined> {
  return db.selectFrom('submission').select(COLUMNS).where('unit_id', '=', unitId).executeTakeFirst();
}

/** The submissions of a cycle's units; units without one are left out. */
export async function listSubmissionRows(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<ReadonlyMap<number, StoredSubmission>> {
  const rows = await db
    .selectFrom('unit')
    .innerJoin('submission', 'submission.unit_id', 'unit.id')
    .select(COLUMNS)
    .where('unit.cycle_id', '=', cycleId)
    .execute();
  return new Map(rows.map((row) => [row.unitId, row]));
}

export async function writeSubmission(
  trx: Kysely<Schema>,
  submission: StoredSubmission,
  now: string,
): Promise<void> {
  const values = {
    state: submission.state,
    round: submission.round,
    due_on: submission.dueOn,
    submitted_by: submission.submittedBy,
    submitted_at: submission.submittedAt,
    accepted_by: submission.acceptedBy,
    accepted_at: submission.acceptedAt,
    updated_at: now,
  };
  await trx
    .insertInto('submission')
    .values({ unit_id: submission.unitId, ...values })
    .onConflict((conflict) => conflict.column('unit_id').doUpdateSet(values))
    .execute();
}

/** A submission nobody has handed in yet. */
export function newSubmission(unitId: number): StoredSubmission {
  return {
    unitId,
    state: 'filling',
    round: 1,
    dueOn: '',
    submittedBy: '',
    submittedAt: '',
    acceptedBy: '',
    acceptedAt: '',
  };
}

export interface StoredReturn {
  readonly unitId: number;
  readonly round: number;
  readonly reason: string;
  readonly items: readonly { readonly itemId: number; readonly reason: string }[];
  readonly dueOn: string;
  readonly person: string;
  readonly at: string;
}

export async function insertReturn(trx: Kysely<Schema>, stored: StoredReturn): Promise<void> {
  const { unitId, round, reason, items, dueOn, person, at } = stored;
  await trx
    .insertInto('submission_return')
    .values({ unit_id: unitId, round, reason, items: JSON.stringify(items), due_on: dueOn, person, at })
    .execute();
}

/** Every return of a unit's sheet, newest first. */
export async function listReturns(db: Kysely<Schema>, unitId: number): Promise<StoredReturn[]> {
  const rows = await db
    .selectFrom('submission_return')
    .selectAll()
    .where('unit_id', '=', unitId)
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    unitId: row.unit_id,
    round: row.round,
    reason: row.reason,
    items: JSON.parse(row.items) as StoredReturn['items'],
    dueOn: row.due_on,
    person: row.person,
    at: row.at,
  }));
}

export interface StoredHandIn {
  readonly unitId: number;
  readonly round: number;
  readonly report: PreflightReport;
  /** Why the office handed it in although something was missing; '' usually. */
  readonly reason: string;
  readonly daysLate: number;
  readonly person: string;
  readonly at: string;
}

export async function insertHandIn(trx: Kysely<Schema>, stored: StoredHandIn): Promise<void> {
  const { unitId, round, report, reason, daysLate, person, at } = stored;
  await trx
    .insertInto('submission_hand_in')
    .values({
      unit_id: unitId,
      round,
      report: JSON.stringify(report),
      reason,
      days_late: daysLate,
      person,
      at,
    })
    .execute();
}

/** Every handing in of a unit, newest first. */
export async function listHandIns(db: Kysely<Schema>, unitId: number): Promise<StoredHandIn[]> {
  const rows = await db
    .selectFrom('submission_hand_in')
    .selectAll()
    .where('unit_id', '=', unitId)
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    unitId: row.unit_id,
    round: row.round,
    report: JSON.parse(row.report) as PreflightReport,
    reason: row.reason,
    daysLate: row.days_late,
    person: row.person,
    at: row.at,
  }));
}

/** A handing in that was taken back. */
export interface StoredWithdrawal {
  readonly round: number;
  /** `at` of the handing in. */
  readonly handedInAt: string;
  readonly person: string;
  readonly at: string;
}

/** Handings in of a unit that were taken back in this workspace, as its trail keeps them, oldest first. */
export async function listOwnWithdrawals(db: Kysely<Schema>, unitId: number): Promise<StoredWithdrawal[]> {
  const result = await sql<{ kept: string | null; person: string; at: string }>`
    SELECT iif(json_valid(before) AND json_valid(after),
      json_object('round', after ->> '$.round', 'handedInAt', before ->> '$.submittedAt'), NULL) AS kept, person, at
    FROM audit_entry WHERE unit_id = ${unitId} AND item_id IS NULL AND action = 'submission.withdraw'
    ORDER BY id`.execute(db);
  return result.rows.flatMap(({ kept, person, at }) => {
    // What was merged from elsewhere names no handing in: the ledger has it.
    const { round, handedInAt } = JSON.parse(kept ?? '{}') as Partial<StoredWithdrawal>;
    return round && handedInAt ? [{ round, handedInAt, person, at }] : [];
  });
}

/** Days the last handing in of each unit of a cycle was late. */
export async function listDaysLate(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<ReadonlyMap<number, number>> {
  const result = await sql<{ unitId: number; daysLate: number }>`
    SELECT unit.id AS unitId, (SELECT h.days_late FROM submission_hand_in AS h
      WHERE h.unit_id = unit.id ORDER BY h.id DESC LIMIT 1) AS daysLate
    FROM unit WHERE unit.cycle_id = ${cycleId}`.execute(db);
  return new Map(result.rows.filter(({ daysLate }) => daysLate !== null).map((r) => [r.unitId, r.daysLate]));
}

/** One line per unit: ids of the items parted by spaces. */
type Folded = ReadonlyMap<number, string>;

/** Items with a self score, per unit of a cycle. Folded in SQLite: a line per unit crosses, not a row per item. */
export async function foldSelfScores(db: Kysely<Schema>, cycleId: number): Promise<Folded> {
  return fold(
    db,
    sql`SELECT unit.id AS unitId, group_concat(self.item_id, ' ') AS line
      FROM unit JOIN self_evaluation AS self ON self.unit_id = unit.id
      WHERE unit.cycle_id = ${cycleId} AND self.points <> '' GROUP BY unit.id`,
  );
}

/** Items with at least one file, per unit of a cycle. */
export async function foldEvidencedItems(db: Kysely<Schema>, cycleId: number): Promise<Folded> {
  return fold(
    db,
    sql`SELECT unit.id AS unitId, group_concat(DISTINCT l.item_id) AS line
      FROM unit JOIN evidence ON evidence.unit_id = unit.id
      JOIN evidence_link AS l ON l.evidence_id = evidence.id
      WHERE unit.cycle_id = ${cycleId} GROUP BY unit.id`,
  );
}

async function fold(
  db: Kysely<Schema>,
  query: ReturnType<typeof sql<{ unitId: number; line: string }>>,
): Promise<Folded> {
  const result = await query.execute(db);
  return new Map(result.rows.map(({ unitId, line }) => [unitId, line.replaceAll(',', ' ')]));
}

/** Names and sizes of everything a unit has attached to any item. */
export async function listAttachedFiles(
  db: Kysely<Schema>,
  unitId: number,
): Promise<readonly { readonly name: string; readonly size: number }[]> {
  const result = await sql<{ name: string; size: number }>`SELECT e.name, f.size
    FROM evidence AS e JOIN evidence_file AS f ON f.sha256 = e.sha256
    WHERE e.unit_id = ${unitId} AND EXISTS (SELECT 1 FROM evidence_link AS l WHERE l.evidence_id = e.id)
    ORDER BY e.id`.execute(db);
  return result.rows;
}

/** Units of a cycle that have typed something on their sheet. */
export async function listUnitsFillingIn(db: Kysely<Schema>, cycleId: number): Promise<ReadonlySet<number>> {
  const result = await sql<{ unitId: number }>`SELECT unit.id AS unitId FROM unit
    WHERE unit.cycle_id = ${cycleId} AND EXISTS (SELECT 1 FROM self_evaluation AS e
      WHERE e.unit_id = unit.id AND (e.points <> '' OR e.statement <> ''))`.execute(db);
  return new Set(result.rows.map(({ unitId }) => unitId));
}

/** Whether a unit has filled in anything. */
export async function hasSelfEvaluation(db: Kysely<Schema>, unitId: number): Promise<boolean> {
  const row = await db
    .selectFrom('self_evaluation')
    .select('item_id')
    .where('unit_id', '=', unitId)
    .where((eb) => eb.or([eb('points', '<>', ''), eb('statement', '<>', '')]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
