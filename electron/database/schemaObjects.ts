import { sql, type Kysely } from 'kysely';
import { FORMAT_VERSION, migrateTo } from './migrate';
import { openWriter } from './openDatabase';
import type { Schema } from './schema';

/** A table, an index, a trigger or a view as a database file has it. */
export interface SchemaObject {
  readonly type: string;
  readonly name: string;
  /** The statement it was made by. */
  readonly text: string;
}

/** An object that is not as this program makes it: not there, of other words, or nobody's. */
export interface StrangeObject extends SchemaObject {
  readonly how: 'missing' | 'changed' | 'foreign';
}

/** What SQLite itself keeps beside the tables: counters and the figures of ANALYZE. */
const OWN_OF_SQLITE = /^sqlite_(sequence|stat[134])$/;

/**
 * Where a database differs from what this program makes of that format. What is foreign or changed may do anything at any
 * read or write: a view in the place of a table never ends, a trigger writes what nobody typed.
 *
 * @param version  of the format the database says it has.
 */
export async function listStrangeObjects(
  db: Kysely<Schema>,
  version = FORMAT_VERSION,
): Promise<readonly StrangeObject[]> {
  const [found, expected] = [await readObjects(db), await expectedObjects(version)];
  const strange: StrangeObject[] = [];
  for (const [key, object] of expected) {
    const own = found.get(key);
    if (!own) strange.push({ ...object, how: 'missing' });
    else if (own.text !== object.text) strange.push({ ...own, how: 'changed' });
  }
  for (const [key, object] of found) if (!expected.has(key)) strange.push({ ...object, how: 'foreign' });
  return strange;
}

/** By type and name: a trigger may be called like a table. */
async function readObjects(db: Kysely<Schema>): Promise<ReadonlyMap<string, SchemaObject>> {
  const { rows } = await sql<SchemaObject>`
    SELECT type, name, sql AS text FROM sqlite_schema WHERE sql IS NOT NULL`.execute(db);
  const objects = rows.filter(({ type, name }) => !(type === 'table' && OWN_OF_SQLITE.test(name)));
  return new Map(objects.map((object) => [`${object.type} ${object.name}`, object]));
}

/** As a new workspace of that format has it. */
async function expectedObjects(version: number): Promise<ReadonlyMap<string, SchemaObject>> {
  const fresh = await openWriter(':memory:');
  try {
    await migrateTo(fresh, version);
    return await readObjects(fresh);
  } finally {
    await fresh.destroy();
  }
}
