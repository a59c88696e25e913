import type { Kysely } from 'kysely';
import type { CompositeParts } from '@shared/domain/totals';
import { listCaseFileSums, listSurveys } from '../../database/surveyRepository';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';

/**
 * What units have beside their indicators: case-file results of the draw in force, satisfaction. Parts without weight are
 * not asked for, and nothing is where no composite is on. Practice page §7.
 *
 * @param unitIds only these units; left out: all of the cycle.
 * @returns the parts of a unit; null where no composite is on.
 */
export async function readCompositeParts(
  db: Kysely<Schema>,
  { composite: weights, cycle }: Pick<Assessment, 'composite' | 'cycle'>,
  unitIds?: readonly number[],
): Promise<((unitId: number) => CompositeParts) | null> {
  if (!weights) return null;
  const of = { cycleId: cycle.id, unitIds };
  const caseFiles = weights.caseFiles > 0 ? await listCaseFileSums(db, of) : undefined;
  const surveys = weights.survey > 0 ? await listSurveys(db, of) : undefined;
  return (unitId) => ({
    weights,
    caseFiles: caseFiles?.get(unitId) ?? null,
    survey: surveys?.get(unitId)?.score ?? null,
  });
}
