import type { Kysely } from 'kysely';
import { readFormatVersion } from '../../database/migrate';
import { checkDatabase } from '../../database/openDatabase';
import type { Schema } from '../../database/schema';
import { listStrangeObjects } from '../../database/schemaObjects';
import { assertSupported } from './manifest';

const KINDS: Readonly<Record<string, string>> = {
  table: '数据表',
  index: '索引',
  trigger: '触发器',
  view: '视图',
};

/** What SQLite says of a file that is not there, is no database, or whose tables cannot be made out. */
const UNREADABLE = new Set(['SQLITE_CANTOPEN', 'SQLITE_NOTADB', 'SQLITE_CORRUPT', 'SQLITE_ERROR']);

/**
 * What speaks against a database that came in a file from elsewhere, in words; '' where nothing does. Its tables are held
 * against those of its format before anything of it is looked at: a stranger's view in the place of a table never ends. A
 * missing guard or index speaks against nothing: it takes nothing along, and `verify` names it.
 *
 * @throws {AppError} WORKSPACE_TOO_NEW
 */
export async function databaseFault(db: Kysely<Schema>): Promise<string> {
  try {
    const version = await readFormatVersion(db);
    assertSupported(version);
    const strange = (await listStrangeObjects(db, version)).find(
      ({ type, how }) => how !== 'missing' || type === 'table',
    );
    if (strange) {
      const what = `${KINDS[strange.type] ?? strange.type} ${strange.name.slice(0, 60)}`;
      return strange.how === 'missing' ? `数据库里缺少${what}` : `数据库里有不是本软件建立的${what}`;
    }
    return (await checkDatabase(db, 'quick_check')).length > 0 ? '数据库不完整' : '';
  } catch (cause) {
    if (UNREADABLE.has((cause as NodeJS.ErrnoException).code ?? ''))
      return '里面没有数据库，或数据库读不出来';
    throw cause;
  }
}
