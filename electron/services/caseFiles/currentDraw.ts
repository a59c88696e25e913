import type { Kysely } from 'kysely';
import { caseDrawMissing } from '@shared/errors/caseFile';
import { findPick, listDraws, type StoredDraw, type StoredPick } from '../../database/caseFileRepository';
import { casePickNotFound } from '@shared/errors/caseFile';
import type { Schema } from '../../database/schema';

/** The draw in force: the last one of the cycle. */
export async function findCurrentDraw(db: Kysely<Schema>, cycleId: number): Promise<StoredDraw | undefined> {
  return (await listDraws(db, cycleId)).at(-1);
}

/** @throws {AppError} CASE_DRAW_MISSING */
export async function requireCurrentDraw(db: Kysely<Schema>, cycleId: number): Promise<StoredDraw> {
  const draw = await findCurrentDraw(db, cycleId);
  if (!draw) throw caseDrawMissing();
  return draw;
}

/** @throws {AppError} CASE_PICK_NOT_FOUND */
export async function requirePick(db: Kysely<Schema>, pickId: number): Promise<StoredPick> {
  const pick = await findPick(db, pickId);
  if (!pick) throw casePickNotFound();
  return pick;
}

/** Whether anybody has begun to review files of a draw: then it may not be drawn again. */
export async function drawInUse(db: Kysely<Schema>, drawId: number): Promise<boolean> {
  const row = await db
    .selectFrom('case_review')
    .innerJoin('case_pick', 'case_pick.id', 'case_review.pick_id')
    .select('case_review.id')
    .where('case_pick.draw_id', '=', drawId)
    .where((eb) => eb.or([eb('case_review.revision', '>', 1), eb('case_review.locked_at', 'is not', null)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
