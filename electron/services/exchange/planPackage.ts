import type { Kysely } from 'kysely';
import { packageDamaged, packageNotAllowed } from '@shared/errors/exchange';
import { isWellFormed } from '@shared/exchange/boundedJson';
import { LEAST_LOWERED } from '@shared/exchange/mergeLimit';
import type { Version } from '@shared/exchange/versions';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { handlerOf } from './kinds';
import type { PackageContents, PackageHandler, PlannedRecord } from './kinds/packageHandler';
import { readMergeLimit } from './mergeLimit';
import type { Decision } from './merge/applyMerge';
import type { CellKind, CellScope } from './merge/cellKind';
import {
  planMerge,
  strangeCells,
  valueOf,
  type MergePlan,
  type PackedCells,
  type PlannedCell,
} from './merge/planMerge';
import { Turns } from './merge/turns';
import { planEvidence, type EvidencePlan } from './packageEvidence';
import type { PreparedPackage } from './preparedPackage';

/** Cells of one kind, as the package has them and what would become of them. */
export interface PlannedKind {
  readonly kind: CellKind;
  readonly packed: PackedCells;
  readonly plan: MergePlan;
}

/** What a whole package would do; nothing is written. */
export interface PackagePlan {
  readonly handler: PackageHandler;
  /** With the units the package brings. */
  readonly assessment: Assessment;
  readonly kinds: readonly PlannedKind[];
  readonly records: readonly PlannedRecord[];
  readonly evidence: EvidencePlan;
  /** Why it has to wait or is too late; '' to go on. */
  readonly held: string;
  /** It only waits for another package. */
  readonly early: boolean;
}

/** How many cells a refusal names. */
const NAMED = 5;

/**
 * Works out what a package would do here.
 *
 * @param options  `readable`: the same contents were planned before, so that every value is known to be one.
 * @throws {AppError} PACKAGE_NOT_ALLOWED where it says what its writer may not say, PACKAGE_DAMAGED; those of the kind.
 */
export async function planPackage(
  db: Kysely<Schema>,
  workspace: Workspace,
  before: Assessment,
  prepared: PreparedPackage,
  contents: PackageContents,
  { readable = false }: { readonly readable?: boolean } = {},
): Promise<PackagePlan> {
  const { manifest, name } = prepared;
  const handler = handlerOf(manifest.kind);
  const assessment = handler.widen?.(before, contents) ?? before;
  const scope = await handler.scope(assessment, contents, db);
  const byKind = splitCells(contents);
  await assertAllowed(name, handler, assessment, scope, byKind, contents);
  const evidence = await planEvidence(db, workspace, assessment, scope, prepared, contents);
  const kinds: PlannedKind[] = [];
  for (const kind of handler.cellKinds) {
    const packed = byKind.get(kind.kind);
    if (!packed) continue;
    if (!readable) await assertReadable(name, kind, assessment, packed.versions);
    const plan = await planMerge(db, assessment, kind, scope, workspace.seat, packed, {
      hasEvidence: evidence.hasEvidence,
      ...(manifest.from.seat === 'office' ? {} : { mostRank: kind.ranks[manifest.from.seat] }),
    });
    kinds.push({ kind, packed, plan });
  }
  const records = await handler.planRecords(db, assessment, contents);
  const changes =
    kinds.some(({ plan }) => plan.cells.some(({ outcome }) => outcome !== 'same')) ||
    records.some(({ outcome }) => outcome !== 'same');
  // What brings nothing has nothing to wait for.
  const hold = changes ? await handler.hold(db, assessment, contents, workspace.clock()) : '';
  const early = typeof hold !== 'string';
  return { handler, assessment, kinds, records, evidence, early, held: early ? hold.early : hold };
}

