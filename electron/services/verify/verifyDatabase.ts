import { sql, type Kysely } from 'kysely';
import type { VerifyFinding } from '@shared/ipc/views';
import { checkDatabase } from '../../database/openDatabase';
import type { Schema } from '../../database/schema';
import { listStrangeObjects } from '../../database/schemaObjects';
import { asAppError } from '../workspace/asAppError';

const KINDS: Readonly<Record<string, string>> = {
  table: '数据表',
  index: '索引',
  trigger: '保护规则',
  view: '视图',
};

/**
 * Whether every page can be read (`readable`), and whether what stands there is also of the kind the tables allow
 * (`sound`): only a hand in the database puts something else into a column.
 */
export interface DatabaseCheck {
  readonly findings: readonly VerifyFinding[];
  readonly readable: boolean;
  readonly sound: boolean;
}

/** Lines of the integrity check about the content of a row, not about the file. */
const CONTENT = /^(CHECK constraint failed in|NULL value in) /;

/** The file itself, references between rows, and whether tables and guards are those this program made. */
export async function verifyDatabase(db: Kysely<Schema>): Promise<DatabaseCheck> {
  try {
    const lines = await checkDatabase(db, 'integrity_check');
    const findings = lines.map((line) => finding(`数据库文件内部不一致：${line}`, 'faheng.db'));
    findings.push(...(await brokenReferences(db)), ...(await changedSchema(db)));
    return { findings, readable: lines.every((line) => CONTENT.test(line)), sound: lines.length === 0 };
  } catch (cause) {
    const described = asAppError(cause);
    if (described?.report.code !== 'WORKSPACE_DAMAGED') throw cause;
    return { findings: [finding('数据库文件已损坏，读不完整', 'faheng.db')], readable: false, sound: false };
  }
}

function finding(message: string, place: string): VerifyFinding {
  return { kind: 'database', message, place };
}

async function brokenReferences(db: Kysely<Schema>): Promise<VerifyFinding[]> {
  const result = await sql<{
    table: string;
    parent: string;
    count: number;
  }>`SELECT "table", parent, count(*) AS count FROM pragma_foreign_key_check GROUP BY 1, 2`.execute(db);
  return result.rows.map(({ table, parent, count }) =>
    finding(`${table} 表有 ${count} 行指向不存在的 ${parent}`, table),
  );
}

/**
 * A guard somebody dropped or weakened would let through what the database is there to refuse; one somebody added would
 * write what nobody typed.
 */
async function changedSchema(db: Kysely<Schema>): Promise<VerifyFinding[]> {
  return (await listStrangeObjects(db)).map(({ type, name, how }) => {
    const kind = KINDS[type] ?? type;
    if (how === 'missing') return finding(`缺少${kind} ${name}`, name);
    if (how === 'changed') return finding(`${kind} ${name} 被改动过`, name);
    return finding(`多出不是本软件建立的${type === 'trigger' ? '触发器' : kind} ${name}`, name);
  });
}
