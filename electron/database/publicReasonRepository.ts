import { sql, type Kysely } from 'kysely';
import type { MarkingMethod } from '../../shared/marking/method';
import type { Schema } from './schema';

/** What several scorers and whoever decided between them wrote about one place, without who wrote what. */
export interface SettledReasons {
  readonly unitId: number;
  readonly itemId: number;
  readonly method: MarkingMethod | 'decided';
  /** Of the decision; of the rule, made up of all markings. */
  readonly reason: string;
  /** Of the locked markings, each text once. */
  readonly own: readonly string[];
}

/** Reasons of every place of these units that was decided from several markings. */
export async function listSettledReasons(
  db: Kysely<Schema>,
  unitIds: readonly number[],
): Promise<SettledReasons[]> {
  const result = await sql<Omit<SettledReasons, 'own'> & { own: string }>`
    SELECT s.unit_id AS unitId, s.item_id AS itemId, s.method, s.reason,
      (SELECT json_group_array(DISTINCT trim(m.reason)) FROM marking AS m
        WHERE m.unit_id = s.unit_id AND m.item_id = s.item_id AND m.locked_at IS NOT NULL) AS own
    FROM settlement AS s WHERE s.unit_id IN (SELECT value FROM json_each(${JSON.stringify(unitIds)}))`.execute(
    db,
  );
  return result.rows.map((row) => ({
    ...row,
    own: (JSON.parse(row.own) as string[]).filter((text) => text !== ''),
  }));
}
