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
import { Turns } from './turns';

/** What a package says of cells: every version its writer knew of them, and what stood there. */
export interface PackedCells {
  readonly versions: readonly Version[];
  readonly heads: ReadonlyMap<string, readonly string[]>;
}

/** What a merge would do to one cell. */
export interface PlannedCell {
  readonly cell: string;
  readonly outcome: CellOutcome | 'refused';
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** What both were written upon; undefined where nothing is common. */
  readonly base: Version | undefined;
  readonly ours: Version | undefined;
  readonly theirs: Version | undefined;
  /** Takes from the unit what it had. */
  readonly lowers: boolean;
  /** Why refused, a whole sentence; ''. */
  readonly why: string;
}

export interface MergePlan {
  readonly cells: readonly PlannedCell[];
  readonly known: KnownCells;
  /** Finds versions of both sides. */
  readonly find: FindVersion;
}

/**
 * What merging cells of one kind would do; nothing is written. The caller has refused packages with forged versions or
 * cells outside the scope.
 *
 * @param limits  what the sender cannot bring about.
 */
export async function planMerge(
  db: Kysely<Schema>,
  assessment: Assessment,
  kind: CellKind,
  scope: CellScope,
  seat: Seat,
  packed: PackedCells,
  { hasEvidence = () => true, mostRank = Infinity }: MergeLimits = {},
): Promise<MergePlan> {
  const cells = [...packed.heads.keys()];
  const known = await presentVersions(db, assessment, kind, scope, seat, cells);
  const theirs = new Map(packed.versions.map((version) => [version.id, version]));
  const find: FindVersion = (id) => known.find(id) ?? theirs.get(id);
  const planOne = (cell: string): PlannedCell => {
    const before = known.heads.get(cell) ?? [];
    const offered = packed.heads.get(cell) ?? [];
    const { outcome, heads, base } = mergeHeads(before, offered, find);
    const ours = standing(before, find);
    const lowers =
      outcome !== 'same' && kind.lowers(valueOf(ours), valueOf(standing(heads, find)), assessment, cell);
    return {
      ...{ cell, outcome, before, after: heads, base, ours, lowers, why: '' },
      theirs: standing(offered, find),
    };
  };
  const planned: PlannedCell[] = [];
  const turns = new Turns();
  for (const cell of cells) {
    planned.push(planOne(cell));
    await turns.next();
  }
  const why = await refusals(db, assessment, kind, planned, known, find, { hasEvidence, mostRank });
  return { known, find, cells: planned.map((cell) => refusedFor(cell, why.get(cell.cell))) };
}

export interface MergeLimits {
  /** Whether the bytes of a piece of evidence are here or came along. */
  readonly hasEvidence?: (unitId: number, sha256: string) => boolean;
  /** Whose word the sender can write at most: nobody speaks with the office's who is not the office. */
  readonly mostRank?: number;
}

async function refusals(
  db: Kysely<Schema>,
  assessment: Assessment,
  kind: CellKind,
  planned: readonly PlannedCell[],
  known: KnownCells,
  find: FindVersion,
  { hasEvidence, mostRank }: Required<MergeLimits>,
): Promise<ReadonlyMap<string, string>> {
  const why = new Map<string, string>();
  const changing = planned.filter(({ outcome }) => outcome !== 'same');
  for (const { cell, after } of changing) {
    const tooHigh = after.some((id) => !known.find(id) && (find(id)?.rank ?? 0) > mostRank);
    if (tooHigh) why.set(cell, NOT_THEIR_WORD);
    const sha256 = kind.evidenceOf?.(assessment, cell);
    const unitId = kind.locate(assessment, cell)?.unitId;
    if (sha256 === undefined || unitId === undefined || hasEvidence(unitId, sha256)) continue;
    if (after.some((id) => valueOf(find(id)) !== null)) why.set(cell, NO_BYTES);
  }
  const offered = changing
    .filter(({ cell }) => !why.has(cell))
    .map(({ cell, theirs }) => ({ cell, value: valueOf(theirs) }));
  for (const [cell, reason] of (await kind.refuses?.(db, assessment, offered)) ?? []) why.set(cell, reason);
  return why;
}

const NOT_THEIR_WORD = '包里说这是另一方填写的，这里却没有这个版本，不能由发包方代为填写。';

const NO_BYTES = '材料文件没有随包送来，这里也没有，请对方重新制作并附上文件。';

/** Left as it is. */
function refusedFor(cell: PlannedCell, why: string | undefined): PlannedCell {
  return why === undefined ? cell : { ...cell, outcome: 'refused', after: cell.before, lowers: false, why };
}

/** What a version says; null where there is none. */
export function valueOf(version: Version | undefined): unknown {
  return version ? (JSON.parse(version.value) as unknown) : null;
}

/** Versions of one cell at most: a person would have packed every day for years. */
const MOST_VERSIONS = 5000;

/**
 * Cells of a package that nobody of that seat may write about, whose versions are forged or of another cell, or that have
 * more versions than anybody writes.
 */
export async function strangeCells(
  packed: PackedCells,
  isAllowed: (cell: string) => boolean,
): Promise<readonly string[]> {
  const turns = new Turns();
  const strange = new Set<string>();
  const cellOf = new Map(packed.versions.map(({ id, cell }) => [id, cell]));
  const counts = new Map<string, number>();
  for (const [cell, heads] of packed.heads) {
    if (!isAllowed(cell) || !heads.every((id) => cellOf.get(id) === cell)) strange.add(cell);
  }
  for (const version of packed.versions) {
    const { cell, parents } = version;
    const count = (counts.get(cell) ?? 0) + 1;
    counts.set(cell, count);
    const isOwn = parents.every((id) => (cellOf.get(id) ?? cell) === cell);
    if (!packed.heads.has(cell) || !isOwn || count > MOST_VERSIONS || !isGenuine(version, sha256Text)) {
      strange.add(cell);
    }
    await turns.next();
  }
  return [...strange];
}
