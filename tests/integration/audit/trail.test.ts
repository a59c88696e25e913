import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOBODY, type Role } from '@shared/domain/role';
import { EVERY_ENTRY, type AuditFilter } from '@shared/ipc/practice/audit';
import { appendAudit } from '@electron/services/audit/appendAudit';
import { auditHead, auditPeople, compareHash } from '@electron/services/audit/auditHead';
import { exportAudit } from '@electron/services/audit/exportAudit';
import { listAudit } from '@electron/services/audit/listAudit';
import { verifyAudit } from '@electron/services/audit/verifyAudit';
import { inTransaction } from '@electron/services/assessment/inTransaction';
import { recordScore } from '@electron/services/scores/recordScore';
import { saveUnit } from '@electron/services/units/saveUnit';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { readWorkbook } from '@electron/workbook/readWorkbook';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry, refusal } from '../../helpers/testWorkspace';
import { aTrailWorkspace } from '../../helpers/trailWorkspace';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await aTrailWorkspace();
});
afterEach(() => workspace.close());

const entries = async (filter: Partial<AuditFilter> = {}) =>
  (await listAudit(workspace, { ...EVERY_ENTRY, ...filter })).entries;

const actAs = (...roles: Role[]): void =>
  workspace.signIn({ ...NOBODY, accountId: 9, uid: 'u9', name: '赵六', roles });

describe('the database', () => {
  it.each([
    ['UPDATE audit_entry SET reason = reason', 'AUDIT_TRAIL_IS_APPEND_ONLY'],
    ['DELETE FROM audit_entry WHERE id = 1', 'AUDIT_TRAIL_IS_APPEND_ONLY'],
    ['UPDATE audit_head SET entries = 1', 'AUDIT_TRAIL_IS_APPEND_ONLY'],
    ['DELETE FROM audit_head', 'AUDIT_TRAIL_IS_APPEND_ONLY'],
    [
      `INSERT INTO audit_entry SELECT id + 100, at, person, account_uid, action, subject, unit_id, item_id, edit_id,
        before, after, reason, previous_hash, hash FROM audit_entry WHERE id = 1`,
      'AUDIT_CHAIN_BROKEN',
    ],
  ])('refuses %s', async (statement, code) => {
    await expect(sql.raw(statement).execute(workspace.db)).rejects.toThrow(code);
  });

  it('keeps entry and change together: where one fails, neither stands', async () => {
    const before = await auditHead(workspace);
    const work = inTransaction(workspace, async (trx, _now, audit) => {
      await audit({ action: 'unit.change', subject: '半途' });
      await trx.updateTable('unit').set({ name: '改了' }).execute();
      throw new Error('halfway');
    });
    await expect(work).rejects.toThrow('halfway');
    expect(await auditHead(workspace)).toEqual(before);
    expect(await verifyWorkspace(workspace)).toMatchObject({ findings: [] });
  });
});

