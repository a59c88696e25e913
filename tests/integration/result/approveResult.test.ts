import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { formatPoints } from '@shared/domain/points';
import { ROLES, mayDo, type Role } from '@shared/domain/role';
import type { UnitResult } from '@shared/ipc/views';
import { belongsToUnit } from '@shared/domain/unit';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { fileAppeal } from '@electron/services/review/fileAppeal';
import { listResults as storedResults, listResultUnits } from '@electron/database/resultRepository';
import { resultDigest } from '@electron/services/result/resultDigest';
import { correctScore } from '@electron/services/result/correctScore';
import { getResult, listResults } from '@electron/services/result/listResults';
import { computeCycle } from '@electron/services/totals/computeCycle';
import { verifyResults } from '@electron/services/verify/verifyResults';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { moveCycle } from '@electron/services/year/moveCycle';
import { sampleEntries, sampleSchemes, workspaceWith } from '../../helpers/assessmentWorkspace';
import { computeIndependently } from '../../helpers/independent/computeIndependently';
import { tempFolder } from '../../helpers/tempFolder';
import { referenceSet, refusal } from '../../helpers/testWorkspace';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { aYear, moveOnTo, scoreAll, somebody } from '../../helpers/yearWorkspace';

const APPROVE = { to: 'approved', reason: '区委常委会审定', confirm: true } as const;

const points = (value: number | null) => (value === null ? null : formatPoints(value));
const shown = (unit: UnitResult) => ({
  code: unit.code,
  group: unit.group,
  raw: formatPoints(unit.raw),
  applicable: formatPoints(unit.applicable),
  converted: formatPoints(unit.converted),
  bonus: formatPoints(unit.bonus),
  deduction: formatPoints(unit.deduction),
  final: formatPoints(unit.final),
  veto: unit.veto,
  unscored: unit.unscored,
  rank: unit.rank,
  grade: unit.grade,
  contribution: points(unit.contribution),
  comprehensiveTotal: points(unit.comprehensiveTotal),
});
const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1);

