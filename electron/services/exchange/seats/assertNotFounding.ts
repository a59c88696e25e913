import type { Kysely } from 'kysely';
import { packageFoundsSeat } from '@shared/errors/seats';
import type { StoredPackage } from '../../../database/exchangeRepository';
import type { Schema } from '../../../database/schema';
import { findFoundingPackage } from '../../../database/seatRepository';
import type { Workspace } from '../../workspace/workspace';

/**
 * The package a seat was made of stays, and so does the first of each later year: without it the seat holds nothing of the
 * year, and what it sends proves nothing.
 *
 * @throws {AppError} PACKAGE_FOUNDS_SEAT
 */
export async function assertNotFounding(
  db: Kysely<Schema>,
  { seat }: Pick<Workspace, 'seat'>,
  { id, cycle_id: cycleId, file_name: name }: Pick<StoredPackage, 'id' | 'cycle_id' | 'file_name'>,
): Promise<void> {
  if (seat === 'office' || (await findFoundingPackage(db, cycleId)) !== id) return;
  throw packageFoundsSeat({ name });
}
