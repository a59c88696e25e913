import { sql, type Kysely } from 'kysely';
import type { Role } from '../../shared/domain/role';
import type { PackageRow } from '../../shared/exchange/packageData';
import { insertRows, type Cell } from './insertRows';
import type { Schema } from './schema';
import { insertMissingGroups } from './unitRepository';

const listed = (values: readonly (number | string)[]) =>
  sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

/** Units as they travel, in list order. */
export async function listPackedUnits(
  db: Kysely<Schema>,
  unitIds: readonly number[],
): Promise<PackageRow<'units'>[]> {
  const result = await sql<Omit<PackageRow<'units'>, 'tags'> & { tags: string }>`
    SELECT u.uid, u.code, u.name, u.short_name AS shortName, g.name AS "group", u.tags, u.position
    FROM unit AS u JOIN unit_group AS g ON g.id = u.group_id WHERE u.id IN ${listed(unitIds)}
    ORDER BY u.position, u.id`.execute(db);
  return result.rows.map(({ tags, ...unit }) => ({ ...unit, tags: JSON.parse(tags) as string[] }));
}

/** Last year's points and reasons of these units, of these items or of all (null). */
export async function listPackedPriorScores(
  db: Kysely<Schema>,
  unitIds: readonly number[],
  itemCodes: readonly string[] | null,
): Promise<PackageRow<'priorScores'>[]> {
  const ofItems = itemCodes === null ? sql`` : sql`AND p.item_code IN ${listed(itemCodes)}`;
  const result = await sql<PackageRow<'priorScores'>>`
    SELECT u.code AS unit, p.item_code AS item, p.points, p.reason
    FROM prior_score AS p JOIN unit AS u ON u.id = p.unit_id
    WHERE p.unit_id IN ${listed(unitIds)} ${ofItems} ORDER BY u.position, p.item_code`.execute(db);
  return result.rows;
}

/** The account a unit's seat works as: the office's own for that unit, where there is just one. */
export async function findUnitContact(
  db: Kysely<Schema>,
  unitCode: string,
): Promise<{ readonly uid: string; readonly name: string } | undefined> {
  const rows = await db
    .selectFrom('account')
    .select(['uid', 'name'])
    .where('unit_code', '=', unitCode)
    .where('active', '=', 1)
    .where(sql<boolean>`EXISTS (SELECT 1 FROM json_each(roles) WHERE value IN ('unitFiller', 'unitLeader'))`)
    .execute();
  return rows.length === 1 ? rows[0] : undefined;
}

/** A package as the others of its workspace are held against it. */
export interface PlaceInLine {
  readonly uid: string;
  readonly workspaceUid: string;
  readonly sequence: number;
  readonly createdAt: string;
}

/**
 * Whether something the same workspace wrote later was merged here: then this one is old news, in whatever order packages
 * come. Later is what has both the greater number and the later time: numbers begin again where the office went back to a
 * backup, and clocks are put right.
 */
export async function hasMergedLater(
  db: Kysely<Schema>,
  { uid, workspaceUid, sequence, createdAt }: PlaceInLine,
): Promise<boolean> {
  const later = await db
    .selectFrom('exchange_package')
    .select('id')
    .where('direction', '=', 'in')
    .where('state', '=', 'merged')
    .where('workspace_uid', '=', workspaceUid)
    .where('uid', '<>', uid)
    .where('sequence', '>', sequence)
    .where('created_at', '>', createdAt)
    .limit(1)
    .executeTakeFirst();
  return later !== undefined;
}

/** Whether another package of the same workspace was merged here after this one was, older or not. */
export async function hasMergedSince(
  db: Kysely<Schema>,
  { uid, workspaceUid }: Pick<PlaceInLine, 'uid' | 'workspaceUid'>,
): Promise<boolean> {
  const result = await sql<{ since: number }>`
    SELECT EXISTS (SELECT 1 FROM exchange_package AS p JOIN exchange_package AS own
      ON own.uid = ${uid} AND own.direction = 'in'
      WHERE p.direction = 'in' AND p.state = 'merged' AND p.workspace_uid = ${workspaceUid}
        AND p.uid <> ${uid} AND p.at > own.at) AS since`.execute(db);
  return result.rows[0]?.since === 1;
}

/** Row of the package a year began with at a seat: the first that came. */
export async function findFoundingPackage(db: Kysely<Schema>, cycleId: number): Promise<number | undefined> {
  const first = await db
    .selectFrom('exchange_package')
    .select('id')
    .where('cycle_id', '=', cycleId)
    .where('direction', '=', 'in')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return first?.id;
}

