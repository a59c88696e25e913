import { sql, type Kysely } from 'kysely';
import type { Points } from '../../shared/domain/points';
import type { SchemeComponent } from '../../shared/domain/totals';
import type { SchemeView } from '../../shared/ipc/views';
import { insertRows, type Cell } from './insertRows';
import type { Schema } from './schema';

/** The active comprehensive schemes of a cycle, in the order of its groups. */
export async function listSchemeViews(db: Kysely<Schema>, cycleId: number): Promise<SchemeView[]> {
  const rows = await db
    .selectFrom('unit_group')
    .innerJoin('comprehensive_scheme as scheme', 'scheme.group_id', 'unit_group.id')
    .innerJoin('scheme_component as component', 'component.scheme_id', 'scheme.id')
    .select(['unit_group.id as groupId', 'unit_group.name as group'])
    .select(['component.id', 'component.name', 'component.weight', 'component.rule_of_law'])
    .where('unit_group.cycle_id', '=', cycleId)
    .where('scheme.status', '=', 'active')
    .orderBy('unit_group.position')
    .orderBy('component.position')
    .execute();
  const schemes = new Map<
    number,
    { groupId: number; group: string; components: SchemeView['components'][number][] }
  >();
  for (const { groupId, group, id, name, weight, rule_of_law: law } of rows) {
    const scheme = schemes.get(groupId) ?? { groupId, group, components: [] };
    scheme.components.push({ id, name, weight, ruleOfLaw: law === 1 });
    schemes.set(groupId, scheme);
  }
  return [...schemes.values()];
}

/**
 * Writes the scheme of a group over the one that stands there. Components that keep their name keep the scores entered
 * for them. Call it inside a transaction.
 *
 * @throws where the database finds the law share below a tenth or the weights not whole.
 */
export async function writeScheme(
  trx: Kysely<Schema>,
  groupId: number,
  components: readonly SchemeComponent[],
): Promise<void> {
  const schemeId = await draftScheme(trx, groupId);
  const names = components.map((component) => component.name);
  await trx
    .deleteFrom('scheme_component')
    .where('scheme_id', '=', schemeId)
    .where('name', 'not in', names)
    .execute();
  await insertRows(
    trx,
    'scheme_component',
    ['scheme_id', 'position', 'name', 'weight', 'rule_of_law'],
    components.map(({ name, weight, ruleOfLaw }, index): Cell[] => [
      schemeId,
      index + 1,
      name,
      weight,
      ruleOfLaw ? 1 : 0,
    ]),
    sql`ON CONFLICT (scheme_id, name) DO UPDATE SET position = excluded.position,
      weight = excluded.weight, rule_of_law = excluded.rule_of_law`,
  );
  // Only now: the database weighs a scheme when it becomes active, and a half-written one would not add up.
  await trx
    .updateTable('comprehensive_scheme')
    .set({ status: 'active' })
    .where('id', '=', schemeId)
    .execute();
}

async function draftScheme(trx: Kysely<Schema>, groupId: number): Promise<number> {
  const { id } = await trx
    .insertInto('comprehensive_scheme')
    .values({ group_id: groupId, status: 'draft' })
    .onConflict((conflict) => conflict.column('group_id').doUpdateSet({ status: 'draft' }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function deleteScheme(trx: Kysely<Schema>, groupId: number): Promise<void> {
  await trx.deleteFrom('comprehensive_scheme').where('group_id', '=', groupId).execute();
}

/** One other component's score of a unit; null takes it away. Hundredths, 0–10000. */
export interface OtherScoreToStore {
  readonly componentId: number;
  readonly unitId: number;
  readonly score: Points | null;
}

/** Writes other components' scores; those there already are written over. Call it inside a transaction. */
export async function writeOtherScores(
  trx: Kysely<Schema>,
  scores: readonly OtherScoreToStore[],
): Promise<void> {
  const given = scores.filter(({ score }) => score !== null);
  const taken = scores.filter(({ score }) => score === null);
  await insertRows(
    trx,
    'other_score',
    ['component_id', 'unit_id', 'score'],
    given.map(({ componentId, unitId, score }): Cell[] => [componentId, unitId, score]),
    sql`ON CONFLICT (component_id, unit_id) DO UPDATE SET score = excluded.score`,
  );
  if (taken.length === 0) return;
  const keys = JSON.stringify(taken.map(({ componentId, unitId }) => [componentId, unitId]));
  await sql`DELETE FROM other_score WHERE (component_id, unit_id) IN
    (SELECT value ->> 0, value ->> 1 FROM json_each(${keys}))`.execute(trx);
}

/** A place another component's score may stand at, in words, and what stands there; null: nothing. */
export interface OtherScorePlace {
  readonly unit: string;
  readonly component: string;
  readonly score: Points | null;
}

/** What stands at the given places, by `componentId unitId`. */
export async function listOtherScoresAt(
  db: Kysely<Schema>,
  places: readonly { readonly componentId: number; readonly unitId: number }[],
): Promise<ReadonlyMap<string, OtherScorePlace>> {
  const json = JSON.stringify(places.map(({ componentId, unitId }) => [componentId, unitId]));
  const result = await sql<OtherScorePlace & { key: string }>`
    SELECT c.id || ' ' || u.id AS key, u.name AS unit, c.name AS component, o.score
    FROM json_each(${json}) AS k
    JOIN scheme_component AS c ON c.id = k.value ->> 0
    JOIN unit AS u ON u.id = k.value ->> 1
    LEFT JOIN other_score AS o ON o.component_id = c.id AND o.unit_id = u.id`.execute(db);
  return new Map(result.rows.map(({ key, ...place }) => [key, place]));
}

/** All other components' scores of the active schemes of a cycle, by unit, then component. Hundredths. */
export async function listOtherScores(
  db: Kysely<Schema>,
  cycleId: number,
): Promise<ReadonlyMap<number, ReadonlyMap<number, Points>>> {
  const rows = await db
    .selectFrom('unit_group')
    .innerJoin('comprehensive_scheme as scheme', 'scheme.group_id', 'unit_group.id')
    .innerJoin('scheme_component as component', 'component.scheme_id', 'scheme.id')
    .innerJoin('other_score', 'other_score.component_id', 'component.id')
    .select(['other_score.unit_id', 'other_score.component_id', 'other_score.score'])
    .where('unit_group.cycle_id', '=', cycleId)
    .where('component.rule_of_law', '=', 0)
    .execute();
  const byUnit = new Map<number, Map<number, Points>>();
  for (const row of rows) {
    const own = byUnit.get(row.unit_id) ?? new Map<number, Points>();
    byUnit.set(row.unit_id, own.set(row.component_id, row.score));
  }
  return byUnit;
}
