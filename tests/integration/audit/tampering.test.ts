import { cp, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chainHash } from '@electron/database/chainHash';
import { listEntryPieces } from '@electron/database/auditRepository';
import type { Schema } from '@electron/database/schema';
import { auditHead, compareHash } from '@electron/services/audit/auditHead';
import { judgeEvidence } from '@electron/services/evidence/judgeEvidence';
import { linkEvidence } from '@electron/services/evidence/linkEvidence';
import { unlinkEvidence } from '@electron/services/evidence/unlinkEvidence';
import { storedPath } from '@electron/services/evidence/evidenceStore';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { behindTheBack, setColumn } from '../../helpers/behindTheBack';
import { tempFolder } from '../../helpers/tempFolder';
import { aTrailWorkspace } from '../../helpers/trailWorkspace';

let template: string;
let workspace: Workspace;
beforeAll(async () => {
  const made = await aTrailWorkspace();
  await made.close();
  // Temporary folders go after each test; this one serves all.
  template = await mkdtemp(join(tmpdir(), 'faheng-trail-'));
  await cp(made.folder, template, { recursive: true });
});
afterAll(() => rm(template, { recursive: true, force: true }));
beforeEach(async () => {
  const folder = join(await tempFolder(), '考评库');
  await cp(template, folder, { recursive: true });
  workspace = await openWorkspace(folder);
});
afterEach(() => workspace.close());

async function found(): Promise<string[]> {
  const { findings } = await verifyWorkspace(workspace);
  return findings.map(({ kind, message, place }) => `${kind}|${message}|${place}`);
}

const HASH = 'f'.repeat(64);

describe('verify of a workspace nobody was at', () => {
  it('finds nothing wrong', async () => {
    expect(await found()).toEqual([]);
  });
});

describe('verify names a change of the trail itself', () => {
  it.each([
    ['at', '2021-01-01T00:00:00.000Z'],
    ['person', '王五'],
    ['account_uid', 'x'],
    ['action', 'score.import'],
    ['subject', '单位A02 · 1.1.1'],
    ['unit_id', 2],
    ['unit_id', null],
    ['item_id', 1],
    ['edit_id', 'visit-9'],
    ['before', '{}'],
    ['after', '{"score":5000}'],
    ['reason', '材料齐全'],
    ['previous_hash', HASH],
    ['hash', HASH],
  ])('in column %s of an entry', async (column, value) => {
    await setColumn(workspace.folder, 'audit_entry', column, value, 'id = 5');
    expect((await found()).filter((line) => line.startsWith('audit|'))[0]).toMatch(/第 [56] 条/);
  });

  it('an entry taken out of the middle, and its number', async () => {
    await behindTheBack(workspace.folder, (db) => sql`DELETE FROM audit_entry WHERE id = 4`.execute(db));
    expect(await found()).toContain('audit|审计记录缺失，被删去或截断|第 4 条');
  });

  it('the end cut off, also where the head was moved back', async () => {
    const { entries } = await auditHead(workspace);
    await behindTheBack(workspace.folder, (db) =>
      sql`DELETE FROM audit_entry WHERE id > ${entries - 2}`.execute(db),
    );
    const cut = `audit|审计记录缺失，被删去或截断|第 ${entries - 1}–${entries} 条`;
    expect(await found()).toContain(cut);
    await behindTheBack(workspace.folder, (db) =>
      sql`UPDATE audit_head SET entries = ${entries - 2},
        hash = (SELECT hash FROM audit_entry WHERE id = ${entries - 2})`.execute(db),
    );
    expect(await found()).toContain(cut);
  });

  it('the end cut off with every number put back: what it said is missing on the trail', async () => {
    const { entries } = await auditHead(workspace);
    await behindTheBack(workspace.folder, async (db) => {
      await sql`DELETE FROM audit_entry WHERE id > ${entries - 3}`.execute(db);
      await sql`UPDATE audit_head SET entries = ${entries - 3},
        hash = (SELECT hash FROM audit_entry WHERE id = ${entries - 3})`.execute(db);
      await sql`UPDATE sqlite_sequence SET seq = ${entries - 3} WHERE name = 'audit_entry'`.execute(db);
    });
    const lines = await found();
    expect(lines).toContain('audit|不在审计记录里，不是软件写的|单位A01 · 1.1.2（得分调整记录第 1 条）');
    expect(lines).toContain('audit|不在审计记录里，不是软件写的|单位A01 · 1.1.2（得分调整记录第 2 条）');
  });

  it('two entries swapped', async () => {
    await behindTheBack(workspace.folder, async (db) => {
      await sql`UPDATE audit_entry SET id = 1000 WHERE id = 4`.execute(db);
      await sql`UPDATE audit_entry SET id = 4 WHERE id = 5`.execute(db);
      await sql`UPDATE audit_entry SET id = 5 WHERE id = 1000`.execute(db);
    });
    const lines = await found();
    expect(lines.some((line) => line.includes('第 4 条'))).toBe(true);
    expect(lines.some((line) => line.includes('第 5 条'))).toBe(true);
  });

  it('an entry put in before the first', async () => {
    await behindTheBack(workspace.folder, (db) =>
      sql`INSERT INTO audit_entry SELECT 0, at, person, account_uid, action, subject, unit_id, item_id, edit_id,
        before, after, reason, previous_hash, hash FROM audit_entry WHERE id = 1`.execute(db),
    );
    expect((await found())[0]).toMatch(/^audit\|编号不对.*第 0 条/);
  });

  it.each([
    ['entries', 2],
    ['entries', 99],
    ['hash', HASH],
  ])('in column %s of its head', async (column, value) => {
    await setColumn(workspace.folder, 'audit_head', column, value, 'id = 1');
    expect((await found()).filter((line) => line.startsWith('audit|')).length).toBeGreaterThan(0);
  });

  it('its head gone', async () => {
    await behindTheBack(workspace.folder, (db) => sql`DELETE FROM audit_head`.execute(db));
    expect(await found()).toContain('audit|审计记录的末尾标记不见了|审计记录末尾');
  });
});

