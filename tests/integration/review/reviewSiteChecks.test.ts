import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { findScore } from '@electron/database/scoreRepository';
import { addSiteChecks } from '@electron/services/review/addSiteChecks';
import { listSiteChecks } from '@electron/services/review/listSiteChecks';
import { proposeSiteChecks } from '@electron/services/review/proposeSiteChecks';
import { recordSiteCheck, removeSiteCheckItem } from '@electron/services/review/recordSiteCheck';
import { explainScore } from '@electron/services/scores/explainScore';
import { recordScore } from '@electron/services/scores/recordScore';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import type { ExplanationStep } from '@shared/domain/score';
import { aReviewWorkspace, type ReviewWorkspace } from '../../helpers/reviewWorkspace';
import { refusal } from '../../helpers/testWorkspace';

const TEAM = { team: '第一组', plannedOn: '2020-12-10', note: '' };

async function withCheck(item = '1.1.1') {
  const district = await aReviewWorkspace();
  const place = district.at('A02', item);
  const rows = await addSiteChecks(district.workspace, { ...TEAM, items: [{ ...place, doubt: '台账' }] });
  return { ...district, place, id: rows[0]?.id ?? 0 };
}

const finding = { finding: '现场抽 3 卷，缺 1 卷', checkedOn: '', toPoints: null };

describe('建议清单', () => {
  it('names what is doubtful per unit, draws by a seed, and says what is listed already', async () => {
    const { workspace, at } = await aReviewWorkspace();
    await recordSelfEvaluation(workspace, { ...at('A04', '1.1.1'), points: '45', statement: '', ...edit() });
    const proposal = await proposeSiteChecks(workspace, { seed: 's', perUnit: 2, controls: 1 });
    const own = proposal.items.filter(({ unitCode }) => unitCode === 'A04');
    expect(own.map(({ itemCode, doubts }) => [itemCode, doubts[0]?.kind])).toEqual([
      ['1.1.1', 'selfGap'],
      [expect.stringMatching(/^1\.1\.[23]$/), 'control'],
    ]);
    expect(own[0]?.doubts[0]?.text).toBe('自评 45.00，比审核分 32.00 高 13.00');
    expect(await proposeSiteChecks(workspace, { seed: 's', perUnit: 2, controls: 1 })).toEqual(proposal);
    await addSiteChecks(workspace, { ...TEAM, items: [{ ...at('A04', '1.1.1'), doubt: '自评偏高' }] });
    const again = await proposeSiteChecks(workspace, { seed: 's', unitIds: [at('A04', '1.1.1').unitId] });
    expect(again.items.find(({ itemCode }) => itemCode === '1.1.1')?.listed).toBe(true);
  });

  it('is for the office', async () => {
    const { workspace, as } = await aReviewWorkspace();
    for (const role of ['leadScorer', 'siteChecker', 'unitLeader', 'auditor'] as const) {
      as('某人', [role]);
      expect((await refusal(proposeSiteChecks(workspace, {}))).code).toBe('NOT_PERMITTED');
    }
  });
});

/** recordSelfEvaluation may ask for an edit id. */
const edit = () => ({ editId: 'e' });