describe('listAudit', () => {
  it('shows who did what to what, old and new, newest first', async () => {
    const [newest] = await entries({ area: 'score' });
    expect(newest).toMatchObject({
      person: '考评办',
      action: 'score.adjust',
      actionName: '调整得分',
      subject: '单位A01 · 1.1.2',
      reason: '补充了材料',
    });
    const [set] = await entries({ text: '两次会议' });
    expect(set?.changes).toEqual([
      { field: '评分输入', before: '得分=45.5', after: '得分=30' },
      { field: '理由', before: '材料不全', after: '两次会议没有纪要' },
      { field: '得分', before: '45.50', after: '30.00' },
      { field: '评分人', before: '张三', after: '李四' },
    ]);
  });

  it('finds by unit, item, person, area and text', async () => {
    const all = await entries();
    const oneItem = await entries({ unitId: 1, itemId: 2 });
    expect(oneItem.map(({ action }) => action)).toEqual([
      'score.adjust',
      'score.adjust',
      'self.record',
      'score.record',
      'score.record',
      'score.record',
    ]);
    expect(await entries({ unitId: 2 })).toHaveLength(1);
    expect(await entries({ person: '张三' })).toEqual([]);
    expect(await entries({ person: '考评办' })).toHaveLength(all.length);
    expect((await entries({ area: 'evidence' })).map(({ action }) => action)).toEqual(['evidence.add']);
    expect(await entries({ text: '公示截图' })).toHaveLength(3);
    expect(await entries({ text: '没有这些字' })).toEqual([]);
  });

  it('takes days by the clock of this machine, both included', async () => {
    const [newest] = await entries();
    const at = new Date(newest?.at ?? '');
    const day = (shift: number): string => {
      const date = new Date(at.getFullYear(), at.getMonth(), at.getDate() + shift);
      const two = (value: number): string => String(value).padStart(2, '0');
      return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
    };
    expect((await entries({ from: day(-1), to: day(0) })).length).toBeGreaterThan(0);
    expect(await entries({ to: day(-2) })).toEqual([]);
    expect(await entries({ from: day(1) })).toEqual([]);
  });

  it('pages by id without gap or overlap', async () => {
    const seen: number[] = [];
    let before: number | null = null;
    for (;;) {
      const page = await listAudit(workspace, EVERY_ENTRY, before, 3);
      seen.push(...page.entries.map(({ id }) => id));
      before = page.entries.at(-1)?.id ?? null;
      if (!page.more) break;
    }
    const { entries: length } = await auditHead(workspace);
    expect(seen).toEqual(Array.from({ length }, (_, index) => length - index));
  });

  it('names everybody on the trail once', async () => {
    actAs('officeAdmin');
    await saveUnit(workspace, {
      unitId: 1,
      unit: { code: 'A01', name: '新名', shortName: 'A01', group: '有行政执法权部门', tags: [], position: 1 },
    });
    expect(await auditPeople(workspace)).toEqual(['考评办', '赵六']);
    const [entry] = await entries({ person: '赵六' });
    expect(entry).toMatchObject({ actionName: '修改单位', unitId: 1 });
    expect(entry?.changes).toContainEqual({ field: '名称', before: '单位A01', after: '新名' });
  });

  it('reads a trail of a long import without its marks', async () => {
    await workspace.db.transaction().execute((trx) =>
      appendAudit(
        trx,
        { name: '考评办', uid: '' },
        [
          {
            action: 'score.import',
            subject: '大表',
            after: { rows: 2, pins: [{ marks: 'a'.repeat(9000) }] },
          },
        ],
        '2020-12-31T00:00:00.000Z',
      ),
    );
    const [entry] = await entries({ text: '大表' });
    expect(entry?.changes).toEqual([{ field: '条数', before: '', after: '2' }]);
  });
});

describe('who may read the trail', () => {
  it.each(['officeAdmin', 'auditor'] as const)('%s', async (role) => {
    actAs(role);
    expect((await entries()).length).toBeGreaterThan(0);
    expect(await auditHead(workspace)).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await verifyAudit(workspace)).findings).toEqual([]);
  });

  it.each(['leadScorer', 'fileReviewer', 'siteChecker', 'unitFiller', 'unitLeader', 'approver'] as const)(
    'not %s',
    async (role) => {
      actAs(role);
      expect(await refusal(listAudit(workspace, EVERY_ENTRY))).toMatchObject({ code: 'NOT_PERMITTED' });
      expect(await refusal(auditHead(workspace))).toMatchObject({ code: 'NOT_PERMITTED' });
      expect(await refusal(auditPeople(workspace))).toMatchObject({ code: 'NOT_PERMITTED' });
      expect(await refusal(verifyAudit(workspace))).toMatchObject({ code: 'NOT_PERMITTED' });
      expect(await refusal(compareHash(workspace, 1, 'a'.repeat(64)))).toMatchObject({
        code: 'NOT_PERMITTED',
      });
      const target = join(await tempFolder(), '审计.xlsx');
      expect(await refusal(exportAudit(workspace, EVERY_ENTRY, target))).toMatchObject({
        code: 'NOT_PERMITTED',
      });
    },
  );

  it('nobody who is not signed in', async () => {
    workspace.signIn(NOBODY);
    expect(await refusal(listAudit(workspace, EVERY_ENTRY))).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });
});

describe('exportAudit', () => {
  it('writes what the filter shows, with every hashed field', async () => {
    const target = join(await tempFolder(), '审计记录.xlsx');
    const filter = { ...EVERY_ENTRY, unitId: 1, itemId: 2 };
    const { entries: written } = await exportAudit(workspace, filter, target);
    expect(written).toBe(6);
    const { sheets } = await readWorkbook(target);
    expect(sheets.map(({ name }) => name)).toEqual(['审计记录', '原始记录', '说明']);
    const head = await auditHead(workspace);
    const texts = sheets.map((sheet) => JSON.stringify(sheet));
    expect(texts[0]).toContain('调整得分');
    for (const { hash } of (await listAudit(workspace, filter)).entries) expect(texts[1]).toContain(hash);
    expect(texts[2]).toContain(head.hash);
    expect(texts[2]).toContain('校验方法');
  });
});

describe('text that does not survive storing', () => {
  it('does not break the chain', async () => {
    await recordScore(workspace, {
      unitId: 1,
      itemId: 1,
      entry: anEntry({ 得分: '41' }, { reason: '半个字\ud842，空\u0000字符' }),
      editId: 'visit-x',
    });
    expect(await verifyWorkspace(workspace)).toMatchObject({ findings: [] });
  });
});
