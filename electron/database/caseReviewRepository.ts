import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { DEFAULT_CASE_SETTINGS, type CaseSettings } from '../../shared/caseFiles/caseSettings';
import type { CaseGrade } from '../../shared/caseFiles/decideFile';
import type { ReviewFindings } from '../../shared/caseFiles/reviewScore';
import type { ReviewTemplate } from '../../shared/caseFiles/reviewTemplate';
import type { Actor } from '../../shared/domain/role';
import { toActor } from './accountRepository';
import { readCycleSetting, writeCycleSetting } from './cycleSettingRepository';
import { insertRows } from './insertRows';
import type { CaseResultTable, CaseReviewTable, ReviewTemplateTable } from './reviewSchema';
import type { Schema } from './schema';

export interface StoredTemplate extends ReviewTemplate {
  readonly id: number;
  /** The one new reviews of its type are made by. */
  readonly active: boolean;
  readonly at: string;
}

type TemplateContent = Pick<ReviewTemplate, 'official' | 'gates' | 'deductions'>;

function toTemplate(row: Selectable<ReviewTemplateTable>): StoredTemplate {
  const content = JSON.parse(row.content) as TemplateContent;
  const { id, type, name, version, source, at } = row;
  return { ...content, id, type, name, version, source, at, active: row.active === 1 };
}

/** Every review standard of the workspace, by type, the newest last. */
export async function listTemplates(db: Kysely<Schema>): Promise<StoredTemplate[]> {
  const rows = await db.selectFrom('review_template').selectAll().orderBy('type').orderBy('id').execute();
  return rows.map(toTemplate);
}

export async function findTemplate(
  db: Kysely<Schema>,
  templateId: number,
): Promise<StoredTemplate | undefined> {
  const row = await db
    .selectFrom('review_template')
    .selectAll()
    .where('id', '=', templateId)
    .executeTakeFirst();
  return row && toTemplate(row);
}

/** Id of the standard new reviews of a type are made by; undefined where the workspace has none yet. */
export async function findActiveTemplate(db: Kysely<Schema>, type: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('review_template')
    .select('id')
    .where('type', '=', type)
    .where('active', '=', 1)
    .executeTakeFirst();
  return row?.id;
}