describe('a trail computed anew from a change on', () => {
  /** As somebody would who has read this program. */
  async function rehash(db: Kysely<Schema>): Promise<void> {
    let previousHash = '';
    for await (const entries of listEntryPieces(db)) {
      for (const entry of entries) {
        const hash = chainHash({ ...entry, previousHash });
        await sql`UPDATE audit_entry SET previous_hash = ${previousHash}, hash = ${hash}
          WHERE id = ${entry.id}`.execute(db);
        previousHash = hash;
      }
    }
    await sql`UPDATE audit_head SET hash = ${previousHash}`.execute(db);
  }

  it('no longer fits the scores it is about', async () => {
    await behindTheBack(workspace.folder, async (db) => {
      await sql`UPDATE audit_entry SET after = json_set(after, '$.score', 5000)
        WHERE action = 'score.record' AND id = (SELECT max(id) FROM audit_entry WHERE action = 'score.record')`.execute(
        db,
      );
      await rehash(db);
    });
    expect((await found())[0]).toMatch(/^audit\|与审计记录不符，在软件之外被改动过\|单位A02 · 1\.1\.1/);
  });

  it('no longer has the hash that was put on file', async () => {
    const filed = await auditHead(workspace);
    expect(await compareHash(workspace, filed.entries, filed.hash.slice(0, 16))).toMatchObject({
      same: true,
    });
    await behindTheBack(workspace.folder, async (db) => {
      await sql`UPDATE audit_entry SET reason = '改过' WHERE id = 1`.execute(db);
      await rehash(db);
    });
    expect(await found()).toEqual([]);
    expect(await compareHash(workspace, filed.entries, filed.hash)).toMatchObject({ same: false });
  });
});

describe('verify names a score changed behind the program’s back', () => {
  it.each([
    ['inputs', '[{"得分":"50"}]'],
    ['direct_points', '50'],
    ['not_applicable', 1],
    ['reason', '材料齐全'],
    ['scorer', '王五'],
    ['status', 'unscored'],
    ['points', 5000],
    ['veto', 'fail'],
    ['case_sum', 100],
    ['case_count', 2],
    ['revision', 9],
    ['updated_at', '2021-01-01T00:00:00.000Z'],
    ['adjustment', 100],
    ['settled', 1],
  ])('in column %s', async (column, value) => {
    await setColumn(workspace.folder, 'score', column, value, 'unit_id = 2 AND item_id = 2');
    const lines = await found();
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.some((line) => line.includes('单位A02 · 1.1.2') || line.includes('in score'))).toBe(true);
  });

  it('in unit or item', async () => {
    await setColumn(workspace.folder, 'score', 'item_id', 77, 'unit_id = 2 AND item_id = 2');
    expect((await found()).some((line) => line.includes('单位A02 · 1.1.2'))).toBe(true);
  });

  it('together with its history, in bulk', async () => {
    await behindTheBack(workspace.folder, async (db) => {
      await sql`UPDATE score SET reason = '齐全' WHERE unit_id = 2 AND item_id = 2`.execute(db);
      await sql`UPDATE score_history SET reason = '齐全' WHERE unit_id = 2 AND item_id = 2`.execute(db);
    });
    expect(await found()).toEqual([
      'audit|与审计记录不符，在软件之外被改动过|单位A02 · 1.1.2（评分保存记录第 4 条）',
    ]);
  });

  it('together with its history, typed', async () => {
    await behindTheBack(workspace.folder, async (db) => {
      await sql`UPDATE score SET scorer = '王五' WHERE unit_id = 1 AND item_id = 2`.execute(db);
      await sql`UPDATE score_history SET scorer = '王五' WHERE unit_id = 1 AND item_id = 2`.execute(db);
    });
    const lines = await found();
    expect(lines).toContain(
      'audit|与审计记录不符，在软件之外被改动过|单位A01 · 1.1.2（评分保存记录第 5 条）',
    );
  });
});

