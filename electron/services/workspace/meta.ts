import type { Kysely } from 'kysely';
import { SEATS, type Seat } from '../../../shared/exchange/packageKind';
import type { Schema } from '../../database/schema';

/** Facts about the workspace itself. `session`: since when somebody writes in it; '' after an orderly close. */
type MetaKey = 'id' | 'name' | 'seat' | 'created' | 'session' | 'lockAfterMinutes';

export async function readMeta(db: Kysely<Schema>, key: MetaKey): Promise<string> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value ?? '';
}

/** Where the workspace is used; the office's where nothing says otherwise. */
export async function readSeat(db: Kysely<Schema>): Promise<Seat> {
  const said = await readMeta(db, 'seat');
  return SEATS.find((seat) => seat === said) ?? 'office';
}

export async function writeMeta(db: Kysely<Schema>, key: MetaKey, value: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
