import type { Kysely } from 'kysely';
import type { PackageRow } from '@shared/exchange/packageData';
import type { Schema } from '../../../database/schema';
import { listDeadlines } from '../../../database/yearRepository';
import type { Assessment } from '../../assessment/assessment';

/** Deadlines of the year's stages as they travel. */
export async function collectDeadlines(
  db: Kysely<Schema>,
  { cycle }: Pick<Assessment, 'cycle'>,
): Promise<PackageRow<'deadlines'>[]> {
  return [...(await listDeadlines(db, cycle.id))].map(([state, dueOn]) => ({ state, dueOn }));
}