const HISTORY: readonly (readonly [string, string | number | null])[] = [
  ['revision', 7],
  ['edit_id', 'other'],
  ['inputs', '[]'],
  ['direct_points', '1'],
  ['not_applicable', 1],
  ['reason', '别的'],
  ['scorer', '王五'],
  ['status', 'unscored'],
  ['points', 1],
  ['at', '2021-01-01T00:00:00.000Z'],
  ['settled', 1],
  ['unit_id', 2],
  ['item_id', 1],
  ['id', 400],
];

describe('verify names a line of history changed', () => {
  it.each(HISTORY)('in column %s of a line written in bulk', async (column, value) => {
    await setColumn(workspace.folder, 'score_history', column, value, 'id = 2');
    expect((await found()).some((line) => /评分保存记录第 (2|400) 条/.test(line))).toBe(true);
  });

  it.each(HISTORY)('in column %s of a line typed', async (column, value) => {
    await setColumn(workspace.folder, 'score_history', column, value, 'id = 5');
    expect((await found()).some((line) => /评分保存记录第 (5|400) 条/.test(line))).toBe(true);
  });

  it.each([2, 5, 6])('line %i taken out', async (id) => {
    await behindTheBack(workspace.folder, (db) =>
      sql`DELETE FROM score_history WHERE id = ${id}`.execute(db),
    );
    expect((await found()).some((line) => line.includes('记录却不见了'))).toBe(true);
  });

  it('a line put in', async () => {
    await behindTheBack(workspace.folder, (db) =>
      sql`INSERT INTO score_history (unit_id, item_id, revision, edit_id, inputs, direct_points, not_applicable,
        reason, scorer, status, points, at, settled) SELECT unit_id, item_id, 9, 'new', inputs, direct_points,
        not_applicable, reason, scorer, status, points, at, settled FROM score_history WHERE id = 1`.execute(
        db,
      ),
    );
    expect(await found()).toContain(
      'audit|不在审计记录里，或与审计记录不符|单位A01 · 1.1.1（评分保存记录第 7 条）',
    );
  });
});