describe('安排实地核查', () => {
  it('makes one check per unit, and an item waits on one list only', async () => {
    const { workspace, at } = await aReviewWorkspace();
    const items = [at('A02', '1.1.1'), at('A02', '1.1.2'), at('A03', '1.1.1')].map((place) => ({
      ...place,
      doubt: 'x',
    }));
    const rows = await addSiteChecks(workspace, { ...TEAM, items });
    expect(new Set(rows.map(({ checkId }) => checkId)).size).toBe(2);
    expect((await refusal(addSiteChecks(workspace, { ...TEAM, items }))).code).toBe('SITE_CHECK_LISTED');
    expect((await refusal(addSiteChecks(workspace, { ...TEAM, team: ' ', items }))).code).toBe(
      'REVIEW_TEXT_MISSING',
    );
  });

  it('is for the office, in 评审 only', async () => {
    const { workspace, as, at, enter } = await aReviewWorkspace();
    const checks = { ...TEAM, items: [{ ...at('A02', '1.1.1'), doubt: '' }] };
    as('陈六', ['siteChecker']);
    expect((await refusal(addSiteChecks(workspace, checks))).code).toBe('NOT_PERMITTED');
    as('考评办', ['officeAdmin']);
    for (const state of ['selfEvaluating', 'feedback', 'approved'] as const) {
      await enter(state);
      expect((await refusal(addSiteChecks(workspace, checks))).code).toBe('CYCLE_STATE_FORBIDS');
    }
  });

  it('takes off what has no finding, with a reason', async () => {
    const { workspace, id, as } = await withCheck();
    expect((await refusal(removeSiteCheckItem(workspace, { id, reason: '' }))).code).toBe(
      'REVIEW_TEXT_MISSING',
    );
    as('陈六', ['siteChecker']);
    expect((await refusal(removeSiteCheckItem(workspace, { id, reason: '重复' }))).code).toBe(
      'NOT_PERMITTED',
    );
    as('考评办', ['officeAdmin']);
    expect(await removeSiteCheckItem(workspace, { id, reason: '重复' })).toEqual([]);
    const { rows } = await sql<{ checks: number }>`SELECT count(*) AS checks FROM site_check`.execute(
      workspace.db,
    );
    expect(rows).toEqual([{ checks: 0 }]);
    expect((await refusal(removeSiteCheckItem(workspace, { id, reason: '重复' }))).code).toBe(
      'SITE_CHECK_ITEM_UNKNOWN',
    );
  });
});

