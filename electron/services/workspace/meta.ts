import type { Kysely } from 'kysely';
import type { Schema } from '../../database/schema';

/** Facts about the workspace itself. `session`: since when somebody writes in it; '' after an orderly close. */
type MetaKey = 'id' | 'name' | 'seat' | 'created' | 'session' | 'lockAfterMinutes';

export async function readMeta(db: Kysely<Schema>, key: MetaKey): Promise<string> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value ?? '';
}

export async function writeMeta(db: Kysely<Schema>, key: MetaKey, value: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
