import { join } from 'node:path';
import { openReader } from '../../electron/database/openDatabase';
import { computeCycle } from '../../electron/services/totals/computeCycle';
import { openWorkspace } from '../../electron/services/workspace/openWorkspace';

/** Totals, grades and ranks of every unit, from a workspace just opened. */
export async function computeTotals({ folder }: { folder: string }): Promise<number> {
  const workspace = await openWorkspace(folder, { readOnly: true });
  const start = performance.now();
  const { units } = await computeCycle(workspace);
  const ms = performance.now() - start;
  if (!units.some(({ rank }) => rank === 1)) throw new Error('nobody is ranked first');
  await workspace.close();
  return ms;
}

/** The floor: the rows the totals are made of, read into memory by the same driver and not even added up. */
export async function readScoresPlainly({ folder, rows }: { folder: string; rows: number }): Promise<number> {
  const db = openReader(join(folder, 'faheng.db'));
  const start = performance.now();
  const read = await db
    .selectFrom('score')
    .select(['unit_id', 'item_id', 'status', 'points', 'veto', 'case_sum', 'case_count'])
    .execute();
  const ms = performance.now() - start;
  await db.destroy();
  if (read.length !== rows) throw new Error(`${read.length} rows instead of ${rows}`);
  return ms;
}
