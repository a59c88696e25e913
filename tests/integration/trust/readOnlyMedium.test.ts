import { spawnSync } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriter } from '@electron/database/openDatabase';
import { migrateToLatest } from '@electron/database/migrate';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import { createWorkspace } from '@electron/services/workspace/createWorkspace';
import { cli } from '../../helpers/cli';
import { canMount, smallDisk, type SmallDisk } from '../../helpers/smallDisk';
import { aSmallSystem, aUnit, SMALL_GROUPS } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';

async function aClosedWorkspace(parent: string): Promise<string> {
  const folder = join(parent, '考评库');
  const made = { year: 2020, system: aSmallSystem(), groups: SMALL_GROUPS, units: [aUnit('A01')] };
  await (await createWorkspace({ folder, ...made })).close();
  return folder;
}

describe.runIf(canMount)('a medium nobody can write to', () => {
  let disk: SmallDisk;
  beforeEach(() => {
    disk = smallDisk(4);
  });
  afterEach(() => disk.unmount());
  const protect = () => spawnSync('mount', ['-o', 'remount,ro', disk.folder]);

  it('is opened to read, and says that it can only be looked at', async () => {
    const folder = await aClosedWorkspace(disk.folder);
    protect();
    const workspace = await openWorkspace(folder);
    expect(workspace.readOnlyReason).toContain('只读');
    expect(await workspace.db.selectFrom('unit').select('code').execute()).toEqual([{ code: 'A01' }]);
    await workspace.close();
    expect((await cli('compute', '--json', '--workspace', folder)).code).toBe(0);
    const set = ['score', 'set', '--unit', 'A01', '--item', '1.1.1', '--points', '1', '--scorer', '张三'];
    const refused = await cli(...set, '--reason', '无', '--workspace', folder);
    expect([refused.code, refused.error]).toEqual([2, 'FOLDER_READ_ONLY']);
  });

  it('with the journal of a killed program beside the database asks for a copy that can be written', async () => {
    const folder = await aClosedWorkspace(disk.folder);
    const writer = await openWorkspace(folder, { mustWrite: true });
    const kept = await tempFolder();
    for (const name of ['faheng.db', 'faheng.db-wal']) await copyFile(join(folder, name), join(kept, name));
    await writer.close();
    for (const name of ['faheng.db', 'faheng.db-wal']) await copyFile(join(kept, name), join(folder, name));
    protect();
    const report = await refusal(openWorkspace(folder));
    expect(report.code).toBe('WORKSPACE_NOT_CLOSED');
    expect(report.todo).toContain('复制');
  });
});

describe('a database without an assessment in it', () => {
  it('is called damaged', async () => {
    const folder = await aClosedWorkspace(await tempFolder());
    const empty = join(await tempFolder(), 'empty.db');
    const db = await openWriter(empty);
    await migrateToLatest(db);
    await sql`PRAGMA journal_mode = delete`.execute(db);
    await db.destroy();
    await copyFile(empty, join(folder, 'faheng.db'));
    expect((await refusal(openWorkspace(folder))).code).toBe('WORKSPACE_DAMAGED');
    expect((await refusal(openWorkspace(folder, { readOnly: true }))).code).toBe('WORKSPACE_DAMAGED');
    await writeFile(join(folder, 'faheng.db'), '不是数据库'.repeat(1000));
    expect((await refusal(openWorkspace(folder))).code).toBe('WORKSPACE_DAMAGED');
  });
});
