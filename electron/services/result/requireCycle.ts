import type { Kysely } from 'kysely';
import { cycleNotFound } from '@shared/errors/result';
import type { StoredCycle } from '../../database/cycleRepository';
import { listCycles } from '../../database/resultRepository';
import type { Schema } from '../../database/schema';

/** A cycle by its id; left out: the current one. @throws {AppError} CYCLE_NOT_FOUND */
export async function requireCycle(db: Kysely<Schema>, cycleId?: number): Promise<StoredCycle> {
  const cycles = await listCycles(db);
  const found = cycleId === undefined ? cycles[0] : cycles.find(({ id }) => id === cycleId);
  if (!found) throw cycleNotFound({ year: 0, known: cycles.map(({ year }) => year) });
  return found;
}

/** A cycle by its year. @throws {AppError} CYCLE_NOT_FOUND */
export async function requireYear(db: Kysely<Schema>, year: number): Promise<StoredCycle> {
  const cycles = await listCycles(db);
  const found = cycles.find((cycle) => cycle.year === year);
  if (!found) throw cycleNotFound({ year, known: cycles.map((cycle) => cycle.year) });
  return found;
}
