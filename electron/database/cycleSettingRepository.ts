import type { Kysely } from 'kysely';
import type { Schema } from './schema';

/** What a cycle is run by, beside its indicator system: one JSON value per name. */
export type CycleSettingKey =
  | 'feedbackShowsRank'
  | 'composite'
  | 'surveyLimit'
  | 'caseFiles'
  /** Percent of what stands a package may lower before somebody is asked. */
  | 'mergeLowering';

/** @returns what was stored under the name; undefined where nothing was. */
export async function readCycleSetting(
  db: Kysely<Schema>,
  cycleId: number,
  key: CycleSettingKey,
): Promise<unknown> {
  const row = await db
    .selectFrom('cycle_setting')
    .select('value')
    .where('cycle_id', '=', cycleId)
    .where('key', '=', key)
    .executeTakeFirst();
  return row && JSON.parse(row.value);
}

export async function writeCycleSetting(
  trx: Kysely<Schema>,
  cycleId: number,
  key: CycleSettingKey,
  setting: unknown,
): Promise<void> {
  const value = JSON.stringify(setting);
  await trx
    .insertInto('cycle_setting')
    .values({ cycle_id: cycleId, key, value })
    .onConflict((conflict) => conflict.columns(['cycle_id', 'key']).doUpdateSet({ value }))
    .execute();
}
