import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type Selectable } from 'kysely';
import type { IndicatorSystem, ScoringItem, Section } from '../../shared/domain/indicatorSystem';
import type { IndicatorSystemView, ItemView, SystemSummary } from '../../shared/ipc/views';
import { insertRows, type Cell } from './insertRows';
import type { IndicatorSystemTable, Schema } from './schema';

/** A level-1 indicator (一级指标), or one of 加分项, 扣分项, 否决项, of a stored system. */
export interface PartView {
  readonly id: number;
  readonly section: Section;
  readonly code: string;
  readonly name: string;
}

/** A stored system with its parts in table order. */
export interface StoredSystem extends IndicatorSystemView {
  readonly parts: readonly PartView[];
  readonly systemKey: string;
}

/** An item about to be stored; `id` and `uid` are given where the item is there already and only moves or changes. */
export interface ItemToStore {
  readonly item: ScoringItem;
  readonly id?: number;
  readonly uid?: string;
}

const ITEM_COLUMNS = [
  'id',
  'uid',
  'system_id',
  'part_id',
  'position',
  'section',
  'code',
  'level2_code',
  'level2_name',
  'name',
  'requirement',
  'points',
  'rules',
  'standard',
  'evidence',
  'unit_groups',
  'unit_tags',
  'lead_scorer',
  'basis',
] as const;

const partKey = (item: Pick<ScoringItem, 'section' | 'level1Code' | 'level1Name'>): string =>
  JSON.stringify([item.section, item.level1Code, item.level1Name]);

async function insertParts(
  trx: Kysely<Schema>,
  systemId: number,
  items: readonly ItemToStore[],
): Promise<ReadonlyMap<string, number>> {
  const parts = new Map<string, ScoringItem>();
  for (const { item } of items) if (!parts.has(partKey(item))) parts.set(partKey(item), item);
  await insertRows(
    trx,
    'part',
    ['system_id', 'position', 'section', 'code', 'name'],
    [...parts.values()].map((item, index): Cell[] => [
      systemId,
      index + 1,
      item.section,
      item.level1Code,
      item.level1Name,
    ]),
  );
  const stored = await trx
    .selectFrom('part')
    .select(['id', 'section', 'code as level1Code', 'name as level1Name'])
    .where('system_id', '=', systemId)
    .execute();
  return new Map(stored.map((part) => [partKey(part), part.id]));
}

/**
 * Writes all parts and items of a draft, in the order given; what was there goes. Items that come with their id keep
 * it. The database refuses it for a published system.
 */
export async function replaceItems(
  trx: Kysely<Schema>,
  systemId: number,
  items: readonly ItemToStore[],
): Promise<void> {
  await trx.deleteFrom('item').where('system_id', '=', systemId).execute();
  await trx.deleteFrom('part').where('system_id', '=', systemId).execute();
  const parts = await insertParts(trx, systemId, items);
  const rows = items.map(({ item, id, uid }, index): Cell[] => [
    id ?? null,
    uid ?? randomUUID(),
    systemId,
    parts.get(partKey(item)) ?? null,
    index + 1,
    item.section,
    item.code,
    item.level2Code,
    item.level2Name,
    item.name,
    item.requirement,
    item.points,
    JSON.stringify(item.rules),
    item.standard,
    JSON.stringify(item.evidence),
    JSON.stringify(item.groups),
    JSON.stringify(item.unitTags),
    item.leadScorer,
    JSON.stringify(item.basis),
  ]);
  // Kept ids first: a fresh one could otherwise be given an id that still has to come back.
  const [kept, fresh] = [rows.filter(([id]) => id !== null), rows.filter(([id]) => id === null)];
  await insertRows(trx, 'item', ITEM_COLUMNS, [...kept, ...fresh]);
}

/** Freezes a draft. Nothing of it can change afterwards; the database sees to that. */
export async function markPublished(trx: Kysely<Schema>, systemId: number, now: string): Promise<void> {
  await trx
    .updateTable('indicator_system')
    .set({ status: 'published', published_at: now })
    .where('id', '=', systemId)
    .execute();
}

/**
 * Stores a whole indicator system. Call it inside a transaction.
 *
 * @param now  ISO time with zone, recorded as created (and published) time.
 * @param basedOn  id of the version it was made from, if any.
 * @param uids  of the system and its items, in their order, where another machine has them already.
 * @returns the id of the new version.
 */
