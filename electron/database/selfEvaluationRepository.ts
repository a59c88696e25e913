import type { Kysely } from 'kysely';
import type { Schema } from './schema';
import type { SelfEvaluation } from './sheetRepository';

/** What a unit said of itself at one place; undefined where nothing was typed. */
export async function findSelfEvaluation(
  db: Kysely<Schema>,
  unitId: number,
  itemId: number,
): Promise<SelfEvaluation | undefined> {
  return db
    .selectFrom('self_evaluation')
    .select(['points', 'statement'])
    .where('unit_id', '=', unitId)
    .where('item_id', '=', itemId)
    .executeTakeFirst();
}