describe('verify names an adjustment or a piece of evidence changed', () => {
  it.each([
    ['score_adjustment', 'uid', 'x'],
    ['score_adjustment', 'unit_id', 2],
    ['score_adjustment', 'kind', 'appeal'],
    ['score_adjustment', 'from_points', 1],
    ['score_adjustment', 'to_points', 5000],
    ['score_adjustment', 'reason', '改'],
    ['score_adjustment', 'basis', '改'],
    ['score_adjustment', 'person', '王五'],
    ['score_adjustment', 'at', '2021-01-01T00:00:00.000Z'],
    ['evidence', 'uid', 'x'],
    ['evidence', 'unit_id', 2],
    ['evidence', 'sha256', HASH],
    ['evidence', 'name', '别的.pdf'],
    ['evidence', 'document_number', '1号'],
    ['evidence', 'formed_on', '2020-01-01'],
    ['evidence', 'added_by', '王五'],
    ['evidence', 'added_at', '2021-01-01T00:00:00.000Z'],
  ])('%s in column %s', async (table, column, value) => {
    await setColumn(workspace.folder, table, column, value, 'id = 1');
    const name = table === 'evidence' ? '佐证材料登记第 1 条' : '得分调整记录第 1 条';
    expect((await found()).some((line) => line.startsWith('audit|') && line.includes(name))).toBe(true);
  });

  it('a row put in', async () => {
    await behindTheBack(workspace.folder, (db) =>
      sql`INSERT INTO score_adjustment (uid, unit_id, item_id, kind, from_points, to_points, reason, basis, person, at)
        SELECT 'y', unit_id, item_id, kind, from_points, to_points, reason, basis, person, at
        FROM score_adjustment WHERE id = 1`.execute(db),
    );
    expect(await found()).toContain(
      'audit|不在审计记录里，不是软件写的|单位A01 · 1.1.2（得分调整记录第 3 条）',
    );
  });

  it.each([
    ['indicator_system', 'title', '改过的体系', '指标体系第 1 条'],
    ['indicator_system', 'status', 'draft', '指标体系第 1 条'],
    ['indicator_system', 'settings', '{}', '指标体系第 1 条'],
    ['part', 'name', '改过的部分', '一级指标第 1 条'],
    ['item', 'points', 4000, '指标第 1 条'],
    ['item', 'rules', '[]', '指标第 1 条'],
    ['item', 'standard', '放宽', '指标第 1 条'],
    ['item', 'unit_groups', '["镇（街道）"]', '指标第 1 条'],
  ])('%s of a published indicator system in column %s', async (table, column, value, name) => {
    await setColumn(workspace.folder, table, column, value, 'id = 1');
    expect((await found()).some((line) => line.startsWith('audit|') && line.includes(name))).toBe(true);
  });

  it('an item put into a published indicator system', async () => {
    await behindTheBack(workspace.folder, (db) =>
      sql`INSERT INTO item SELECT 77, 'new', system_id, part_id, 77, section, '9.9.9', level2_code, level2_name, name,
        requirement, points, rules, standard, evidence, unit_groups, unit_tags, lead_scorer, basis
        FROM item WHERE id = 1`.execute(db),
    );
    expect(
      (await found()).some((line) => line.startsWith('audit|不在审计记录里') && line.includes('9.9.9')),
    ).toBe(true);
  });

  it.each([
    ['unit', 'name', '别的单位', 'id = 1', '别的单位（被考评单位）'],
    ['unit', 'group_id', 2, 'id = 1', '单位A01（被考评单位）'],
    ['unit', 'tags', '["有诉讼"]', 'id = 1', '单位A01（被考评单位）'],
    ['unit', 'code', 'B01', 'id = 1', '单位A01（被考评单位）'],
    [
      'evidence_link',
      'judgement',
      'accepted',
      'evidence_id = 1',
      '单位A01 · 1.1.1 · 方案.pdf（材料关联和审核）',
    ],
    [
      'evidence_link',
      'judgement_reason',
      '改',
      'evidence_id = 1',
      '单位A01 · 1.1.1 · 方案.pdf（材料关联和审核）',
    ],
    ['evidence_link', 'item_id', 2, 'evidence_id = 1', '单位A01 · 1.1.2 · 方案.pdf（材料关联和审核）'],
    ['self_evaluation', 'points', '50', 'unit_id = 1', '单位A01 · 1.1.2（自评）'],
    ['self_evaluation', 'statement', '改', 'unit_id = 1', '单位A01 · 1.1.2（自评）'],
    ['self_evaluation', 'updated_at', '2021-01-01T00:00:00.000Z', 'unit_id = 1', '单位A01 · 1.1.2（自评）'],
  ])('%s in column %s', async (table, column, value, where, place) => {
    await setColumn(workspace.folder, table, column, value, where);
    expect((await found()).some((line) => line.startsWith('audit|') && line.endsWith(place))).toBe(true);
  });

  it.each(['evidence_link', 'self_evaluation', 'unit'] as const)('a row of %s taken out', async (table) => {
    await behindTheBack(workspace.folder, (db) =>
      sql`DELETE FROM ${sql.table(table)} WHERE ${sql.ref(table === 'evidence_link' ? 'evidence_id' : table === 'unit' ? 'id' : 'unit_id')} = 1`.execute(
        db,
      ),
    );
    expect((await found()).some((line) => line.startsWith('audit|审计记录里有，记录却不见了'))).toBe(true);
  });

  it('what the program itself takes out is not missing', async () => {
    const [evidence] = await unlinkEvidence(workspace, { evidenceId: 1, itemId: 1 });
    expect(evidence).toBeUndefined();
    expect(await found()).toEqual([]);
    await linkEvidence(workspace, { evidenceId: 1, itemId: 1 });
    await judgeEvidence(workspace, { evidenceId: 1, itemId: 1, judgement: 'rejected', reason: '过期' });
    expect(await found()).toEqual([]);
  });

  it('any byte of an evidence file', async () => {
    const { sha256, size } = await workspace.db
      .selectFrom('evidence_file')
      .select(['sha256', 'size'])
      .executeTakeFirstOrThrow();
    for (const at of [0, 1, Math.floor(size / 2), size - 1]) {
      const file = await open(storedPath(workspace.folder, sha256), 'r+');
      const byte = Buffer.alloc(1);
      await file.read(byte, 0, 1, at);
      await file.write(Buffer.from([(byte[0] ?? 0) ^ 0x10]), 0, 1, at);
      expect(await found()).toContain('evidence|材料文件内容被改动过|单位A01 · 方案.pdf');
      await file.write(byte, 0, 1, at);
      await file.close();
    }
    expect(await found()).toEqual([]);
  });
});
