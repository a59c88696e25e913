import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { sql, type Kysely, type Transaction } from 'kysely';
import { safeFileName, uniqueName } from '@shared/evidence/evidenceName';
import type { PackageRow } from '@shared/exchange/packageData';
import { announceFiles, insertEvidence, loadUnitEvidence } from '../../database/evidenceRepository';
import type { PinnedRows } from '../../database/rowPins';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';
import { moveIntoStore, storedPath, type AsideFile } from '../evidence/evidenceStore';
import type { Workspace } from '../workspace/workspace';
import type { PackageContents } from './kinds/packageHandler';
import type { CellScope } from './merge/cellKind';
import { evidenceIn, type PreparedPackage } from './preparedPackage';

/** What a package brings in evidence, held against what is here. */
export interface EvidencePlan {
  /** Whether a unit has, or is given by this package, a piece of evidence with its bytes. */
  readonly hasEvidence: (unitId: number, sha256: string) => boolean;
  /** Rows that are not here yet and whose bytes are, or came along. */
  readonly rows: readonly PackageRow<'evidence'>[];
  /** Files that are not in the store yet. */
  readonly newFiles: readonly { readonly sha256: string; readonly size: number }[];
}

export async function planEvidence(
  db: Kysely<Schema>,
  { folder }: Pick<Workspace, 'folder'>,
  { unitByCode }: Assessment,
  { unitIds }: CellScope,
  { evidence, refusedEvidence, manifest }: PreparedPackage,
  { data }: PackageContents,
): Promise<EvidencePlan> {
  const offered = data.evidence ?? [];
  const came = new Map(
    evidence.filter(({ sha256 }) => !(sha256 in refusedEvidence)).map((file) => [file.sha256, file]),
  );
  const here = await listHashes(db, unitIds);
  const stored = await listStored(
    db,
    folder,
    offered.map(({ sha256 }) => sha256),
  );
  // Whoever only names a file of somebody else's is not given it; the office may leave out what a seat has.
  const isHere = (sha256: string): boolean => manifest.from.seat === 'office' && stored.has(sha256);
  const rows = new Map<string, PackageRow<'evidence'>>();
  for (const row of offered) {
    const key = `${unitByCode.get(row.unit)?.id ?? 0}:${row.sha256}`;
    if (here.has(key) || !(came.has(row.sha256) || isHere(row.sha256))) continue;
    rows.set(key, row);
  }
  return {
    hasEvidence: (unitId, sha256) => here.has(`${unitId}:${sha256}`) || rows.has(`${unitId}:${sha256}`),
    rows: [...rows.values()],
    newFiles: [...came.values()].filter(({ sha256 }) => !stored.has(sha256)),
  };
}

/** unit:SHA-256 of everything these units have. */
async function listHashes(db: Kysely<Schema>, unitIds: readonly number[]): Promise<ReadonlySet<string>> {
  const result = await sql<{ key: string }>`
    SELECT unit_id || ':' || sha256 AS key FROM evidence
    WHERE unit_id IN (SELECT value FROM json_each(${JSON.stringify(unitIds)}))`.execute(db);
  return new Set(result.rows.map(({ key }) => key));
}

/** Those whose bytes lie in the store. */
async function listStored(
  db: Kysely<Schema>,
  folder: string,
  hashes: readonly string[],
): Promise<ReadonlySet<string>> {
  const result = await sql<{ sha256: string; size: number }>`
    SELECT sha256, size FROM evidence_file
    WHERE sha256 IN (SELECT value FROM json_each(${JSON.stringify(hashes)}))`.execute(db);
  const stored = new Set<string>();
  for (const { sha256, size } of result.rows) {
    const found = await stat(storedPath(folder, sha256)).catch(() => null);
    if (found?.size === size) stored.add(sha256);
  }
  return stored;
}

/**
 * Puts files into the store before anything points to them. Harmless where the rest fails: the store is by content, and
 * what came stays aside for another try.
 */
export async function storeFiles(
  { db, folder }: Workspace,
  { scratch }: PreparedPackage,
  { newFiles }: EvidencePlan,
  now: string,
): Promise<void> {
  if (newFiles.length === 0) return;
  await announceFiles(db, newFiles, now);
  const waiting: AsideFile[] = [];
  for (const file of newFiles) {
    const path = evidenceIn(scratch, file.sha256);
    // A file moved by an earlier try is in the store.
    if (await stat(path).catch(() => null)) waiting.push({ ...file, path });
  }
  await moveIntoStore(folder, waiting);
}

/** Registers evidence under the ids it has elsewhere. @returns the rows written, for the trail. */
export async function insertPackedEvidence(
  trx: Transaction<Schema>,
  { unitByCode }: Assessment,
  rows: EvidencePlan['rows'],
): Promise<readonly PinnedRows[]> {
  const names = new Map<number, Set<string>>();
  const taken = await listUids(
    trx,
    rows.map(({ uid }) => uid),
  );
  const fresh = [];
  for (const row of rows) {
    const unitId = unitByCode.get(row.unit)?.id ?? 0;
    const used = names.get(unitId) ?? (await loadUnitEvidence(trx, unitId)).names;
    names.set(unitId, used);
    const name = uniqueName(safeFileName(row.name), used);
    used.add(name.toLowerCase());
    const { sha256, documentNumber, formedOn, addedBy, addedAt } = row;
    const uid = taken.has(row.uid) ? randomUUID() : row.uid;
    taken.add(uid);
    fresh.push({ uid, unitId, sha256, name, documentNumber, formedOn, addedBy, addedAt });
  }
  const ids = await insertEvidence(trx, fresh);
  const [first] = ids;
  return first === undefined ? [] : [{ table: 'evidence', first, last: first + ids.length - 1 }];
}

async function listUids(db: Kysely<Schema>, uids: readonly string[]): Promise<Set<string>> {
  const result = await sql<{ uid: string }>`
    SELECT uid FROM evidence WHERE uid IN (SELECT value FROM json_each(${JSON.stringify(uids)}))`.execute(db);
  return new Set(result.rows.map(({ uid }) => uid));
}