/** Cells by the first part of their names. */
function splitCells({ data }: PackageContents): ReadonlyMap<string, PackedCells> {
  const split = new Map<string, { versions: Version[]; heads: Map<string, readonly string[]> }>();
  const of = (cell: string): { versions: Version[]; heads: Map<string, readonly string[]> } => {
    const kind = cell.slice(0, Math.max(cell.indexOf(':'), 0));
    const found = split.get(kind) ?? { versions: [], heads: new Map() };
    split.set(kind, found);
    return found;
  };
  for (const { cell, heads } of data.heads ?? []) of(cell).heads.set(cell, heads);
  for (const version of data.versions ?? []) of(version.cell).versions.push(version);
  return split;
}

/** The whole package is refused for one cell that is not its writer's, one forged version, one foreign unit. */
async function assertAllowed(
  name: string,
  { cellKinds }: PackageHandler,
  assessment: Assessment,
  { unitIds, itemIds }: CellScope,
  byKind: ReadonlyMap<string, PackedCells>,
  { data }: PackageContents,
): Promise<void> {
  const [units, items] = [new Set(unitIds), itemIds && new Set(itemIds)];
  const strange: string[] = [];
  for (const [kindName, packed] of byKind) {
    const kind = cellKinds.find((each) => each.kind === kindName);
    const isAllowed = (cell: string): boolean => {
      const place = kind?.locate(assessment, cell);
      return place !== undefined && units.has(place.unitId) && (items?.has(place.itemId) ?? true);
    };
    strange.push(...(await strangeCells(packed, isAllowed)));
  }
  for (const { unit, name: file } of data.evidence ?? []) {
    if (!units.has(assessment.unitByCode.get(unit)?.id ?? 0)) strange.push(`${unit} ${file}`);
  }
  if (strange.length === 0) return;
  throw packageNotAllowed({ name, count: strange.length, first: strange.slice(0, NAMED).map(readable) });
}

const readable = (cell: string): string => {
  try {
    return decodeURIComponent(cell).replace(/:$/, '').slice(0, 100);
  } catch {
    return cell.slice(0, 100);
  }
};

/** A value its own kind cannot read was not written by this program. */
async function assertReadable(
  name: string,
  kind: CellKind,
  assessment: Assessment,
  versions: readonly Version[],
): Promise<void> {
  const turns = new Turns();
  for (const version of versions) {
    await turns.next();
    try {
      const value = valueOf(version);
      kind.text(value, assessment, version.cell);
      // One value has one text: otherwise a row would never be what its version says.
      if ((kind.written?.(value) ?? JSON.stringify(value)) === version.value && isWellFormed(value)) continue;
    } catch {
      // Said below.
    }
    throw packageDamaged({ name, detail: `${kind.name} ${readable(version.cell)} 的内容读不懂` });
  }
}

/** Cells of a package that would take from units what they have. */
export interface Lowering {
  readonly lowered: number;
  readonly cells: number;
  /** Whole percents. */
  readonly percent: number;
  readonly limit: number;
}

/** Whether a merge would lower or empty more than the set share of what stands; null where not. */
export async function loweringOf(
  db: Kysely<Schema>,
  { assessment, kinds }: PackagePlan,
  decisions: ReadonlyMap<string, Decision>,
): Promise<Lowering | null> {
  let [lowered, cells] = [0, 0];
  for (const { kind, plan } of kinds) {
    for (const cell of plan.cells) {
      if (valueOf(cell.ours) === null) continue;
      cells += 1;
      if (isLowered(kind, assessment, cell, decisions.get(cell.cell))) lowered += 1;
    }
  }
  const limit = await readMergeLimit(db, assessment.cycle.id);
  if (lowered < LEAST_LOWERED || lowered * 100 <= limit * cells) return null;
  return { lowered, cells, limit, percent: Math.floor((lowered * 100) / cells) };
}

function isLowered(
  kind: CellKind,
  assessment: Assessment,
  { cell, outcome, ours, theirs, lowers }: PlannedCell,
  decision: Decision | undefined,
): boolean {
  if (outcome === 'same' || outcome === 'refused' || decision === 'ours') return false;
  return decision === 'theirs' ? kind.lowers(valueOf(ours), valueOf(theirs), assessment, cell) : lowers;
}
