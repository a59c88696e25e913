import type { Kysely } from 'kysely';
import { findPick, listDraws, type StoredDraw, type StoredPick } from '../../database/caseFileRepository';
import { caseDrawMissing, casePickNotActive, casePickNotFound } from '@shared/errors/caseFile';
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

/**
 * A pick that is being reviewed: it stands, and in the draw in force. What an earlier draw or year came to is history.
 *
 * @throws {AppError} CASE_PICK_NOT_FOUND, CASE_PICK_NOT_ACTIVE
 */
export async function requireActivePick(
  db: Kysely<Schema>,
  cycleId: number,
  pickId: number,
): Promise<StoredPick> {
  const pick = await requirePick(db, pickId);
  const draw = await findCurrentDraw(db, cycleId);
  if (pick.state !== 'active' || pick.drawId !== draw?.id) throw casePickNotActive({ number: pick.number });
  return pick;
}
