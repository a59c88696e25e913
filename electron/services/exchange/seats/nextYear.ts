import type { Kysely } from 'kysely';
import { seatPackageWrong } from '@shared/errors/seats';
import { PACKAGE_KIND_NAMES } from '@shared/exchange/packageKind';
import type { PackageRow } from '@shared/exchange/packageData';
import type { ItemView } from '@shared/ipc/views';
import { belongsToUnit } from '@shared/domain/unit';
import { insertCycle } from '../../../database/nextCycleRepository';
import { systemRows } from '../../../database/rowPins';
import type { Schema } from '../../../database/schema';
import { insertSystem, listSystems, type PartView } from '../../../database/systemRepository';
import type { Assessment } from '../../assessment/assessment';
import type { Workspace } from '../../workspace/workspace';
import type { PackageContents } from '../kinds/packageHandler';
import type { CellWriting } from '../merge/cellKind';
import { packedSystem, systemDigest, unpackedSystem } from '../packedSystem';

/** Ids of what is not stored yet. */
const NOT_YET = -1;

/** Whether an assessment is of a year that a package is only about to begin here. */
export const isBeginning = ({ cycle }: Pick<Assessment, 'cycle'>): boolean => cycle.id === NOT_YET;

/**
 * The year a package is about: at a seat a 任务包 or 评分包 of a later year begins it, in the same workspace, as the office
 * goes on in its own; years before stay as they are. For planning it is empty, with ids that nothing has. Anything else is
 * about the year that stands.
 *
 * @throws {AppError} SEAT_PACKAGE_WRONG
 */
export function yearOf(
  { seat }: Pick<Workspace, 'seat'>,
  standing: Assessment,
  { manifest, data }: PackageContents,
): Assessment {
  const begins = manifest.kind === 'task' || manifest.kind === 'assign';
  if (seat === 'office' || !begins || manifest.cycle.year <= standing.cycle.year) return standing;
  const row = requireSystem({ manifest, data });
  const { items, parts } = numbered(row);
  const { uid, year, name, state } = manifest.cycle;
  return {
    cycle: { id: NOT_YET, uid, year, name, state, systemId: NOT_YET },
    system: { summary: summaryOf(row), systemKey: row.key, system: unpackedSystem(row), items, parts },
    parts: parts.filter(({ section }) => section === 'base'),
    items,
    itemById: new Map(items.map((item) => [item.id, item])),
    itemByCode: new Map(items.map((item) => [item.code, item])),
    ...{ groups: [], units: [], unitById: new Map(), unitByCode: new Map(), composite: null },
    markingOf: () => undefined,
    isAssigned: () => false,
    itemsOf: (unit) => items.filter((item) => belongsToUnit(item, unit)),
  };
}

/** Begins that year, first in the transaction of the merge; its units and everything else come with the package. */
export async function beginYear(
  { trx, assessment: { cycle: last }, audit, now }: CellWriting,
  contents: PackageContents,
): Promise<void> {
  const row = requireSystem(contents);
  const { uid, year, name, state } = contents.manifest.cycle;
  const known = await findSame(trx, systemDigest(row));
  const uids = { system: row.uid, items: row.items.map((item) => item.uid) };
  const systemId = known ?? (await insertSystem(trx, unpackedSystem(row), 'published', now, null, uids));
  await insertCycle(trx, { uid, year, name, state, systemId, now });
  await audit({
    action: 'cycle.start',
    subject: name,
    before: { year: last.year, state: last.state },
    after: { year, state, system: row.version, package: contents.manifest.id },
    ...(known === undefined ? { pins: await systemRows(trx, systemId) } : {}),
  });
}

/** A stored system that says the same: it may serve several years. */
async function findSame(db: Kysely<Schema>, digest: string): Promise<number | undefined> {
  for (const { id } of await listSystems(db)) {
    if (systemDigest(await packedSystem(db, id)) === digest) return id;
  }
  return undefined;
}

function requireSystem({ manifest, data }: PackageContents): PackageRow<'system'> {
  const [row] = data.system ?? [];
  if (row && systemDigest(row) === manifest.system.digest) return row;
  throw seatPackageWrong({ name: PACKAGE_KIND_NAMES[manifest.kind], detail: '里面的指标体系和清单不符' });
}

function numbered({ items }: PackageRow<'system'>): {
  readonly items: readonly ItemView[];
  readonly parts: readonly PartView[];
} {
  const parts = new Map<string, PartView>();
  for (const { section, level1Code: code, level1Name: name } of items) {
    const key = JSON.stringify([section, code, name]);
    if (!parts.has(key)) parts.set(key, { id: NOT_YET - parts.size, section, code, name });
  }
  return {
    items: items.map(({ uid: _uid, ...item }, index) => ({ ...item, id: NOT_YET - index })),
    parts: [...parts.values()],
  };
}

function summaryOf(row: PackageRow<'system'>): Assessment['system']['summary'] {
  const base = row.items.filter(({ section }) => section === 'base');
  return {
    ...{ id: NOT_YET, title: row.title, version: row.version, year: row.year, status: 'published' },
    ...{ official: row.official, note: row.note, itemCount: row.items.length },
    basePoints: base.reduce((sum, { points }) => sum + points, 0),
    ...{ publishedAt: null, createdAt: '' },
  };
}
