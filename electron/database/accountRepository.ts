import type { Kysely, Selectable } from 'kysely';
import type { Actor, Role } from '../../shared/domain/role';
import type { AccountTable } from './practiceSchema';
import type { Schema } from './schema';

type AccountRow = Selectable<AccountTable>;

/** An account as somebody who acts. */
export function toActor(row: AccountRow): Actor {
  return {
    accountId: row.id,
    uid: row.uid,
    name: row.name,
    unitCode: row.unit_code,
    roles: JSON.parse(row.roles) as Role[],
    allItems: row.all_items === 1,
  };
}

/** The office's own account while it has no password: whoever opens the workspace then is the office. */
export async function findOpenOffice(db: Kysely<Schema>): Promise<Actor | null> {
  const rows = await db
    .selectFrom('account')
    .selectAll()
    .where('active', '=', 1)
    .where('password', '=', '')
    .orderBy('id')
    .execute();
  return rows.map(toActor).find(({ roles }) => roles.includes('officeAdmin')) ?? null;
}