export async function insertSystem(
  trx: Kysely<Schema>,
  system: IndicatorSystem,
  status: 'draft' | 'published',
  now: string,
  basedOn: number | null = null,
  uids?: { readonly system: string; readonly items: readonly string[] },
): Promise<number> {
  const { id } = await trx
    .insertInto('indicator_system')
    .values({
      uid: uids?.system ?? randomUUID(),
      system_key: system.systemId,
      title: system.title,
      version: system.version,
      year: system.year,
      status: 'draft',
      official: system.provenance.official ? 1 : 0,
      note: system.provenance.note,
      settings: JSON.stringify(system.settings),
      based_on: basedOn,
      created_at: now,
      published_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await replaceItems(
    trx,
    id,
    system.items.map((item, index) => ({ item, uid: uids?.items[index] })),
  );
  // Last, because a published system takes no more items.
  if (status === 'published') await markPublished(trx, id, now);
  return id;
}

type SystemRow = Selectable<IndicatorSystemTable> & { itemCount: number; basePoints: number };

function toSummary(row: SystemRow): SystemSummary {
  return {
    id: row.id,
    title: row.title,
    version: row.version,
    year: row.year,
    status: row.status,
    official: row.official === 1,
    note: row.note,
    itemCount: row.itemCount,
    basePoints: row.basePoints,
    publishedAt: row.published_at,
    createdAt: row.created_at,
  };
}

function selectSystems(db: Kysely<Schema>) {
  return db
    .selectFrom('indicator_system')
    .selectAll('indicator_system')
    .select([
      sql<number>`(SELECT count(*) FROM item WHERE item.system_id = indicator_system.id)`.as('itemCount'),
      sql<number>`(SELECT COALESCE(sum(points), 0) FROM item
        WHERE item.system_id = indicator_system.id AND section = 'base')`.as('basePoints'),
    ]);
}

/** Every stored version, newest first. */
export async function listSystems(db: Kysely<Schema>): Promise<SystemSummary[]> {
  const rows = await selectSystems(db).orderBy('indicator_system.id', 'desc').execute();
  return rows.map(toSummary);
}

/** What `listSystems` says of one version; undefined if there is none of that id. */
export async function findSystemSummary(
  db: Kysely<Schema>,
  systemId: number,
): Promise<SystemSummary | undefined> {
  const row = await selectSystems(db).where('indicator_system.id', '=', systemId).executeTakeFirst();
  return row && toSummary(row);
}

/** The version called so within a line of versions. */
export async function findVersion(
  db: Kysely<Schema>,
  systemKey: string,
  version: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('indicator_system')
    .select('id')
    .where('system_key', '=', systemKey)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.id;
}

async function listItems(db: Kysely<Schema>, systemId: number): Promise<ItemView[]> {
  const rows = await db
    .selectFrom('item')
    .innerJoin('part', 'part.id', 'item.part_id')
    .selectAll('item')
    .select(['part.code as level1_code', 'part.name as level1_name'])
    .where('item.system_id', '=', systemId)
    .orderBy('item.position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    section: row.section,
    level1Code: row.level1_code,
    level1Name: row.level1_name,
    level2Code: row.level2_code,
    level2Name: row.level2_name,
    name: row.name,
    requirement: row.requirement,
    points: row.points,
    rules: JSON.parse(row.rules) as ItemView['rules'],
    standard: row.standard,
    evidence: JSON.parse(row.evidence) as string[],
    groups: JSON.parse(row.unit_groups) as string[],
    unitTags: JSON.parse(row.unit_tags) as string[],
    leadScorer: row.lead_scorer,
    basis: JSON.parse(row.basis) as ItemView['basis'],
  }));
}

/** Reads one version whole; undefined if there is none of that id. */
export async function findSystem(db: Kysely<Schema>, systemId: number): Promise<StoredSystem | undefined> {
  const row = await selectSystems(db).where('indicator_system.id', '=', systemId).executeTakeFirst();
  if (!row) return undefined;
  const parts = await db
    .selectFrom('part')
    .select(['id', 'section', 'code', 'name'])
    .where('system_id', '=', systemId)
    .orderBy('position')
    .execute();
  return {
    summary: toSummary(row),
    systemKey: row.system_key,
    system: {
      systemId: row.system_key,
      title: row.title,
      version: row.version,
      year: row.year,
      provenance: { official: row.official === 1, note: row.note },
      settings: JSON.parse(row.settings) as StoredSystem['system']['settings'],
    },
    items: await listItems(db, systemId),
    parts,
  };
}

/** Reads one version whole. @throws where there is none of that id: a caller's mistake. */
export async function loadSystem(db: Kysely<Schema>, systemId: number): Promise<StoredSystem> {
  const system = await findSystem(db, systemId);
  if (!system) throw new Error(`no indicator system ${systemId}`);
  return system;
}

/** Ids and uids of a version's items, so that rewriting the draft keeps them. */
export async function listItemIdentities(
  db: Kysely<Schema>,
  systemId: number,
): Promise<ReadonlyMap<number, string>> {
  const rows = await db.selectFrom('item').select(['id', 'uid']).where('system_id', '=', systemId).execute();
  return new Map(rows.map((row) => [row.id, row.uid]));
}

/** Name, version and settings of a draft. */
export async function updateSystemHead(
  trx: Kysely<Schema>,
  systemId: number,
  head: Pick<IndicatorSystem, 'title' | 'version' | 'settings'>,
): Promise<void> {
  await trx
    .updateTable('indicator_system')
    .set({ title: head.title, version: head.version, settings: JSON.stringify(head.settings) })
    .where('id', '=', systemId)
    .execute();
}

/**
 * Whether any score of a cycle, or any marking of one of several scorers, stands against an item of its version; another
 * year may use the same version.
 */
export async function isScored(
  db: Kysely<Schema>,
  { id, systemId }: { readonly id: number; readonly systemId: number },
): Promise<boolean> {
  const of = (table: 'score' | 'marking') => sql`EXISTS (
    SELECT 1 FROM unit AS u CROSS JOIN ${sql.table(table)} AS s ON s.unit_id = u.id
    CROSS JOIN item ON item.id = s.item_id AND item.system_id = ${systemId} WHERE u.cycle_id = ${id})`;
  const result = await sql<{ scored: 0 | 1 }>`SELECT ${of('score')} OR ${of('marking')} AS scored`.execute(
    db,
  );
  return result.rows[0]?.scored === 1;
}
