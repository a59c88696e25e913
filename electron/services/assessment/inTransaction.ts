import type { Transaction } from 'kysely';
import type { Schema } from '../../database/schema';
import { appendAudit } from '../audit/appendAudit';
import type { AuditFact } from '../audit/auditFact';
import { withAppErrors } from '../workspace/asAppError';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';

/** Puts something on the audit trail, in the same transaction, by whoever is signed in. */
export type Audit = (...facts: readonly AuditFact[]) => Promise<void>;

/**
 * Runs one piece of writing as one transaction: all of it stands on the disk afterwards, or nothing.
 *
 * @param work  writes, and says on the trail what it did (`audit`); who writes a guarded table without a word fails.
 * @throws {AppError} WORKSPACE_READ_ONLY; what the disk or a guard of the database refused, in words.
 */
export async function inTransaction<R>(
  workspace: Workspace,
  work: (trx: Transaction<Schema>, now: string, audit: Audit) => Promise<R>,
): Promise<R> {
  assertWritable(workspace);
  const now = workspace.clock().toISOString();
  const { actor } = workspace;
  return withAppErrors(workspace.folder, () =>
    workspace.db.transaction().execute(async (trx) => {
      const said: AuditFact[] = [];
      const result = await work(trx, now, async (...facts) => void said.push(...facts));
      // Only now: the trail keeps how the rows stand at the end.
      await appendAudit(trx, actor, said, now);
      return result;
    }),
  );
}