describe('记录实地核查', () => {
  it('属实 leaves the score as it is', async () => {
    const { workspace, id, place, as } = await withCheck();
    as('陈六', ['siteChecker']);
    const [row] = await recordSiteCheck(workspace, { ...finding, id });
    expect(row).toMatchObject({
      outcome: 'confirmed',
      person: '陈六',
      checkedOn: '2020-12-09',
      toPoints: null,
    });
    const score = await findScore(workspace.db, place.unitId, place.itemId);
    expect(score).toMatchObject({ points: 3600, adjustment: 0, finalPoints: 3600 });
  });

  it('调整 keeps 审核分 and says beside it what changed, why, by whom', async () => {
    const { workspace, id, place, as } = await withCheck();
    as('陈六', ['siteChecker']);
    const [row] = await recordSiteCheck(workspace, {
      ...finding,
      id,
      toPoints: 3000,
      checkedOn: '2020-12-08',
    });
    expect(row).toMatchObject({
      ...{ outcome: 'adjusted', fromPoints: 3600, toPoints: 3000 },
      checkedOn: '2020-12-08',
    });
    const score = await findScore(workspace.db, place.unitId, place.itemId);
    expect(score).toMatchObject({ points: 3600, adjustment: -600, finalPoints: 3000, scorer: '张三' });
    as('考评办', ['officeAdmin']);
    const text = lines((await explainScore(workspace, place)).root).join('\n');
    for (const part of [
      '得 30.00，分值 40.00',
      '自评分 未填，审核分 36.00，核查调整分 -6.00，最终分 30.00',
      '实地核查：由 36.00 调整为 30.00（-6.00）',
      '理由：现场抽 3 卷，缺 1 卷',
      '依据：实地核查 2020-12-08（第一组）',
      '办理：陈六，2020-12-09',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('stays in force when the score is entered anew, within what the item allows', async () => {
    const { workspace, id, place } = await withCheck();
    await recordSiteCheck(workspace, { ...finding, id, toPoints: 3900 });
    const type = (points: string) =>
      recordScore(workspace, {
        ...place,
        entry: { inputs: [{ 得分: points }], points: '', notApplicable: false, reason: '复核' },
        editId: points,
      });
    expect((await type('39')).row).toMatchObject({ points: 3900, adjustment: 100, finalPoints: 4000 });
    expect((await type('20')).row).toMatchObject({ points: 2000, adjustment: 300, finalPoints: 2300 });
    const text = lines((await explainScore(workspace, place)).root).join('\n');
    expect(text).toContain('由 36.00 调整为 39.00（+3.00），审核分此后有改动，现计 23.00');
    const rows = await addSiteChecks(workspace, { ...TEAM, items: [{ ...place, doubt: '再看' }] });
    const again = rows.find(({ outcome }) => outcome === 'open')?.id ?? 0;
    const [, second] = await recordSiteCheck(workspace, { ...finding, id: again, toPoints: 500 });
    expect(second).toMatchObject({ fromPoints: 2300, toPoints: 500, finalPoints: 500 });
  });

  it.each<[string, Parameters<ReviewWorkspace['as']>, string]>([
    ['somebody of the unit', ['陈六', ['siteChecker'], 'A02'], 'CONFLICT_OF_INTEREST'],
    ['a scorer', ['李四', ['leadScorer']], 'NOT_PERMITTED'],
    ['the leader of the unit', ['王局', ['unitLeader'], 'A02'], 'NOT_PERMITTED'],
    ['the approver', ['赵县', ['approver']], 'NOT_PERMITTED'],
    ['nobody', ['', []], 'NOT_SIGNED_IN'],
  ])('is not done by %s', async (_name, who, code) => {
    const { workspace, id, as } = await withCheck();
    as(...who);
    expect((await refusal(recordSiteCheck(workspace, { ...finding, id }))).code).toBe(code);
  });

  it('needs a finding and a possible figure, once per item, in 评审', async () => {
    const { workspace, id, enter } = await withCheck();
    const code = async (changes: Partial<Parameters<typeof recordSiteCheck>[1]>) =>
      (await refusal(recordSiteCheck(workspace, { ...finding, id, ...changes }))).code;
    expect(await code({ finding: ' ' })).toBe('REVIEW_TEXT_MISSING');
    expect(await code({ toPoints: 4001 })).toBe('ADJUSTMENT_OUT_OF_RANGE');
    expect(await code({ toPoints: 3600 })).toBe('ADJUSTMENT_CHANGES_NOTHING');
    expect(await code({ id: 99 })).toBe('SITE_CHECK_ITEM_UNKNOWN');
    await enter('feedback');
    expect(await code({})).toBe('CYCLE_STATE_FORBIDS');
    await enter('reviewing');
    await recordSiteCheck(workspace, { ...finding, id });
    expect(await code({})).toBe('SITE_CHECK_ALREADY_RECORDED');
    expect((await refusal(removeSiteCheckItem(workspace, { id, reason: '误列' }))).code).toBe(
      'SITE_CHECK_ALREADY_RECORDED',
    );
    await expect(sql`UPDATE site_check_item SET finding = 'x'`.execute(workspace.db)).rejects.toThrow(
      'SITE_CHECK',
    );
    await expect(sql`DELETE FROM site_check_item`.execute(workspace.db)).rejects.toThrow('SITE_CHECK');
  });

  it('adjusts only what is scored, and no veto', async () => {
    const unscored = await withCheck('B1');
    const code = async ({ workspace, id }: typeof unscored) =>
      (await refusal(recordSiteCheck(workspace, { ...finding, id, toPoints: 100 }))).code;
    expect(await code(unscored)).toBe('ADJUSTMENT_UNSCORED');
    expect(await code(await withCheck('F1'))).toBe('ADJUSTMENT_OF_VETO');
  });

  it('is seen by its unit only once the results are fed back', async () => {
    const { workspace, as, enter } = await withCheck();
    as('王局', ['unitLeader'], 'A02');
    expect(await listSiteChecks(workspace)).toEqual([]);
    await enter('feedback');
    expect(await listSiteChecks(workspace)).toHaveLength(1);
    as('李局', ['unitLeader'], 'A03');
    expect(await listSiteChecks(workspace)).toEqual([]);
  });
});

const lines = (step: ExplanationStep): string[] => [step.text, ...(step.children ?? []).flatMap(lines)];
