import type { Transaction } from 'kysely';
import type { Schema } from '../../database/schema';
import { withAppErrors } from '../workspace/asAppError';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';

/**
 * Runs one piece of writing as one transaction: all of it stands on the disk afterwards, or nothing.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY; what the disk or a guard of the database refused, in words.
 */
export async function inTransaction<R>(
  workspace: Workspace,
  work: (trx: Transaction<Schema>, now: string) => Promise<R>,
): Promise<R> {
  assertWritable(workspace);
  const now = workspace.clock().toISOString();
  return withAppErrors(workspace.folder, () => workspace.db.transaction().execute((trx) => work(trx, now)));
}
