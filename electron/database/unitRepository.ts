import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Unit } from '../../shared/domain/unit';
import type { UnitGroupView, UnitView } from '../../shared/ipc/views';
import { insertRows, type Cell } from './insertRows';
import type { Schema } from './schema';

export interface GroupToStore {
  readonly name: string;
  readonly note: string;
}

/** Unit groups of a cycle in their order, each with the number of its units. */
export async function listGroups(db: Kysely<Schema>, cycleId: number): Promise<UnitGroupView[]> {
  return db
    .selectFrom('unit_group')
    .select(['id', 'name', 'note', 'position'])
    .select(sql<number>`(SELECT count(*) FROM unit WHERE unit.group_id = unit_group.id)`.as('unitCount'))
    .where('cycle_id', '=', cycleId)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

/** Adds the groups that are not there yet, after those that are. */
export async function insertMissingGroups(
  trx: Kysely<Schema>,
  cycleId: number,
  groups: readonly GroupToStore[],
): Promise<ReadonlyMap<string, number>> {
  const known = await listGroups(trx, cycleId);
  const names = new Set(known.map((group) => group.name));
  const missing = groups.filter((group) => !names.has(group.name) && names.add(group.name));
  const last = Math.max(0, ...known.map((group) => group.position));
  await insertRows(
    trx,
    'unit_group',
    ['cycle_id', 'name', 'note', 'position'],
    missing.map((group, index): Cell[] => [cycleId, group.name, group.note, last + index + 1]),
  );
  const all = missing.length > 0 ? await listGroups(trx, cycleId) : known;
  return new Map(all.map((group) => [group.name, group.id]));
}

/**
 * Stores units with their groups. A unit whose code is there already takes the new name, group, tags and place and
 * keeps its scores. Call it inside a transaction.
 *
 * @param groups  in their order; groups that only a unit names are added after them.
 */
export async function insertUnits(
  trx: Kysely<Schema>,
  cycleId: number,
  groups: readonly GroupToStore[],
  units: readonly Unit[],
): Promise<void> {
  const ids = await insertMissingGroups(trx, cycleId, [
    ...groups,
    ...units.map((unit) => ({ name: unit.group, note: '' })),
  ]);
  await insertRows(
    trx,
    'unit',
    ['uid', 'cycle_id', 'group_id', 'code', 'name', 'short_name', 'tags', 'position'],
    units.map((unit): Cell[] => [
      randomUUID(),
      cycleId,
      ids.get(unit.group) ?? null,
      unit.code,
      unit.name,
      unit.shortName,
      JSON.stringify(unit.tags),
      unit.position,
    ]),
    sql`ON CONFLICT (cycle_id, code) DO UPDATE SET group_id = excluded.group_id, name = excluded.name,
      short_name = excluded.short_name, tags = excluded.tags, position = excluded.position`,
  );
}

/** All units of a cycle in list order. */
export async function listUnits(db: Kysely<Schema>, cycleId: number): Promise<UnitView[]> {
  const rows = await db
    .selectFrom('unit')
    .innerJoin('unit_group', 'unit_group.id', 'unit.group_id')
    .select(['unit.id', 'unit.group_id', 'unit.code', 'unit.name', 'unit.short_name', 'unit.tags'])
    .select(['unit.position', 'unit_group.name as group'])
    .where('unit.cycle_id', '=', cycleId)
    .orderBy('unit.position')
    .orderBy('unit.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    groupId: row.group_id,
    code: row.code,
    name: row.name,
    shortName: row.short_name,
    group: row.group,
    tags: JSON.parse(row.tags) as string[],
    position: row.position,
  }));
}

/** Id of the unit with a code; undefined where there is none. */
export async function findUnitId(
  db: Kysely<Schema>,
  cycleId: number,
  code: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('unit')
    .select('id')
    .where('cycle_id', '=', cycleId)
    .where('code', '=', code)
    .executeTakeFirst();
  return row?.id;
}

/** Changes one unit, its code included. */
export async function updateUnit(
  trx: Kysely<Schema>,
  unitId: number,
  groupId: number,
  unit: Unit,
): Promise<void> {
  await trx
    .updateTable('unit')
    .set({
      group_id: groupId,
      code: unit.code,
      name: unit.name,
      short_name: unit.shortName,
      tags: JSON.stringify(unit.tags),
      position: unit.position,
    })
    .where('id', '=', unitId)
    .execute();
}

/** What hangs on a unit and would be lost with it. */
export interface UnitHoldings {
  readonly scores: number;
  readonly evidence: number;
  /** Items filled in, hand-ins and 缺项 requests. */
  readonly selfEvaluations: number;
  /** Of 案卷目录, which stays as it was imported. */
  readonly caseFiles: number;
  /** Places incidents are linked to. */
  readonly incidents: number;
  /** 满意度测评 */
  readonly surveys: number;
  /** Markings of several scorers, where nothing is settled yet too. */
  readonly markings: number;
  /** On-site checks, appeals, adjustments, corrections. */
  readonly reviews: number;
}

/** Counts what a unit has: rows a person filled in, not empty ones. */
export async function countUnitHoldings(db: Kysely<Schema>, unitId: number): Promise<UnitHoldings> {
  const result = await sql<UnitHoldings>`SELECT
    (SELECT count(*) FROM score WHERE unit_id = ${unitId}) AS scores,
    (SELECT count(*) FROM evidence WHERE unit_id = ${unitId}) AS evidence,
    (SELECT count(*) FROM self_evaluation WHERE unit_id = ${unitId})
      + (SELECT count(*) FROM submission_hand_in WHERE unit_id = ${unitId})
      + (SELECT count(*) FROM not_applicable_request WHERE unit_id = ${unitId}) AS selfEvaluations,
    (SELECT count(*) FROM case_file WHERE unit_id = ${unitId})
      + (SELECT count(*) FROM case_zero_report WHERE unit_id = ${unitId}) AS caseFiles,
    (SELECT count(*) FROM incident_link WHERE unit_id = ${unitId}) AS incidents,
    (SELECT count(*) FROM survey_result WHERE unit_id = ${unitId}) AS surveys,
    (SELECT count(*) FROM marking WHERE unit_id = ${unitId}) AS markings,
    (SELECT count(*) FROM site_check WHERE unit_id = ${unitId}
      AND cycle_id = (SELECT cycle_id FROM unit WHERE id = ${unitId}))
      + (SELECT count(*) FROM appeal WHERE unit_id = ${unitId})
      + (SELECT count(*) FROM score_adjustment WHERE unit_id = ${unitId})
      + (SELECT count(*) FROM correction WHERE unit_id = ${unitId}) AS reviews`.execute(db);
  const [holdings] = result.rows;
  if (!holdings) throw new Error('a count without a row');
  return holdings;
}

export async function deleteUnit(trx: Kysely<Schema>, unitId: number): Promise<void> {
  await trx.deleteFrom('unit').where('id', '=', unitId).execute();
}

/** Removes groups that hold no unit and no comprehensive scheme, so that a mistyped group does not stay for ever. */
export async function deleteEmptyGroups(
  trx: Kysely<Schema>,
  cycleId: number,
  keep: readonly string[],
): Promise<void> {
  await trx
    .deleteFrom('unit_group')
    .where('cycle_id', '=', cycleId)
    .where('name', 'not in', keep.length > 0 ? keep : [''])
    .where(sql<boolean>`NOT EXISTS (SELECT 1 FROM unit WHERE unit.group_id = unit_group.id)`)
    .where(sql<boolean>`NOT EXISTS (SELECT 1 FROM comprehensive_scheme s WHERE s.group_id = unit_group.id)`)
    .execute();
}
