import { hasConflict, namesUnit, type ConflictUnit } from '@shared/domain/role';
import { conflictOfInterest, scorerIsAnother } from '@shared/errors/access';
import { isSameName } from '@shared/domain/sameName';
import { listUnitsOfAccounts } from '../../database/accountRepository';
import type { Workspace } from '../workspace/workspace';

/** Asks whether a score of this unit may be entered under this name. @throws {AppError} CONFLICT_OF_INTEREST, SCORER_IS_ANOTHER */
export type ScorerCheck = (scorer: string, unit: ConflictUnit) => void;

/**
 * Who a score is entered for by name: never the unit itself, nor somebody whose account belongs to it; and only the
 * office enters what somebody else judged, so that nobody scores under another's name. Product rule 3. The accounts are
 * read once, for however many scores.
 */
export async function checkScorerNamed({
  actor,
  reader,
}: Pick<Workspace, 'actor' | 'reader'>): Promise<ScorerCheck> {
  const ofUnits = await listUnitsOfAccounts(reader);
  const forOthers = actor.roles.includes('officeAdmin');
  return (scorer, unit) => {
    for (const name of scorer.split(NAMES_PARTED_BY)) {
      const belongs = ofUnits.some(
        (account) => hasConflict(account, unit) && isSameName(account.name, name.trim()),
      );
      if (belongs || namesUnit(name, unit)) {
        throw conflictOfInterest({ person: name.trim(), unit: unit.name, what: '评分' });
      }
    }
    if (!forOthers && scorer.trim() !== '' && !isSameName(scorer, actor.name)) {
      throw scorerIsAnother({ person: actor.name, scorer });
    }
  };
}

const NAMES_PARTED_BY = /[、，,；;]/;
