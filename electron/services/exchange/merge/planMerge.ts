import type { Kysely } from 'kysely';
import type { Seat } from '@shared/exchange/packageKind';
import {
  isGenuine,
  mergeHeads,
  standing,
  type CellOutcome,
  type FindVersion,
  type Version,
} from '@shared/exchange/versions';
import type { Schema } from '../../../database/schema';
import type { Assessment } from '../../assessment/assessment';
import { sha256Text } from '../../caseFiles/sha256Text';
import type { CellKind, CellScope } from './cellKind';
import { presentVersions, type KnownCells } from './presentVersions';

/** What a package says of cells: every version its writer knew of them, and what stood there. */
export interface PackedCells {
  readonly versions: readonly Version[];
  readonly heads: ReadonlyMap<string, readonly string[]>;
}

/** What a merge would do to one cell. */
export interface PlannedCell {
  readonly cell: string;
  readonly outcome: CellOutcome;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** What both were written upon; undefined where nothing is common. */
  readonly base: Version | undefined;
  readonly ours: Version | undefined;
  readonly theirs: Version | undefined;
  /** Takes from the unit what it had. */
  readonly lowers: boolean;
}

export interface MergePlan {
  readonly cells: readonly PlannedCell[];
  readonly known: KnownCells;
  /** Finds versions of both sides. */
  readonly find: FindVersion;
}

/**
 * What merging cells of one kind would do; nothing is written. Versions whose id does not fit what they say, and cells
 * outside the scope, are not taken in: the caller refuses the package for them.
 */
export async function planMerge(
  db: Kysely<Schema>,
  assessment: Assessment,
  kind: CellKind,
  scope: CellScope,
  seat: Seat,
  packed: PackedCells,
): Promise<MergePlan> {
  const cells = [...packed.heads.keys()];
  const known = await presentVersions(db, assessment, kind, scope, seat, cells);
  const theirs = new Map(packed.versions.map((version) => [version.id, version]));
  const find: FindVersion = (id) => known.find(id) ?? theirs.get(id);
  return {
    known,
    find,
    cells: cells.map((cell) => {
      const before = known.heads.get(cell) ?? [];
      const offered = packed.heads.get(cell) ?? [];
      const { outcome, heads, base } = mergeHeads(before, offered, find);
      const ours = standing(before, find);
      return {
        ...{ cell, outcome, before, after: heads, base, ours },
        theirs: standing(offered, find),
        lowers: outcome !== 'same' && kind.lowers(valueOf(ours), valueOf(standing(heads, find)), assessment, cell),
      };
    }),
  };
}

/** What a version says; null where there is none. */
export function valueOf(version: Version | undefined): unknown {
  return version ? (JSON.parse(version.value) as unknown) : null;
}

/** Cells of a package that nobody of that seat may write about, or whose versions are forged. */
export function strangeCells(packed: PackedCells, isAllowed: (cell: string) => boolean): readonly string[] {
  const strange = new Set<string>();
  for (const cell of packed.heads.keys()) if (!isAllowed(cell)) strange.add(cell);
  for (const version of packed.versions) {
    if (!packed.heads.has(version.cell) || !isGenuine(version, sha256Text)) strange.add(version.cell);
  }
  const ids = new Set(packed.versions.map(({ id }) => id));
  for (const [cell, heads] of packed.heads) if (!heads.every((id) => ids.has(id))) strange.add(cell);
  return [...strange];
}
