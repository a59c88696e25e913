import {
  hasConflict,
  mayDo,
  mayForEveryUnit,
  type Action,
  type Actor,
  type ConflictUnit,
} from '@shared/domain/role';
import { conflictOfInterest, notPermitted, notSignedIn, notYourUnit } from '@shared/errors/access';
import type { Workspace } from '../workspace/workspace';

/** Whoever is signed in. */
type Acting = Pick<Workspace, 'actor'>;

/** What everybody with an account may see. @throws {AppError} NOT_SIGNED_IN */
export function assertSignedIn({ actor }: Acting): void {
  if (actor.roles.length === 0) throw notSignedIn();
}

/** First or second line of every service that changes something. @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED */
export function assertMay({ actor }: Acting, action: Action): void {
  assertSignedIn({ actor });
  if (!mayDo(actor, action)) throw notPermitted({ person: actor.name, action });
}

/**
 * What concerns one unit: people of a unit act for their own only.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED, NOT_YOUR_UNIT
 */
export function assertMayFor(workspace: Acting, action: Action, unit: ConflictUnit): void {
  assertMay(workspace, action);
  const { actor } = workspace;
  if (!mayForEveryUnit(actor, action) && actor.unitCode !== unit.code) {
    throw notYourUnit({ person: actor.name, unit: unit.name });
  }
}

/**
 * Nobody scores, reviews or decides about the unit they belong to (product rule 3).
 *
 * @param what what is refused, as in “评分”.
 * @throws {AppError} CONFLICT_OF_INTEREST
 */
export function assertNoConflict(
  actor: Pick<Actor, 'name' | 'unitCode'>,
  unit: ConflictUnit,
  what: string,
): void {
  if (hasConflict(actor, unit)) throw conflictOfInterest({ person: actor.name, unit: unit.name, what });
}
