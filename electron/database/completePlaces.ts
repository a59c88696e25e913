import { sql, type RawBuilder } from 'kysely';
import { rolesFor } from '../../shared/domain/role';

/**
 * Whether everybody whose marking of a place is wanted (assigned, may score, not of the unit) has locked it. Before that
 * nothing made of the markings may show: who has not locked yet must not learn what the others gave. Practice page §4.
 *
 * @param unit  alias of the unit's row.
 * @param item  alias of the item's row, or of one that has `id`.
 */
export function isComplete(cycleId: number, unit: string, item: string): RawBuilder<boolean> {
  const unitColumn = (name: string) => sql.ref(`${unit}.${name}`);
  const itemId = sql.ref(`${item}.id`);
  return sql<boolean>`NOT EXISTS (
    SELECT 1 FROM scorer_assignment AS sa CROSS JOIN account AS wanted ON wanted.id = sa.account_id
    WHERE sa.cycle_id = ${cycleId} AND sa.item_id = ${itemId} AND ${mayScore('wanted')}
      AND wanted.unit_code <> ${unitColumn('code')}
      AND NOT EXISTS (SELECT 1 FROM marking AS own WHERE own.unit_id = ${unitColumn('id')}
        AND own.item_id = ${itemId} AND own.account_id = sa.account_id AND own.locked_at IS NOT NULL))`;
}

/** Whether an account may score at all: active, with a role that scores. @param account alias of its row. */
export function mayScore(account: string): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${account}.${name}`);
  const roles = JSON.stringify(rolesFor('score'));
  return sql<boolean>`(${column('active')} = 1 AND EXISTS (SELECT 1 FROM json_each(${column('roles')}) AS role
    WHERE role.value IN (SELECT value FROM json_each(${roles}))))`;
}