/** Stores a standard and makes it the one of its type. @returns its id. */
export async function insertTemplate(
  trx: Kysely<Schema>,
  { type, name, version, source, official, gates, deductions }: ReviewTemplate,
  at: string,
): Promise<number> {
  const content: TemplateContent = { official, gates, deductions };
  await trx.updateTable('review_template').set({ active: 0 }).where('type', '=', type).execute();
  const { id } = await trx
    .insertInto('review_template')
    .values({
      ...{ uid: randomUUID(), type, name, version, source, at, active: 1 },
      content: JSON.stringify(content),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Makes a standard the one new reviews of its type are made by. */
export async function activateTemplate(
  trx: Kysely<Schema>,
  { id, type }: Pick<StoredTemplate, 'id' | 'type'>,
): Promise<void> {
  await trx.updateTable('review_template').set({ active: 0 }).where('type', '=', type).execute();
  await trx.updateTable('review_template').set({ active: 1 }).where('id', '=', id).execute();
}

/** One reviewer's work on one file. */
export interface StoredReview {
  readonly id: number;
  readonly pickId: number;
  readonly accountId: number;
  readonly reviewer: string;
  /** 1 and 2 are independent; 3 was called in because they differ. */
  readonly round: number;
  readonly templateId: number;
  readonly findings: ReviewFindings;
  /** Hundredths; null until something is stated. */
  readonly score: number | null;
  readonly legal: boolean | null;
  readonly highlights: string;
  readonly opinion: string;
  readonly lockedAt: string | null;
  readonly revision: number;
  readonly updatedAt: string;
}

type ReviewRow = Selectable<CaseReviewTable> & { readonly reviewer: string };

function toReview(row: ReviewRow): StoredReview {
  return {
    id: row.id,
    pickId: row.pick_id,
    accountId: row.account_id,
    reviewer: row.reviewer,
    round: row.round,
    templateId: row.template_id,
    findings: JSON.parse(row.findings) as ReviewFindings,
    score: row.score,
    legal: row.legal === null ? null : row.legal === 1,
    highlights: row.highlights,
    opinion: row.opinion,
    lockedAt: row.locked_at,
    revision: row.revision,
    updatedAt: row.updated_at,
  };
}

function reviews(db: Kysely<Schema>) {
  return db
    .selectFrom('case_review')
    .innerJoin('account', 'account.id', 'case_review.account_id')
    .selectAll('case_review')
    .select('account.name as reviewer');
}

/** Asked for in this way the picks come first, and what hangs on them is found by its index. */
const picksOf = (db: Kysely<Schema>, drawId: number) =>
  db.selectFrom('case_pick').select('case_pick.id').where('case_pick.draw_id', '=', drawId);

/** Whether anybody has begun to review files of a draw: then it may not be drawn again. */
export async function hasBegunReviews(db: Kysely<Schema>, drawId: number): Promise<boolean> {
  const row = await db
    .selectFrom('case_review')
    .select('id')
    .where('pick_id', 'in', picksOf(db, drawId))
    .where((eb) => eb.or([eb('revision', '>', 1), eb('locked_at', 'is not', null)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Every review of a draw, by pick and round. */
export async function listReviewsOfDraw(db: Kysely<Schema>, drawId: number): Promise<StoredReview[]> {
  const rows = await reviews(db)
    .where('case_review.pick_id', 'in', picksOf(db, drawId))
    .orderBy('case_review.pick_id')
    .orderBy('case_review.round')
    .execute();
  return rows.map(toReview);
}

export async function listReviewsOfPick(db: Kysely<Schema>, pickId: number): Promise<StoredReview[]> {
  const rows = await reviews(db)
    .where('case_review.pick_id', '=', pickId)
    .orderBy('case_review.round')
    .execute();
  return rows.map(toReview);
}

export async function findReview(db: Kysely<Schema>, reviewId: number): Promise<StoredReview | undefined> {
  const row = await reviews(db).where('case_review.id', '=', reviewId).executeTakeFirst();
  return row && toReview(row);
}

export interface NewReview {
  readonly pickId: number;
  readonly accountId: number;
  readonly round: number;
  readonly templateId: number;
}

/** Hands files to reviewers. */
export async function insertReviews(
  trx: Kysely<Schema>,
  list: readonly NewReview[],
  now: string,
): Promise<void> {
  const nothing = JSON.stringify({ gates: [], deductions: [] });
  await insertRows(
    trx,
    'case_review',
    [
      ...['pick_id', 'account_id', 'round', 'template_id', 'findings', 'highlights', 'opinion'],
      ...['revision', 'updated_at'],
    ],
    list.map(({ pickId, accountId, round, templateId }) => [
      ...[pickId, accountId, round, templateId, nothing, '', '', 1, now],
    ]),
  );
}

export interface ReviewChange {
  readonly findings: ReviewFindings;
  readonly highlights: string;
  readonly opinion: string;
  /** Hundredths, and the verdict, of what is stated so far; null where it does not make a score yet. */
  readonly score: number | null;
  readonly legal: boolean | null;
}

/** Writes what a reviewer found. @returns the new revision. */
export async function updateReview(
  trx: Kysely<Schema>,
  reviewId: number,
  { findings, highlights, opinion, score, legal }: ReviewChange,
  now: string,
): Promise<number> {
  const { revision } = await trx
    .updateTable('case_review')
    .set((eb) => ({
      ...{ highlights, opinion, score, updated_at: now },
      findings: JSON.stringify(findings),
      legal: legal === null ? null : legal ? 1 : 0,
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', reviewId)
    .returning('revision')
    .executeTakeFirstOrThrow();
  return revision;
}

/** Locks a review, or opens it again (null). */
export async function setReviewLock(
  trx: Kysely<Schema>,
  reviewId: number,
  lockedAt: string | null,
): Promise<void> {
  await trx
    .updateTable('case_review')
    .set({ locked_at: lockedAt })
    .where('id', '=', reviewId)
    .executeTakeFirstOrThrow();
}

export async function setReviewer(trx: Kysely<Schema>, reviewId: number, accountId: number): Promise<void> {
  await trx.updateTable('case_review').set({ account_id: accountId }).where('id', '=', reviewId).execute();
}

/** What a file came to. */
export interface StoredCaseResult {
  readonly pickId: number;
  readonly score: number;
  readonly legal: boolean;
  readonly grade: CaseGrade;
  readonly method: string;
  readonly person: string;
  readonly at: string;
}

function toResult(row: Selectable<CaseResultTable>): StoredCaseResult {
  return {
    pickId: row.pick_id,
    score: row.score,
    legal: row.legal === 1,
    grade: row.grade as CaseGrade,
    method: row.method,
    person: row.person,
    at: row.at,
  };
}

/** Results of a draw by pick. */
export async function listCaseResults(
  db: Kysely<Schema>,
  drawId: number,
): Promise<ReadonlyMap<number, StoredCaseResult>> {
  const rows = await db
    .selectFrom('case_result')
    .selectAll()
    .where('pick_id', 'in', picksOf(db, drawId))
    .execute();
  return new Map(rows.map((row) => [row.pick_id, toResult(row)]));
}

export async function findCaseResult(
  db: Kysely<Schema>,
  pickId: number,
): Promise<StoredCaseResult | undefined> {
  const row = await db.selectFrom('case_result').selectAll().where('pick_id', '=', pickId).executeTakeFirst();
  return row && toResult(row);
}

/** Writes a result over the one that stands there. */
export async function upsertCaseResult(trx: Kysely<Schema>, result: StoredCaseResult): Promise<void> {
  const { pickId, score, grade, method, person, at } = result;
  const figures = { score, grade, method, person, at, legal: result.legal ? (1 as const) : (0 as const) };
  await trx
    .insertInto('case_result')
    .values({ pick_id: pickId, ...figures })
    .onConflict((conflict) => conflict.column('pick_id').doUpdateSet(figures))
    .execute();
}

export async function deleteCaseResult(trx: Kysely<Schema>, pickId: number): Promise<void> {
  await trx.deleteFrom('case_result').where('pick_id', '=', pickId).execute();
}

/** How case files are judged in a cycle; the usual values where the office has set none. */
export async function readCaseSettings(db: Kysely<Schema>, cycleId: number): Promise<CaseSettings> {
  const set = (await readCycleSetting(db, cycleId, 'caseFiles')) as Partial<CaseSettings> | undefined;
  return { ...DEFAULT_CASE_SETTINGS, ...set };
}

export async function writeCaseSettings(
  trx: Kysely<Schema>,
  cycleId: number,
  settings: CaseSettings,
): Promise<void> {
  await writeCycleSetting(trx, cycleId, 'caseFiles', settings);
}

/** Everybody who may review case files, by id. */
export async function listFileReviewers(db: Kysely<Schema>): Promise<Actor[]> {
  const rows = await db.selectFrom('account').selectAll().where('active', '=', 1).orderBy('id').execute();
  return rows.map(toActor).filter(({ roles }) => roles.includes('fileReviewer'));
}
