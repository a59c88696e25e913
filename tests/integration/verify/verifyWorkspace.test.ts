import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriter } from '@electron/database/openDatabase';
import { createDemoWorkspace } from '@electron/services/demo/createDemoWorkspace';
import { storedPath } from '@electron/services/evidence/evidenceStore';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { aScoredWorkspace } from '../../helpers/smallWorkspace';
import { tempFolder } from '../../helpers/tempFolder';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await aScoredWorkspace();
});
afterEach(() => workspace.close());

async function found(): Promise<string[]> {
  const { findings } = await verifyWorkspace(workspace);
  return findings.map(({ kind, message, place }) => `${kind}|${message}|${place}`);
}

describe('verifyWorkspace', () => {
  it('finds nothing wrong in a sound workspace, and says what it looked at', async () => {
    expect(await verifyWorkspace(workspace)).toEqual({
      findings: [],
      checked: { scores: 4, evidenceFiles: 1, units: 2 },
    });
  });

  it('finds nothing wrong in the demo', async () => {
    const demo = await createDemoWorkspace(join(await tempFolder(), '示例'));
    expect((await verifyWorkspace(demo)).findings).toEqual([]);
    await demo.close();
  });

  it('names a score whose points were changed behind the engine', async () => {
    await sql`UPDATE score SET points = points + 1 WHERE unit_id = 1 AND item_id = 1`.execute(workspace.db);
    const findings = await found();
    expect(findings).toContain('score|存的是45.51分，按评分输入重算是45.50分|单位A01 · 1.1.1');
    expect(findings).toContain(
      'score|当前得分与最后一次保存的记录不一致，可能在软件之外被改动|单位A01 · 1.1.1',
    );
    expect(findings).toContain('total|显示的最终得分是91.01，逐项重算是91.00|单位A01');
  });

  it('names a reason that was changed without a record', async () => {
    await sql`UPDATE score SET reason = '改了' WHERE unit_id = 2 AND item_id = 1`.execute(workspace.db);
    expect(await found()).toEqual([
      'score|当前得分与最后一次保存的记录不一致，可能在软件之外被改动|单位A02 · 1.1.1',
    ]);
  });

  it('names a guard that was taken out of the database', async () => {
    await sql`DROP TRIGGER scheme_component_update_keeps_law_share`.execute(workspace.db);
    await sql`DROP INDEX score_by_item`.execute(workspace.db);
    expect(await found()).toEqual([
      'database|缺少索引 score_by_item|score_by_item',
      'database|缺少保护规则 scheme_component_update_keeps_law_share|scheme_component_update_keeps_law_share',
    ]);
  });

  it('names a trigger and a table somebody put into the database, called like one of ours or not', async () => {
    const { db } = workspace;
    await sql`CREATE TRIGGER score AFTER UPDATE ON meta BEGIN SELECT 1; END`.execute(db);
    await sql`CREATE TABLE notes (text TEXT)`.execute(db);
    expect(await found()).toEqual([
      'database|多出不是本软件建立的触发器 score|score',
      'database|多出不是本软件建立的数据表 notes|notes',
    ]);
  });

  it('names a scheme below 10 % that was forced past the guards', async () => {
    const { db } = workspace;
    await sql`INSERT INTO comprehensive_scheme (id, group_id, status) VALUES (1, 1, 'draft')`.execute(db);
    await sql`INSERT INTO scheme_component (scheme_id, position, name, weight, rule_of_law)
      VALUES (1, 1, '法治建设', 999, 1), (1, 2, '其他', 9001, 0)`.execute(db);
    await sql`DROP TRIGGER scheme_activation_needs_law_share`.execute(db);
    await sql`UPDATE comprehensive_scheme SET status = 'active'`.execute(db);
    expect((await found()).some((line) => line.startsWith('scheme|') && line.includes('9.99%'))).toBe(true);
  });

  it('names evidence altered by one byte, evidence that is gone, and a file nobody put there', async () => {
    const { sha256 } = await workspace.db
      .selectFrom('evidence_file')
      .select('sha256')
      .executeTakeFirstOrThrow();
    const path = storedPath(workspace.folder, sha256);
    const file = await open(path, 'r+');
    await file.write('X', 20);
    await file.close();
    expect(await found()).toEqual(['evidence|材料文件内容被改动过|单位A01 · 方案.pdf']);
    await rm(path);
    const strange = join(workspace.folder, 'evidence', 'ff');
    await mkdir(strange);
    await writeFile(join(strange, '备忘.txt'), '放错地方');
    expect(await found()).toEqual([
      'evidence|材料文件不见了|单位A01 · 方案.pdf',
      'file|材料库里有一个目录中没有的文件|evidence/ff/备忘.txt',
    ]);
  });

  it('names a damaged database file without failing itself', async () => {
    const database = join(workspace.folder, 'faheng.db');
    const root = await sql<{
      rootpage: number;
    }>`SELECT rootpage FROM sqlite_schema WHERE name = 'score_by_item'`.execute(workspace.db);
    await workspace.close();
    // Folded back into the one file, so that the page read is the page damaged.
    const db = await openWriter(database);
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
    await db.destroy();
    const file = await open(database, 'r+');
    await file.write(Buffer.alloc(64, 0xff), 0, 64, (root.rows[0]?.rootpage ?? 1) * 4096 - 64);
    await file.close();
    workspace = await openWorkspace(workspace.folder, { readOnly: true });
    const findings = await found();
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every((line) => line.startsWith('database|'))).toBe(true);
    expect(await readdir(workspace.folder)).toContain('faheng.db');
  });
});
