import { describe, expect, it } from 'vitest';
import { decideAppeal } from '@electron/services/review/decideAppeal';
import { fileAppeal } from '@electron/services/review/fileAppeal';
import { getAdjustments, getFeedback } from '@electron/services/review/getFeedback';
import { showRank } from '@electron/services/review/showRank';
import { aReviewWorkspace, type ReviewWorkspace } from '../../helpers/reviewWorkspace';
import { refusal } from '../../helpers/testWorkspace';

const APPEAL = { grounds: '已补齐', requestedPoints: null, evidenceIds: [], lateReason: '' };

describe('反馈', () => {
  it('tells a unit its total, its deductions with reasons, and until when it may appeal', async () => {
    const { workspace, at, as, enter } = await aReviewWorkspace();
    await enter('feedback');
    as('小王', ['unitFiller'], 'A02');
    const { unitId } = at('A02', '1.1.1');
    const told = await getFeedback(workspace, { unitId });
    expect(told).toMatchObject({
      ...{ final: 9200, grade: '良好', rank: null, rankShown: false, appealOpen: true },
      window: { dueOn: '2020-12-16', daysLeft: 7 },
    });
    expect(told.lines.map(({ itemCode, deducted, matter }) => [itemCode, deducted, matter])).toEqual([
      ['1.1.1', 400, '事项1.1.1：材料不全'],
      ['1.1.2', 200, '事项1.1.2：材料不全'],
      ['1.1.3', 200, '事项1.1.3：材料不全'],
    ]);
  });

  it('shows the rank only where the office says so', async () => {
    const { workspace, at, as, enter } = await aReviewWorkspace();
    await enter('feedback');
    const { unitId } = at('A02', '1.1.1');
    as('王局', ['unitLeader'], 'A02');
    expect((await refusal(showRank(workspace, { shown: true }))).code).toBe('NOT_PERMITTED');
    as('考评办', ['officeAdmin']);
    expect((await getFeedback(workspace, { unitId })).rank).toBe(2);
    await showRank(workspace, { shown: true });
    as('王局', ['unitLeader'], 'A02');
    expect(await getFeedback(workspace, { unitId })).toMatchObject({ rank: 2, rankedOf: 4, rankShown: true });
  });

  it('shows an appeal that was won: both scores, and why', async () => {
    const { workspace, at, as, enter } = await aReviewWorkspace();
    await enter('feedback');
    const place = at('A02', '1.1.1');
    const { id } = await fileAppeal(workspace, { ...APPEAL, ...place });
    await fileAppeal(workspace, { ...APPEAL, ...at('A02', '1.1.2') });
    as('赵县', ['approver']);
    await decideAppeal(workspace, { id, toPoints: 4000, opinion: '属实' });
    as('王局', ['unitLeader'], 'A02');
    const { lines, final } = await getFeedback(workspace, place);
    expect(final).toBe(9600);
    expect(lines[0]).toMatchObject({
      ...{ assessedPoints: 3600, adjustment: 400, finalPoints: 4000, deducted: 0 },
      adjustments: [
        { kind: 'appeal', fromPoints: 3600, toPoints: 4000, reason: '属实', basis: `申诉第 ${id} 号` },
      ],
      appeal: { id, state: 'adjusted' },
    });
    expect(lines[1]?.appeal?.state).toBe('filed');
    expect(await getAdjustments(workspace, place)).toEqual(lines[0]?.adjustments);
  });

  it.each<[string, Parameters<ReviewWorkspace['as']>, 'reviewing' | 'feedback', string]>([
    ['its own unit before 反馈申诉', ['王局', ['unitLeader'], 'A02'], 'reviewing', 'SCORES_NOT_OPEN'],
    ['another unit', ['李局', ['unitLeader'], 'A03'], 'feedback', 'SCORES_NOT_OPEN'],
    ['a scorer', ['张三', ['leadScorer']], 'feedback', 'NOT_PERMITTED'],
    ['nobody', ['', []], 'feedback', 'NOT_SIGNED_IN'],
  ])('is not shown to %s', async (_name, who, state, code) => {
    const { workspace, at, as, enter } = await aReviewWorkspace();
    await enter(state);
    as(...who);
    expect((await refusal(getFeedback(workspace, at('A02', '1.1.1')))).code).toBe(code);
  });
});
