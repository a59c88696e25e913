import { cp, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '@shared/errors/appError';
import { openReader, openWriter } from '@electron/database/openDatabase';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import { behindTheBack } from '../../helpers/behindTheBack';
import { cellBytes } from '../../helpers/databasePages';
import { aTrailWorkspace } from '../../helpers/trailWorkspace';

let folder: string;
let database: string;
beforeAll(async () => {
  const made = await aTrailWorkspace();
  await made.close();
  folder = await mkdtemp(join(tmpdir(), 'faheng-bytes-'));
  await cp(made.folder, folder, { recursive: true });
  database = join(folder, 'faheng.db');
  // Folded back into the one file, so that the bytes changed are the bytes read.
  const db = await openWriter(database);
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
  await sql`PRAGMA journal_mode = DELETE`.execute(db);
  await db.destroy();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What is named; opening may refuse it already. */
async function named(): Promise<readonly string[]> {
  try {
    const workspace = await openWorkspace(folder, { readOnly: true });
    try {
      return (await verifyWorkspace(workspace)).findings.map(({ message, place }) => `${place} ${message}`);
    } finally {
      await workspace.close();
    }
  } catch (cause) {
    if (cause instanceof AppError) return [cause.report.code];
    throw cause;
  }
}

/** Columns of text the trail guards, beside those it is made of. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  audit_entry: [
    'at',
    'person',
    'account_uid',
    'action',
    'subject',
    'edit_id',
    'before',
    'after',
    'reason',
    'hash',
  ],
  audit_head: ['hash'],
  score: ['inputs', 'direct_points', 'reason', 'scorer', 'status', 'updated_at'],
  score_history: ['edit_id', 'inputs', 'direct_points', 'reason', 'scorer', 'status', 'at'],
  score_adjustment: ['uid', 'kind', 'reason', 'basis', 'person', 'at'],
  evidence: ['uid', 'sha256', 'name', 'added_by', 'added_at'],
};
const COLUMNS = Object.entries(TEXTS).flatMap(([table, columns]) =>
  columns.map((column) => [table, column] as const),
);

describe('one byte changed', () => {
  it('in any text the trail guards is named', async () => {
    const before = await readFile(database);
    expect(await named()).toEqual([]);
    const change = fc.record({
      column: fc.constantFrom(...COLUMNS),
      row: fc.nat(),
      at: fc.nat(),
      bits: fc.integer({ min: 1, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ column: [table, column], row, at, bits }) => {
        let changed = false;
        await behindTheBack(folder, async (db) => {
          const rows = await sql<{ text: string; bytes: Buffer }>`
            SELECT ${sql.ref(column)} AS text, CAST(${sql.ref(column)} AS BLOB) AS bytes
            FROM ${sql.table(table)} ORDER BY 1`.execute(db);
          const found = rows.rows[row % rows.rows.length];
          if (!found || found.bytes.length === 0) return;
          const bytes = Buffer.from(found.bytes);
          const place = at % bytes.length;
          bytes[place] = (bytes[place] ?? 0) ^ bits;
          changed = true;
          await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = CAST(${bytes} AS TEXT)
            WHERE ${sql.ref(column)} = ${found.text}`.execute(db);
        });
        const lines = await named();
        await rm(`${database}-wal`, { force: true });
        await rm(`${database}-shm`, { force: true });
        await writeBack(before);
        return changed ? lines.length > 0 : lines.length === 0;
      }),
      { numRuns: 60 },
    );
    expect(await named()).toEqual([]);
  });

  it.each(['audit_entry', 'score', 'score_history', 'audit_head'])(
    'in the file, where it holds rows of %s, is named',
    async (table) => {
      const before = await readFile(database);
      const bytes = cellBytes(before, await rootOf(table));
      expect(bytes.length).toBeGreaterThan(60);
      const runs = 25;
      // A byte or two of a row say nothing (the stored place of a rowid): then nothing has changed.
      const stands = await content(table);
      const missed: number[] = [];
      for (let run = 0; run < runs; run++) {
        const at = bytes[Math.floor(((run + 0.5) * bytes.length) / runs)] ?? 0;
        await flip(at, 1 << (run % 8));
        if ((await named()).length === 0 && (await content(table)) !== stands) missed.push(at);
        await flip(at, 1 << (run % 8));
      }
      expect(missed).toEqual([]);
    },
  );
});

async function content(table: string): Promise<string> {
  const db = openReader(database);
  try {
    const result = await sql<object>`SELECT * FROM ${sql.table(table)}`.execute(db);
    return JSON.stringify(result.rows);
  } finally {
    await db.destroy();
  }
}

async function rootOf(table: string): Promise<number> {
  const db = openReader(database);
  const result = await sql<{ rootpage: number }>`
    SELECT rootpage FROM sqlite_schema WHERE name = ${table}`.execute(db);
  await db.destroy();
  return result.rows[0]?.rootpage ?? 1;
}

async function flip(at: number, bits: number): Promise<void> {
  const file = await open(database, 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, at);
  await file.write(Buffer.from([(byte[0] ?? 0) ^ bits]), 0, 1, at);
  await file.close();
}

async function writeBack(bytes: Buffer): Promise<void> {
  const file = await open(database, 'r+');
  await file.truncate(0);
  await file.write(bytes, 0, bytes.length, 0);
  await file.close();
}
