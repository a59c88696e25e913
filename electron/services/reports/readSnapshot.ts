import type { Workspace } from '../workspace/workspace';

/**
 * Reads everything a report needs in one transaction: scoring goes on meanwhile, and totals, lists and scorecards of one
 * workbook must be of one moment, or its formulas would come to other figures than those written with them.
 */
export function readSnapshot<T>(workspace: Workspace, read: (snapshot: Workspace) => Promise<T>): Promise<T> {
  return workspace.reader.transaction().execute((trx) => read({ ...workspace, db: trx, reader: trx }));
}