describe('approval', () => {
  it('freezes the figures the second computation gives, before and after a correction', async () => {
    const { system, sampleUnits: units } = referenceSet();
    const entries = new Map(
      [...sampleEntries(system, units)].map(([code, own]) => [code, new Map(own)] as const),
    );
    const schemes = sampleSchemes(units);
    const workspace = await workspaceWith(join(await tempFolder(), '考评库'), {
      system,
      units,
      entries,
      ...schemes,
    });
    try {
      await moveOnTo(workspace, 'approved');
      const independent = () =>
        computeIndependently(system, units, entries, schemes.schemes, schemes.otherScores)
          .map(({ items: _items, ...unit }) => unit)
          .sort(byCode);
      const [first] = await listResults(workspace, {});
      const frozen = await getResult(workspace, { resultId: first!.id });
      expect(frozen.units.map(shown).sort(byCode)).toEqual(independent());

      const item = system.items.find(
        ({ section, rules }) => section === 'base' && rules[0]?.kind === 'yesNo',
      )!;
      const unit = units.find(
        (each) =>
          belongsToUnit(item, each) && entries.get(each.code)?.get(item.code)?.inputs[0]?.['满足'] === '是',
      )!;
      entries
        .get(unit.code)!
        .set(item.code, { inputs: [{ 满足: '否' }], points: '', notApplicable: false, reason: '查无此事' });
      const { unitByCode, itemByCode } = await loadAssessment(workspace);
      await correctScore(workspace, {
        unitId: unitByCode.get(unit.code)!.id,
        itemId: itemByCode.get(item.code)!.id,
        toPoints: 0,
        reason: '复查发现材料不实',
        basis: '区司法局复查报告',
      });

      const [second, kept] = await listResults(workspace, {});
      expect([second?.number, kept?.number]).toEqual([2, 1]);
      const corrected = await getResult(workspace, { resultId: second!.id });
      expect(corrected.units.map(shown).sort(byCode)).toEqual(independent());
      expect(await getResult(workspace, { resultId: first!.id })).toEqual(frozen);
      expect((await computeCycle(workspace)).units).toEqual(corrected.units);
      expect(await verifyResults(workspace)).toEqual([]);
    } finally {
      await workspace.close();
    }
  });

  const approvers = ROLES.filter((role) => mayDo({ roles: [role] }, 'approveResult'));
  async function approvedBy(role: Role) {
    const workspace = await aYear();
    await scoreAll(workspace);
    await moveOnTo(workspace, 'feedback');
    const approve = () => acting(workspace, somebody('王区长', [role]), () => moveCycle(workspace, APPROVE));
    return { workspace, approve };
  }

  it.each(approvers)('is for %s', async (role) => {
    const { workspace, approve } = await approvedBy(role);
    expect((await approve()).cycle.state).toBe('approved');
    expect(await listResults(workspace, {})).toHaveLength(1);
  });

  it.each(ROLES.filter((role) => !approvers.includes(role)))('is not for %s', async (role) => {
    const { workspace, approve } = await approvedBy(role);
    expect((await refusal(approve())).code).toBe('NOT_PERMITTED');
    expect(await listResults(workspace, {})).toEqual([]);
  });

  it('says who, when, with which program and why, and what was still open', async () => {
    const workspace = await aYear();
    await moveOnTo(workspace, 'feedback');
    await acting(workspace, somebody('王区长', ['approver']), () => moveCycle(workspace, APPROVE));
    const [result] = await listResults(workspace, {});
    expect(result).toMatchObject({
      number: 1,
      kind: 'approval',
      reason: '区委常委会审定',
      person: '王区长',
      units: 2,
    });
    expect(result?.open[0]).toContain('2 个单位还有 4 项没有评分');
    expect(result?.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(result?.appVersion).toMatch(/^\d/);
  });

  it('is refused while an appeal waits, and nothing is frozen', async () => {
    const workspace = await aYear();
    await scoreAll(workspace);
    await moveOnTo(workspace, 'feedback');
    const appeal = { grounds: '材料已补齐', requestedPoints: null, evidenceIds: [], lateReason: '测试' };
    await fileAppeal(workspace, { ...(await placeOf(workspace, 'A01')), ...appeal });
    expect((await refusal(moveCycle(workspace, APPROVE))).code).toMatch(
      /CYCLE_NOT_READY|RESULT_APPEALS_OPEN/,
    );
    expect(await listResults(workspace, {})).toEqual([]);
    expect((await loadAssessment(workspace)).cycle.state).toBe('feedback');
  });

  it('of a year that went back is a successor with its reason; the first stays', async () => {
    const workspace = await aYear();
    await scoreAll(workspace);
    await moveOnTo(workspace, 'approved');
    await moveCycle(workspace, { to: 'feedback', reason: '区政府要求重新核定', confirm: true });
    expect((await computeCycle(workspace)).cycle.state).toBe('feedback');
    const bare = await refusal(moveCycle(workspace, { to: 'approved', reason: '', confirm: true }));
    expect(bare.code).toMatch(/RESULT_REASON_MISSING|REASON_REQUIRED/);
    await moveCycle(workspace, { to: 'approved', reason: '重新核定完毕', confirm: true });
    const results = await listResults(workspace, {});
    expect(results.map(({ number, reason }) => [number, reason])).toEqual([
      [2, '重新核定完毕'],
      [1, '测试需要推进'],
    ]);
    expect(await verifyResults(workspace)).toEqual([]);
  });
});

describe('a frozen result', () => {
  async function anApprovedYear() {
    const workspace = await aYear();
    await scoreAll(workspace);
    await moveOnTo(workspace, 'approved');
    return workspace;
  }

  it('can be neither changed nor deleted in the database', async () => {
    const { db } = await anApprovedYear();
    for (const statement of [
      `UPDATE approved_unit SET final = 1`,
      `DELETE FROM approved_unit`,
      `UPDATE approved_result SET reason = 'x'`,
      `DELETE FROM approved_result`,
    ]) {
      await expect(sql.raw(statement).execute(db)).rejects.toThrow('APPROVED_RESULT_IS_FROZEN');
    }
  });

  it.each([
    ['a final score', `UPDATE approved_unit SET final = final - 1 WHERE code = 'A01'`],
    ['a rank', `UPDATE approved_unit SET rank = 7 WHERE code = 'A02'`],
    ['a name', `UPDATE approved_unit SET name = '别的单位' WHERE code = 'A02'`],
    ['a part', `UPDATE approved_unit SET parts = '[{"scored":1,"applicable":2,"unscored":0}]'`],
    ['the reason', `UPDATE approved_result SET reason = '另有原因'`],
    ['the person', `UPDATE approved_result SET person = '别人'`],
    ['a missing unit', `DELETE FROM approved_unit WHERE code = 'A01'`],
  ])('verify names %s changed behind the program', async (_what, statement) => {
    const workspace = await anApprovedYear();
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
    for (const name of ['approved_unit_no_update', 'approved_unit_no_delete', 'approved_result_no_update']) {
      await sql.raw(`DROP TRIGGER ${name}`).execute(workspace.db);
    }
    await sql.raw(statement).execute(workspace.db);
    const findings = await verifyResults(workspace);
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'result', place: '2020年度 · 审定结果第1号' }),
    );
  });

  it('verify names a result whose digest was made to fit, and one that was taken out', async () => {
    const workspace = await anApprovedYear();
    const { db } = workspace;
    for (const name of ['approved_unit_no_update', 'approved_unit_no_delete', 'approved_result_no_update']) {
      await sql.raw(`DROP TRIGGER ${name}`).execute(db);
    }
    await sql`UPDATE approved_unit SET final = 9900 WHERE code = 'A01'`.execute(db);
    const stored = (await storedResults(db, (await loadAssessment(workspace)).cycle.id))[0]!;
    const digest = resultDigest(stored, await listResultUnits(db, stored.id), '');
    await db.updateTable('approved_result').set({ digest }).execute();
    const messages = (await verifyResults(workspace)).map(({ message }) => message).join();
    expect(messages).not.toContain('摘要不一致');
    expect(messages).toContain('审计记录里没有这个摘要');
    expect(messages).toContain('现在不见了');
  });

  it('verify names a score changed after the approval by what the result says', async () => {
    const workspace = await anApprovedYear();
    const { unitId, itemId } = await placeOf(workspace, 'A01');
    await sql`UPDATE score SET points = 4000 WHERE unit_id = ${unitId} AND item_id = ${itemId}`.execute(
      workspace.db,
    );
    expect(await verifyResults(workspace)).toContainEqual(
      expect.objectContaining({ kind: 'result', place: '2020年度 · 单位A01' }),
    );
    // What everybody sees stays what was approved.
    const { units } = await computeCycle(workspace);
    expect(units.map(({ code, final }) => [code, final])).toEqual([
      ['A01', 10_000],
      ['A02', 10_000],
    ]);
  });

  it('shows people of a unit their own unit only', async () => {
    const workspace = await anApprovedYear();
    const [result] = await listResults(workspace, {});
    const seen = await acting(workspace, somebody('小李', ['unitFiller'], 'A02'), () =>
      getResult(workspace, { resultId: result!.id }),
    );
    expect(seen.units.map(({ code }) => code)).toEqual(['A02']);
  });
});
