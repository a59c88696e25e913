import { headsOf, makeVersion, standing, type FindVersion, type Version } from '@shared/exchange/versions';
import type { Seat } from '@shared/exchange/packageKind';
import type { StoredChange } from '../../../database/exchangeRepository';
import { insertVersions, replaceHeads } from '../../../database/versionRepository';
import { sha256Text } from '../../caseFiles/sha256Text';
import type { CellChange, CellKind, CellWriting } from './cellKind';
import { valueOf, type MergePlan, type PackedCells, type PlannedCell } from './planMerge';
import { Turns } from './turns';

/** What a person decided of a cell that both wrote, or that is not to be taken over. */
export type Decision = 'ours' | 'theirs';

/** What became of the cells of one kind. */
export interface CellsDone {
  readonly counts: Readonly<Record<PlannedCell['outcome'] | 'kept', number>>;
  /** For the ledger: heads before and after; of what was the same what the package said. */
  readonly changes: readonly Omit<StoredChange, 'package_id'>[];
}

/**
 * Merges cells of one kind as planned, in the transaction of the whole merge: keeps every version of both sides, sets what
 * stands, and writes what stands into the rows. A conflict nobody decided stays open with all its heads.
 */
export async function applyMerge(
  writing: CellWriting,
  kind: CellKind,
  seat: Seat,
  plan: MergePlan,
  packed: PackedCells,
  decisions: ReadonlyMap<string, Decision>,
): Promise<CellsDone> {
  const { trx, workspace, now } = writing;
  const counts = { same: 0, new: 0, changed: 0, conflict: 0, kept: 0, refused: 0 };
  const touched = new Set(plan.cells.filter(({ outcome }) => outcome !== 'same').map(({ cell }) => cell));
  // What was typed where the package says nothing new is no version yet: it is one once it is compared, or leaves.
  const fresh = plan.known.fresh.filter(({ cell }) => touched.has(cell));
  const heads = new Map(fresh.map(({ cell, id }) => [cell, [id]]));
  const made = new Map<string, Version>();
  const find: FindVersion = (id) => plan.find(id) ?? made.get(id);
  const changes: CellChange[] = [];
  const noted: CellsDone['changes'][number][] = [];
  const refused = new Set<string>();
  const turns = new Turns();
  for (const cell of plan.cells) {
    await turns.next();
    const decision = decisions.get(cell.cell);
    const decided = decide(cell, decision, { person: workspace.person, at: now, rank: kind.ranks[seat] });
    if (decided) made.set(decided.id, decided);
    const after = decided ? headsOf([...cell.after, decided.id], find) : cell.after;
    const outcome = decided ? (decision === 'ours' ? 'kept' : 'changed') : cell.outcome;
    counts[outcome] += 1;
    if (outcome === 'same') {
      const said = [...(packed.heads.get(cell.cell) ?? [])].sort();
      noted.push({
        cell: cell.cell,
        outcome,
        before: JSON.stringify(cell.before),
        after: JSON.stringify(said),
      });
      continue;
    }
    if (outcome === 'refused') refused.add(cell.cell);
    else {
      heads.set(cell.cell, [...after]);
      const stands = valueOf(standing(after, find));
      if (JSON.stringify(stands) !== JSON.stringify(valueOf(cell.ours))) {
        changes.push({ cell: cell.cell, value: stands });
      }
    }
    noted.push({
      ...{ cell: cell.cell, outcome, before: JSON.stringify(cell.before), after: JSON.stringify(after) },
    });
  }
  const theirs = packed.versions.filter(({ cell }) => !refused.has(cell));
  await insertVersions(trx, [...fresh, ...theirs, ...made.values()]);
  await replaceHeads(trx, heads);
  if (changes.length > 0) await kind.write(writing, changes);
  return { counts, changes: noted };
}

/** The version a decision makes: upon everything both sides wrote, so that it holds against either from now on. */
function decide(
  { cell, after, ours, theirs, outcome }: PlannedCell,
  decision: Decision | undefined,
  by: Pick<Version, 'person' | 'at' | 'rank'>,
): Version | undefined {
  if (!decision || outcome === 'same' || outcome === 'refused') return undefined;
  // Taking over what was only written upon ours needs no word.
  if (decision === 'theirs' && outcome !== 'conflict') return undefined;
  const value = (decision === 'ours' ? ours : theirs)?.value ?? 'null';
  return makeVersion({ cell, parents: after, value, ...by }, sha256Text);
}
