import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCurrentCycle } from '@electron/database/cycleRepository';
import { migrateTo } from '@electron/database/migrate';
import { openReader, openWriter } from '@electron/database/openDatabase';
import type { KeyPair } from '@electron/services/exchange/container/packageKeys';
import { openArchive } from '@electron/services/exchange/openArchive';
import { packPackage } from '@electron/services/exchange/packPackage';
import { forgedArchive, inDatabase } from '../../helpers/hostile/forgedArchive';
import { keysOf } from '../../helpers/rewrittenPackage';
import { aScoredWorkspace } from '../../helpers/smallWorkspace';
import { refusal } from '../../helpers/testWorkspace';

const ENDLESS = 'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)';

/** Reads of it take longer than anybody waits. */
const COSTLY = `CREATE TABLE cost (x TEXT, y TEXT GENERATED ALWAYS AS (hex(zeroblob(400000000))) VIRTUAL,
  CHECK (length(y) > 1)); INSERT INTO cost (x) VALUES ('1'), ('2'), ('3'), ('4'), ('5'), ('6'), ('7'), ('8')`;

const run =
  (statements: string) =>
  (database: string): Promise<void> =>
    inDatabase(database, statements);

/** What somebody did to the database in an archive, and what is said of it. */
const CHANGES: Readonly<Record<string, readonly [(database: string) => Promise<void>, RegExp]>> = {
  'a view that never ends in the place of a table': [
    run(`PRAGMA legacy_alter_table = ON; ALTER TABLE cycle RENAME TO other;
      CREATE VIEW cycle AS ${ENDLESS} SELECT other.* FROM other WHERE (SELECT count(*) FROM r) > 0`),
    /不是本软件建立的|缺少数据表 cycle/,
  ],
  'a view beside the tables': [run('CREATE VIEW more AS SELECT * FROM score'), /视图 more/],
  'a trigger that writes scores, called like a table': [
    run('CREATE TRIGGER score AFTER UPDATE ON meta BEGIN UPDATE score SET points = 0; END'),
    /触发器 score/,
  ],
  'a table that is costly to read': [run(COSTLY), /数据表 cost/],
  'a guard of other words': [
    run(`DROP TRIGGER audit_entry_no_update;
      CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT 1; END`),
    /触发器 audit_entry_no_update/,
  ],
  'a table too few': [run('DROP TABLE exchange_change'), /缺少数据表 exchange_change/],
  'an older format in words only': [run('PRAGMA user_version = 20'), /数据表 exchange_/],
  'no format at all': [run('PRAGMA user_version = 0'), /不是本软件建立的/],
  'no year in it': [run('PRAGMA foreign_keys = OFF; DELETE FROM cycle'), /不是同一个考评年度/],
  'pages that are not there': [
    async (database) => {
      const bytes = await readFile(database);
      bytes.writeUInt32BE(0x7ffffffe, 28);
      await writeFile(database, bytes);
    },
    /读不出来|不完整/,
  ],
  'half a file': [async (database) => truncate(database, 40_960), /读不出来|不完整/],
  'no database': [async (database) => writeFile(database, '不是数据库'.repeat(999)), /读不出来/],
  'an empty file': [async (database) => truncate(database, 0), /缺少数据表/],
};

let archive: string;
let keys: KeyPair;

beforeAll(async () => {
  const workspace = await aScoredWorkspace();
  archive = join(await mkdtemp(join(tmpdir(), 'faheng-archive-')), '归档包.fhpkg');
  await packPackage(
    workspace,
    { kind: 'archive', unitCodes: [], itemCodes: [], scorer: '', note: '' },
    archive,
  );
  keys = await keysOf(workspace);
  await workspace.close();
});

afterAll(() => rm(dirname(archive), { recursive: true, force: true }));

describe('an archive whose database somebody has been at', () => {
  it.each(Object.entries(CHANGES))(
    '%s: is refused in words, and nothing is left',
    async (_, [change, words]) => {
      const file = await forgedArchive(archive, keys, change);
      const { code, what } = await refusal(openArchive(file, join(dirname(file), '归档')));
      expect(code).toBe('PACKAGE_DAMAGED');
      expect(what).toMatch(words);
      expect(await readdir(dirname(file))).toEqual(['归档包.fhpkg']);
    },
  );

  it('of a newer format is refused as such', async () => {
    const file = await forgedArchive(archive, keys, run('PRAGMA user_version = 9999'));
    expect((await refusal(openArchive(file, join(dirname(file), '归档')))).code).toBe('WORKSPACE_TOO_NEW');
  });

  it('of an older format that cannot be brought to this one: a refusal, no defect', async () => {
    const file = await forgedArchive(archive, keys, async (database) => {
      const uid = await cycleUid(database);
      await truncate(database, 0);
      const old = await openWriter(database);
      await migrateTo(old, 10);
      // Its list of migrations lies: what it says was never done would be done over what is there.
      await sql`DELETE FROM kysely_migration`.execute(old);
      await sql`PRAGMA foreign_keys = OFF`.execute(old);
      await sql`INSERT INTO cycle (uid, year, name, state, system_id, created_at)
        VALUES (${uid}, 2020, '2020', 'draft', 1, '2020-01-01')`.execute(old);
      await sql`PRAGMA journal_mode = delete`.execute(old);
      await old.destroy();
    });
    const { code, what } = await refusal(openArchive(file, join(dirname(file), '归档')));
    expect([code, what]).toEqual(['PACKAGE_DAMAGED', expect.stringContaining('旧格式')]);
    expect(await readdir(dirname(file))).toEqual(['归档包.fhpkg']);
  });
});

async function cycleUid(database: string): Promise<string> {
  const db = openReader(database, true);
  const { uid } = await loadCurrentCycle(db);
  await db.destroy();
  return uid;
}
