import type { Kysely } from 'kysely';
import type { Seat } from '@shared/exchange/packageKind';
import { headsOf, makeVersion, standing, type FindVersion, type Version } from '@shared/exchange/versions';
import { listCellsUnder, listHeads, listVersions } from '../../../database/versionRepository';
import type { Schema } from '../../../database/schema';
import type { Assessment } from '../../assessment/assessment';
import { sha256Text } from '../../caseFiles/sha256Text';
import type { CellKind, CellScope } from './cellKind';
import { cellName } from './cellName';
import { Turns } from './turns';

/** Everything known of cells, what stands in their rows now included. */
export interface KnownCells {
  readonly heads: ReadonlyMap<string, readonly string[]>;
  readonly find: FindVersion;
  readonly versions: ReadonlyMap<string, Version>;
  /** Versions that stand nowhere yet: what people typed since the last package. */
  readonly fresh: readonly Version[];
}

/** From here on all units are asked about at once. */
const MANY_UNITS = 20;

/** Cells of units that have heads. */
async function cellsOf(
  db: Kysely<Schema>,
  assessment: Assessment,
  kind: CellKind,
  { unitIds }: CellScope,
): Promise<readonly string[]> {
  if (unitIds.length > MANY_UNITS) {
    const wanted = new Set(unitIds);
    const all = await listCellsUnder(db, cellName(kind.kind, assessment));
    return all.filter((cell) => wanted.has(kind.locate(assessment, cell)?.unitId ?? 0));
  }
  const codes = unitIds.map((unitId) => assessment.unitById.get(unitId)?.code ?? '');
  const under = await Promise.all(
    codes.map((code) => listCellsUnder(db, cellName(kind.kind, assessment, code))),
  );
  return under.flat();
}

/**
 * What is known of the cells of a scope. Where a row says something else than its head, somebody has typed since: that is
 * a version too, written upon all heads, so that typing also decides between them. Nothing is stored here.
 *
 * @param also  cells of a package that may have no row here.
 */
export async function presentVersions(
  db: Kysely<Schema>,
  assessment: Assessment,
  kind: CellKind,
  scope: CellScope,
  seat: Seat,
  also: readonly string[] = [],
): Promise<KnownCells> {
  const rows = new Map((await kind.read(db, assessment, scope)).map((row) => [row.cell, row]));
  const known = await cellsOf(db, assessment, kind, scope);
  const itemIds = scope.itemIds && new Set(scope.itemIds);
  const cells = [...new Set([...rows.keys(), ...known, ...also])].filter((cell) => {
    const place = kind.locate(assessment, cell);
    return place && (itemIds?.has(place.itemId) ?? true);
  });
  const heads = new Map(await listHeads(db, cells));
  const versions = new Map((await listVersions(db, cells)).map((version) => [version.id, version]));
  const find: FindVersion = (id) => versions.get(id);
  const fresh: Version[] = [];
  const turns = new Turns();
  for (const cell of cells) {
    await turns.next();
    const row = rows.get(cell);
    const stands = standing(heads.get(cell) ?? [], find)?.value ?? 'null';
    if ((row?.value ?? 'null') === stands) continue;
    const version = makeVersion(
      {
        cell,
        parents: heads.get(cell) ?? [],
        value: row?.value ?? 'null',
        at: row?.at ?? '',
        person: row?.person ?? '',
        rank: kind.ranks[seat],
      },
      sha256Text,
    );
    versions.set(version.id, version);
    heads.set(cell, headsOf([version.id], find));
    fresh.push(version);
  }
  return { heads, find, versions, fresh };
}
