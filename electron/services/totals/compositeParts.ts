import type { Kysely } from 'kysely';
import type { CompositeParts } from '@shared/domain/totals';
import { listUnitsWithoutCaseList } from '../../database/caseFileRepository';
import { listCaseFileSums, listSurveys } from '../../database/surveyRepository';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';

/**
 * What units have beside their indicators: case-file results of the draw in force, satisfaction. Parts without weight are
 * not asked for, and nothing is where no composite is on. A unit whose table has case files and that is neither in the
 * drawn list nor reported none has nothing there, which counts: 0 (practice page §10). Practice page §7.
 *
 * @param unitIds only these units; left out: all of the cycle.
 * @returns the parts of a unit; null where no composite is on.
 */
export async function readCompositeParts(
  db: Kysely<Schema>,
  assessment: Assessment,
  unitIds?: readonly number[],
): Promise<((unitId: number) => CompositeParts) | null> {
  const { composite: weights, cycle } = assessment;
  if (!weights) return null;
  const of = { cycleId: cycle.id, unitIds };
  const caseFiles = weights.caseFiles > 0 ? await listCaseFileSums(db, of) : undefined;
  const missing = weights.caseFiles > 0 ? await listUnitsWithoutCaseList(db, of) : [];
  const notHandedIn = new Set(missing.filter((unitId) => hasCaseItems(assessment, unitId)));
  const surveys = weights.survey > 0 ? await listSurveys(db, of) : undefined;
  return (unitId) => ({
    weights,
    caseFiles: caseFiles?.get(unitId) ?? (notHandedIn.has(unitId) ? NOT_HANDED_IN : null),
    survey: surveys?.get(unitId)?.score ?? null,
  });
}

const NOT_HANDED_IN = { sum: 0, count: 0 };

function hasCaseItems({ unitById, itemsOf }: Assessment, unitId: number): boolean {
  const unit = unitById.get(unitId);
  return (
    unit !== undefined && itemsOf(unit).some(({ rules }) => rules.some(({ kind }) => kind === 'caseReview'))
  );
}
