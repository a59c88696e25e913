import { mayDo } from '@shared/domain/role';
import { standing, type FindVersion } from '@shared/exchange/versions';
import type { LedgerRow, PackageChangeRow } from '@shared/ipc/practice/exchange';
import {
  countOpenConflicts,
  findLedgerRow,
  listChanges,
  listLedger,
  type StoredChange,
  type StoredPackage,
} from '../../database/exchangeRepository';
import { listHeads, listVersions } from '../../database/versionRepository';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { handlerOf } from './kinds';
import { assertMayExchange } from './mayExchange';
import type { CellKind } from './merge/cellKind';
import { valueOf } from './merge/planMerge';
import { countsOf } from './mergePrepared';
import { summaryOf } from './packed';
import { placeOf } from './previewPrepared';
import { partyOf } from './seatSide';

/** Whoever sees everything reads the ledger too. @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED */
function assertMayRead(workspace: Workspace): void {
  if (!mayDo(workspace.actor, 'readAll')) assertMayExchange(workspace);
}

/** Every package of the year that left or came, newest first. */
export async function listPackages(workspace: Workspace): Promise<LedgerRow[]> {
  assertMayRead(workspace);
  const assessment = await loadAssessment(workspace);
  const { db } = workspace;
  const open = await countOpenConflicts(db, assessment.cycle.id);
  return (await listLedger(db, assessment.cycle.id)).map((row) =>
    toRow(row, assessment, open.get(row.id) ?? 0),
  );
}

function toRow(row: StoredPackage, { unitByCode }: Assessment, open: number): LedgerRow {
  const { id, uid, direction, kind, state, author, at, person, bytes, reason, answers } = row;
  const unitName = unitByCode.get(row.unit_code)?.name ?? '';
  return {
    ...{ id, uid, direction, kind, state, author, at, person, bytes, reason, answers, open },
    party: partyOf({ seat: row.seat as 'office', unitCode: row.unit_code, unitName, scorer: row.scorer }),
    ...{ createdAt: row.created_at, fileName: row.file_name },
    summary: summaryOf(row.summary).words,
    counts: countsOf(row.summary),
  };
}

/** What the merge of a package did, cell by cell, in the order of the sheet. */
export async function listPackageChanges(
  workspace: Workspace,
  packageId: number,
): Promise<PackageChangeRow[]> {
  assertMayRead(workspace);
  const { db } = workspace;
  const stored = await findLedgerRow(db, packageId);
  const changes = (await listChanges(db, packageId)).filter(isChange);
  if (!stored || changes.length === 0) return [];
  const assessment = await loadAssessment(workspace);
  const cells = changes.map(({ cell }) => cell);
  const versions = new Map((await listVersions(db, cells)).map((version) => [version.id, version]));
  const heads = await listHeads(db, cells);
  const { cellKinds } = handlerOf(stored.kind);
  return changes.flatMap((change) => {
    const kind = cellKinds.find((each) => each.locate(assessment, change.cell) !== undefined);
    if (!kind) return [];
    const isOpen = change.outcome === 'conflict' && (heads.get(change.cell)?.length ?? 0) > 1;
    return [changeRow(kind, assessment, change, (id) => versions.get(id), isOpen)];
  });
}

/** What did something, or was refused. */
type Change = StoredChange & { readonly outcome: PackageChangeRow['outcome'] };

const isChange = (change: StoredChange): change is Change => change.outcome !== 'same';

function changeRow(
  kind: CellKind,
  assessment: Assessment,
  { cell, outcome, before, after }: Change,
  find: FindVersion,
  open: boolean,
): PackageChangeRow {
  const text = (ids: readonly string[]): string => {
    const version = standing(ids, find);
    return version ? kind.text(valueOf(version), assessment, cell) : '';
  };
  const [old, now] = [parse(before), parse(after)];
  const stands = text(now);
  const theirs = text(theirsOf(old, now, find));
  return {
    ...{ cell, open, what: kind.name, outcome, ...placeOf(kind, assessment, cell) },
    ...{ before: text(old), after: stands, theirs: theirs === stands ? '' : theirs },
  };
}

/** The heads that came: beside ours in a conflict, among what a decision was written upon. */
export function theirsOf(
  before: readonly string[],
  after: readonly string[],
  find: FindVersion,
): readonly string[] {
  const came = after.filter((id) => !before.includes(id));
  const [only] = came;
  const decided = came.length === 1 && only !== undefined ? (find(only)?.parents ?? []) : [];
  // A decision names both sides among its parents.
  const offered = decided.length > 1 ? decided.filter((id) => !before.includes(id)) : [];
  return offered.length > 0 ? offered : came;
}

const parse = (json: string): readonly string[] => JSON.parse(json) as string[];