/**
 * Units with their uids and groups.
 *
 * @param renew  whether units that are here already take names, group and tags of these.
 */
export async function storePackedUnits(
  trx: Kysely<Schema>,
  cycleId: number,
  groups: readonly PackageRow<'groups'>[],
  units: readonly PackageRow<'units'>[],
  renew: boolean,
): Promise<void> {
  const ids = await insertMissingGroups(trx, cycleId, [
    ...groups,
    ...units.map((unit) => ({ name: unit.group, note: '' })),
  ]);
  const again = renew
    ? sql`DO UPDATE SET code = excluded.code, group_id = excluded.group_id, name = excluded.name,
        short_name = excluded.short_name, tags = excluded.tags, position = excluded.position`
    : sql`DO NOTHING`;
  await insertRows(
    trx,
    'unit',
    ['uid', 'cycle_id', 'group_id', 'code', 'name', 'short_name', 'tags', 'position'],
    units.map((unit): Cell[] => [
      ...[unit.uid, cycleId, ids.get(unit.group) ?? null, unit.code, unit.name, unit.shortName],
      ...[JSON.stringify(unit.tags), unit.position],
    ]),
    // By its uid where the office went back to preparation and gave it another code.
    sql`ON CONFLICT (cycle_id, code) ${again} ON CONFLICT (uid) ${again}`,
  );
}

/** Gives an account the identity of whom a seat is made for; it has no password. */
export async function makeSeatAccount(
  trx: Kysely<Schema>,
  accountId: number,
  {
    uid,
    name,
    unitCode,
    roles,
  }: {
    readonly uid: string;
    readonly name: string;
    readonly unitCode: string;
    readonly roles: readonly Role[];
  },
): Promise<void> {
  await trx
    .updateTable('account')
    .set({ uid, name, unit_code: unitCode, roles: JSON.stringify(roles), all_items: 0 })
    .where('id', '=', accountId)
    .execute();
}

/** Items the seat's account scores. Those it had it keeps. */
export async function addAssignments(
  trx: Kysely<Schema>,
  cycleId: number,
  accountId: number,
  itemIds: readonly number[],
): Promise<void> {
  await insertRows(
    trx,
    'scorer_assignment',
    ['cycle_id', 'item_id', 'account_id'],
    itemIds.map((itemId) => [cycleId, itemId, accountId]),
    sql`ON CONFLICT DO NOTHING`,
  );
}

/** Items the seat's account scores no more. */
export async function removeAssignments(
  trx: Kysely<Schema>,
  cycleId: number,
  accountId: number,
  itemIds: readonly number[],
): Promise<void> {
  await sql`DELETE FROM scorer_assignment WHERE cycle_id = ${cycleId} AND account_id = ${accountId}
    AND item_id IN ${listed(itemIds)}`.execute(trx);
}

/** How items are scored by several, as the office says now. @param itemIds  all the package speaks of. */
export async function replaceItemMarkings(
  trx: Kysely<Schema>,
  cycleId: number,
  itemIds: readonly number[],
  markings: readonly (Omit<PackageRow<'itemMarkings'>, 'item'> & { readonly itemId: number })[],
): Promise<void> {
  await sql`DELETE FROM item_marking WHERE cycle_id = ${cycleId} AND item_id IN ${listed(itemIds)}`.execute(
    trx,
  );
  await insertRows(
    trx,
    'item_marking',
    ['cycle_id', 'item_id', 'method', 'spread_limit', 'blind'],
    markings.map(({ itemId, method, spreadLimit, blind }) => [
      ...[cycleId, itemId, method, spreadLimit],
      blind ? 1 : 0,
    ]),
  );
}

/** Last year's points and reasons over what stands of the same places. */
export async function storePriorScores(
  trx: Kysely<Schema>,
  scores: readonly (Omit<PackageRow<'priorScores'>, 'unit'> & { readonly unitId: number })[],
): Promise<void> {
  await insertRows(
    trx,
    'prior_score',
    ['unit_id', 'item_code', 'points', 'reason'],
    scores.map(({ unitId, item, points, reason }) => [unitId, item, points, reason]),
    sql`ON CONFLICT (unit_id, item_code) DO UPDATE SET points = excluded.points, reason = excluded.reason`,
  );
}
