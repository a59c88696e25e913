import { sql, type Kysely, type Selectable } from 'kysely';
import type { CompositeTotal } from '../../shared/domain/totals';
import type { ApprovedResultView, CycleSummary } from '../../shared/ipc/practice/result';
import type { CycleResult, UnitResult } from '../../shared/ipc/views';
import type { StoredCycle } from './cycleRepository';
import { insertRows, type Cell } from './insertRows';
import type { ApprovedResultTable, ApprovedUnitTable } from './practiceSchema';
import type { Schema } from './schema';

type Parts = CycleResult['parts'];

/** An approved result about to be stored, without its units. */
export interface ResultHead {
  readonly cycleId: number;
  readonly number: number;
  readonly kind: 'approval' | 'correction';
  readonly reason: string;
  readonly basis: string;
  /** What was still open and confirmed, as sentences. */
  readonly open: readonly string[];
  readonly adjustmentId: number | null;
  readonly parts: Parts;
  readonly person: string;
  readonly at: string;
  readonly appVersion: string;
}

/** The same as stored. */
export interface StoredResult extends ResultHead {
  readonly id: number;
  readonly digest: string;
  readonly units: number;
}

/** Every year of the workspace, latest first. */
export async function listCycleSummaries(db: Kysely<Schema>): Promise<CycleSummary[]> {
  const rows = await db
    .selectFrom('cycle')
    .select(['id', 'year', 'name', 'state'])
    .select([
      sql<number>`(SELECT count(*) FROM unit WHERE unit.cycle_id = cycle.id)`.as('units'),
      sql<number>`(SELECT coalesce(max(number), 0) FROM approved_result AS r WHERE r.cycle_id = cycle.id)`.as(
        'results',
      ),
    ])
    .orderBy('year', 'desc')
    .execute();
  return rows.map((row, index) => ({ ...row, current: index === 0 }));
}

/** Every year as stored, latest first. */
export async function listCycles(db: Kysely<Schema>): Promise<StoredCycle[]> {
  return db
    .selectFrom('cycle')
    .select(['id', 'year', 'name', 'state', 'system_id as systemId', 'uid'])
    .orderBy('year', 'desc')
    .execute();
}

/** The cycle a unit belongs to; undefined for an unknown unit. */
export async function findCycleOfUnit(db: Kysely<Schema>, unitId: number): Promise<StoredCycle | undefined> {
  return db
    .selectFrom('unit')
    .innerJoin('cycle', 'cycle.id', 'unit.cycle_id')
    .select([
      'cycle.id',
      'cycle.year',
      'cycle.name',
      'cycle.state',
      'cycle.system_id as systemId',
      'cycle.uid',
    ])
    .where('unit.id', '=', unitId)
    .executeTakeFirst();
}

const UNIT_COLUMNS = [
  'result_id',
  'unit_id',
  'position',
  'code',
  'name',
  'short_name',
  'group_name',
  'raw',
  'applicable',
  'converted',
  'bonus',
  'deduction',
  'final',
  'unscored',
  'scored',
  'veto',
  'rank',
  'grade',
  'grade_note',
  'contribution',
  'comprehensive_total',
  'comprehensive_rank',
  'parts',
  'other_scores',
  'composite',
] as const satisfies readonly (keyof ApprovedUnitTable)[];

