import type { Kysely } from 'kysely';
import type { ConflictUnit } from '@shared/domain/role';
import { problemNotFound } from '@shared/errors/rectification';
import type { ProblemView } from '@shared/ipc/practice/rectification';
import { overdueDays } from '@shared/rectification/problem';
import { findProblem, type StoredProblem } from '../../database/problemRepository';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';

/** A stored problem with the names of its unit and item, and how long it is overdue on the given day. */
export function describeProblem(
  { unitByCode, itemByCode }: Assessment,
  stored: StoredProblem,
  day: string,
): ProblemView {
  const { cycleId: _, ...problem } = stored;
  return {
    ...problem,
    unitName: unitByCode.get(problem.unitCode)?.name ?? problem.unitCode,
    itemName: itemByCode.get(problem.itemCode)?.name ?? '',
    overdueDays: overdueDays(problem, day),
  };
}

/** The unit of a problem; one of an earlier year may be gone from this year's list. */
export function unitOfProblem({ unitByCode }: Assessment, unitCode: string): ConflictUnit {
  return unitByCode.get(unitCode) ?? { code: unitCode, name: unitCode, shortName: '' };
}

/** @throws {AppError} PROBLEM_NOT_FOUND */
export async function requireProblem(db: Kysely<Schema>, problemId: number): Promise<StoredProblem> {
  const problem = await findProblem(db, problemId);
  if (!problem) throw problemNotFound();
  return problem;
}

/** A problem as a line of the trail names it. */
export function problemSubject(
  { year, number }: Pick<StoredProblem, 'year' | 'number'>,
  unit: string,
): string {
  return `${unit} · ${year}年第${number}号问题`;
}
