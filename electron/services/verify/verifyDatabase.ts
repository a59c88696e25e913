import { sql, type Kysely } from 'kysely';
import type { VerifyFinding } from '@shared/ipc/views';
import { migrateToLatest } from '../../database/migrate';
import { checkDatabase, openWriter } from '../../database/openDatabase';
import type { Schema } from '../../database/schema';
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

type Objects = ReadonlyMap<string, { readonly type: string; readonly text: string }>;

/** A guard somebody dropped or weakened would let through what the database is there to refuse. */
async function changedSchema(db: Kysely<Schema>): Promise<VerifyFinding[]> {
  const found = await schemaObjects(db);
  const findings: VerifyFinding[] = [];
  for (const [name, { type, text }] of await expectedSchema()) {
    const kind = KINDS[type] ?? type;
    const own = found.get(name);
    if (!own) findings.push(finding(`缺少${kind} ${name}`, name));
    else if (own.text !== text) findings.push(finding(`${kind} ${name} 被改动过`, name));
  }
  return findings;
}

async function schemaObjects(db: Kysely<Schema>): Promise<Objects> {
  const result = await sql<{ type: string; name: string; text: string }>`
    SELECT type, name, sql AS text FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'`.execute(
    db,
  );
  return new Map(result.rows.map(({ type, name, text }) => [name, { type, text }]));
}

/** As a new workspace has it. */
async function expectedSchema(): Promise<Objects> {
  const fresh = await openWriter(':memory:');
  try {
    await migrateToLatest(fresh);
    return await schemaObjects(fresh);
  } finally {
    await fresh.destroy();
  }
}
