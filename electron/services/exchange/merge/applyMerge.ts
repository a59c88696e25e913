import {
  headsOf,
  makeVersion,
  standing,
  type CellOutcome,
  type FindVersion,
  type Version,
} from '@shared/exchange/versions';
import type { Seat } from '@shared/exchange/packageKind';
import { insertRows } from '../../../database/insertRows';
import { insertVersions, replaceHeads } from '../../../database/versionRepository';
import { sha256Text } from '../../caseFiles/sha256Text';
import type { CellChange, CellKind, CellWriting } from './cellKind';
import { valueOf, type MergePlan, type PackedCells, type PlannedCell } from './planMerge';

/** What a person decided of a cell that both wrote, or that is not to be taken over. */
export type Decision = 'ours' | 'theirs';

export interface MergeDone {
  readonly counts: Readonly<Record<CellOutcome | 'kept', number>>;
}

/**
 * Merges cells of one kind as planned, in the transaction of the whole merge: keeps every version of both sides, sets what
 * stands, and writes what stands into the rows. A conflict nobody decided stays open with all its heads.
 *
 * @param packageId  the package's row in the ledger.
 */
export async function applyMerge(
  writing: CellWriting,
  kind: CellKind,
  seat: Seat,
  plan: MergePlan,
  packed: PackedCells,
  decisions: ReadonlyMap<string, Decision>,
  packageId: number,
): Promise<MergeDone> {
  const { trx, workspace, now } = writing;
  const counts = { same: 0, new: 0, changed: 0, conflict: 0, kept: 0 };
  const heads = new Map(plan.known.fresh.map(({ cell, id }) => [cell, [id]]));
  const made: Version[] = [];
  const find: FindVersion = (id) => plan.find(id) ?? made.find((version) => version.id === id);
  const changes: CellChange[] = [];
  const lines: (readonly (string | number)[])[] = [];
  for (const cell of plan.cells) {
    const decided = decide(cell, decisions.get(cell.cell), {
      ...{ person: workspace.person, at: now, rank: kind.ranks[seat] },
    });
    if (decided) made.push(decided);
    const after = decided ? headsOf([...cell.after, decided.id], find) : cell.after;
    const outcome = decided ? (decisions.get(cell.cell) === 'ours' ? 'kept' : 'changed') : cell.outcome;
    counts[outcome] += 1;
    if (outcome === 'same') continue;
    heads.set(cell.cell, [...after]);
    const stands = valueOf(standing(after, find));
    if (JSON.stringify(stands) !== JSON.stringify(valueOf(cell.ours)))
      changes.push({ cell: cell.cell, value: stands });
    lines.push([packageId, cell.cell, outcome, JSON.stringify(cell.before), JSON.stringify(after)]);
  }
  await insertVersions(trx, [...plan.known.fresh, ...packed.versions, ...made]);
  await replaceHeads(trx, heads);
  await insertRows(trx, 'exchange_change', ['package_id', 'cell', 'outcome', 'before', 'after'], lines);
  if (changes.length > 0) await kind.write(writing, changes);
  return { counts };
}

/** The version a decision makes: upon everything both sides wrote, so that it holds against either from now on. */
function decide(
  { cell, after, ours, theirs, outcome }: PlannedCell,
  decision: Decision | undefined,
  by: Pick<Version, 'person' | 'at' | 'rank'>,
): Version | undefined {
  if (!decision || outcome === 'same') return undefined;
  // Taking over what was only written upon ours needs no word.
  if (decision === 'theirs' && outcome !== 'conflict') return undefined;
  const value = (decision === 'ours' ? ours : theirs)?.value ?? 'null';
  return makeVersion({ cell, parents: after, value, ...by }, sha256Text);
}