/** Freezes a result for good; the database refuses to change or delete it afterwards. @returns its id. */
export async function insertResult(
  trx: Kysely<Schema>,
  head: ResultHead,
  digest: string,
  units: readonly UnitResult[],
): Promise<number> {
  const { id } = await trx
    .insertInto('approved_result')
    .values({
      cycle_id: head.cycleId,
      number: head.number,
      kind: head.kind,
      reason: head.reason,
      basis: head.basis,
      open: JSON.stringify(head.open),
      adjustment_id: head.adjustmentId,
      parts: JSON.stringify(head.parts),
      person: head.person,
      at: head.at,
      app_version: head.appVersion,
      digest,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const rows = units.map((unit, index) => unitCells(id, unit, index + 1));
  await insertRows(trx, 'approved_unit', UNIT_COLUMNS, rows);
  return id;
}

function unitCells(resultId: number, unit: UnitResult, position: number): Cell[] {
  return [
    resultId,
    unit.id,
    position,
    unit.code,
    unit.name,
    unit.shortName,
    unit.group,
    unit.raw,
    unit.applicable,
    unit.converted,
    unit.bonus,
    unit.deduction,
    unit.final,
    unit.unscored,
    unit.scored,
    unit.veto,
    unit.rank,
    unit.grade,
    unit.gradeNote,
    unit.contribution,
    unit.comprehensiveTotal,
    unit.comprehensiveRank,
    JSON.stringify(unit.parts),
    JSON.stringify(unit.otherScores),
    unit.composite ? JSON.stringify(unit.composite) : null,
  ];
}

type ResultRow = Selectable<ApprovedResultTable> & { readonly units: number };

function toResult(row: ResultRow): StoredResult {
  return {
    id: row.id,
    cycleId: row.cycle_id,
    number: row.number,
    kind: row.kind,
    reason: row.reason,
    basis: row.basis,
    open: JSON.parse(row.open) as string[],
    adjustmentId: row.adjustment_id,
    parts: JSON.parse(row.parts) as Parts,
    person: row.person,
    at: row.at,
    appVersion: row.app_version,
    digest: row.digest,
    units: row.units,
  };
}

/** What crosses to the screens of a stored result. */
export function resultView({ parts: _parts, adjustmentId: _id, ...view }: StoredResult): ApprovedResultView {
  return view;
}

function selectResults(db: Kysely<Schema>) {
  return db
    .selectFrom('approved_result as r')
    .selectAll('r')
    .select(sql<number>`(SELECT count(*) FROM approved_unit AS u WHERE u.result_id = r.id)`.as('units'));
}

/** The approved results of a cycle, latest first. */
export async function listResults(db: Kysely<Schema>, cycleId: number): Promise<StoredResult[]> {
  const rows = await selectResults(db)
    .where('r.cycle_id', '=', cycleId)
    .orderBy('r.number', 'desc')
    .execute();
  return rows.map(toResult);
}

/** The result in force of a cycle; undefined before its approval. */
export async function findLatestResult(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<StoredResult | undefined> {
  const row = await selectResults(db)
    .where('r.cycle_id', '=', cycleId)
    .orderBy('r.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toResult(row);
}

export async function findResult(db: Kysely<Schema>, resultId: number): Promise<StoredResult | undefined> {
  const row = await selectResults(db).where('r.id', '=', resultId).executeTakeFirst();
  return row && toResult(row);
}

/** The frozen figures of a result, groups in their order, units in list order. */
export async function listResultUnits(db: Kysely<Schema>, resultId: number): Promise<UnitResult[]> {
  const rows = await db
    .selectFrom('approved_unit')
    .selectAll()
    .where('result_id', '=', resultId)
    .orderBy('position')
    .orderBy('unit_id')
    .execute();
  return rows.map(toUnitResult);
}

function toUnitResult(row: Selectable<ApprovedUnitTable>): UnitResult {
  return {
    unitId: String(row.unit_id),
    id: row.unit_id,
    code: row.code,
    name: row.name,
    shortName: row.short_name,
    group: row.group_name,
    raw: row.raw,
    applicable: row.applicable,
    converted: row.converted,
    bonus: row.bonus,
    deduction: row.deduction,
    final: row.final,
    unscored: row.unscored,
    scored: row.scored,
    veto: row.veto,
    rank: row.rank,
    grade: row.grade,
    gradeNote: row.grade_note,
    contribution: row.contribution,
    comprehensiveTotal: row.comprehensive_total,
    comprehensiveRank: row.comprehensive_rank,
    parts: JSON.parse(row.parts) as UnitResult['parts'],
    otherScores: JSON.parse(row.other_scores) as UnitResult['otherScores'],
    ...(row.composite === null ? {} : { composite: JSON.parse(row.composite) as CompositeTotal }),
  };
}
