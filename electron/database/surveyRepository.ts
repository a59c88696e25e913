import { sql, type Kysely } from 'kysely';
import type { CompositeParts, CompositeWeights } from '../../shared/domain/totals';
import type { Points } from '../../shared/domain/points';
import { readCycleSetting, writeCycleSetting } from './cycleSettingRepository';
import type { Schema } from './schema';

/** A unit's satisfaction survey (满意度测评). */
export interface StoredSurvey {
  /** 发放份数 */
  readonly sent: number;
  /** 有效份数: the sample the score rests on. */
  readonly valid: number;
  /** Hundredths. */
  readonly score: Points;
  readonly note: string;
}

/** Units asked for at once; left out: every unit of the cycle. */
interface UnitsOf {
  readonly cycleId: number;
  readonly unitIds?: readonly number[] | undefined;
}

/** Surveys by unit. */
export async function listSurveys(
  db: Kysely<Schema>,
  { cycleId, unitIds }: UnitsOf,
): Promise<ReadonlyMap<number, StoredSurvey>> {
  const surveys = db
    .selectFrom('survey_result as s')
    .select(['s.unit_id as unitId', 's.sent', 's.valid', 's.score', 's.note']);
  const rows = await (
    unitIds
      ? surveys.where('s.unit_id', 'in', [...unitIds])
      : surveys.innerJoin('unit as u', 'u.id', 's.unit_id').where('u.cycle_id', '=', cycleId)
  ).execute();
  return new Map(rows.map(({ unitId, ...survey }) => [unitId, survey]));
}

/** Writes a survey over the one that stands there. */
export async function upsertSurvey(
  trx: Kysely<Schema>,
  unitId: number,
  survey: StoredSurvey,
  now: string,
): Promise<void> {
  const figures = { ...survey, updated_at: now };
  await trx
    .insertInto('survey_result')
    .values({ unit_id: unitId, ...figures })
    .onConflict((conflict) => conflict.column('unit_id').doUpdateSet(figures))
    .execute();
}

export async function deleteSurvey(trx: Kysely<Schema>, unitId: number): Promise<void> {
  await trx.deleteFrom('survey_result').where('unit_id', '=', unitId).execute();
}

/**
 * Σ and number of the reviewed case files of each unit that has any: of the draw in force, the last one of the cycle, as
 * far as they still stand for review.
 */
export async function listCaseFileSums(
  db: Kysely<Schema>,
  { cycleId, unitIds }: UnitsOf,
): Promise<ReadonlyMap<number, NonNullable<CompositeParts['caseFiles']>>> {
  const drawn = db
    .selectFrom('case_pick as p')
    .innerJoin('case_file as f', 'f.id', 'p.case_file_id')
    .innerJoin('case_result as r', 'r.pick_id', 'p.id')
    .where('p.draw_id', '=', (eb) =>
      eb
        .selectFrom('case_draw as d')
        .where('d.cycle_id', '=', cycleId)
        .select((max) => max.fn.max('d.id').as('id')),
    )
    .where('p.state', '=', 'active')
    .select(['f.unit_id as unitId', sql<number>`sum(r.score)`.as('sum'), sql<number>`count(*)`.as('count')])
    .groupBy('f.unit_id');
  const rows = await (unitIds ? drawn.where('f.unit_id', 'in', [...unitIds]) : drawn).execute();
  return new Map(rows.map(({ unitId, sum, count }) => [unitId, { sum, count }]));
}

const WEIGHTS_KEY = 'composite';
const LIMIT_KEY = 'surveyLimit';

/** Samples below it are marked 样本偏少 where the office has set no other. */
const USUAL_LIMIT = 30;

/** Weights of the parts of the final score; null: of the indicators alone. */
export async function readCompositeWeights(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<CompositeWeights | null> {
  return ((await readCycleSetting(db, cycleId, WEIGHTS_KEY)) as CompositeWeights | null | undefined) ?? null;
}

/** @param weights null switches the composite off. */
export async function writeCompositeWeights(
  trx: Kysely<Schema>,
  cycleId: number,
  weights: CompositeWeights | null,
): Promise<void> {
  await writeCycleSetting(trx, cycleId, WEIGHTS_KEY, weights);
}

/** Valid answers a sample should have at least. */
export async function readSurveyLimit(db: Kysely<Schema>, cycleId: number): Promise<number> {
  return ((await readCycleSetting(db, cycleId, LIMIT_KEY)) as number | undefined) ?? USUAL_LIMIT;
}

export async function writeSurveyLimit(trx: Kysely<Schema>, cycleId: number, limit: number): Promise<void> {
  await writeCycleSetting(trx, cycleId, LIMIT_KEY, limit);
}
