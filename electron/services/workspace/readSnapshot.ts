import type { Workspace } from './workspace';

/**
 * Reads in one transaction, for what must be of one moment while scoring goes on: the totals, lists and scorecards of a
 * workbook, whose formulas would otherwise come to other figures than those written with them; a score and its history.
 */
export function readSnapshot<T>(workspace: Workspace, read: (snapshot: Workspace) => Promise<T>): Promise<T> {
  return workspace.reader.transaction().execute((trx) => read({ ...workspace, db: trx, reader: trx }));
}
