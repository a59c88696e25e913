import { describe, expect, it } from 'vitest';
import { EMPTY_ENTRY } from '@shared/domain/score';
import type { AssignmentsView, DifferenceRow } from '@shared/ipc/practice/marking';
import type { ItemView } from '@shared/ipc/views';
import { draftProblem, firstDraft, isComplete } from '@renderer/features/reviews/decisionDraft';
import { lockText, originalText, rowsOf, stateText } from '@renderer/features/reviews/differenceWords';
import { assignmentRows, findingSummary } from '@shared/marking/assignmentWords';
import { itemWith, written } from '../../../helpers/scoringItems';

const row: DifferenceRow = {
  ...{ unitId: 1, unitName: '甲', group: '', itemId: 7, itemCode: '1.1.1', itemName: '', limit: 100 },
  ...{ method: 'mean', spreadLimit: 20, state: 'undecided', cause: 'spread', waitingFor: [] },
  ...{ locked: 2, scorers: 2, spread: 40, proposed: 70, settled: null },
};

describe('评分分歧 in words', () => {
  it('says what is to be decided, who is waited for, and what may not be seen', () => {
    expect(stateText(row)).toBe('待认定（分差超限）');
    expect(stateText({ state: 'settled', cause: null })).toBe('已认定');
    expect(lockText({ ...row, locked: 1, waitingFor: ['李四'] })).toBe('1/2，等 李四');
    const mark = { accountId: 1, scorer: '张三', begun: true, lockedAt: null, shown: null };
    expect(originalText(mark)).toBe('锁定前不显示');
    expect(originalText({ ...mark, begun: false })).toBe('未评');
  });

  it('keeps what is asked for', () => {
    const rows = [row, { ...row, state: 'waiting' as const }, { ...row, state: 'exempt' as const }];
    expect(rowsOf(rows, 'open')).toEqual([row]);
    expect(rowsOf(rows, 'waiting')).toHaveLength(1);
    expect(rowsOf(rows, 'settled')).toEqual([]);
    expect(rowsOf(rows, 'all')).toHaveLength(3);
  });
});

describe('the form of a decision', () => {
  const manual = {
    ...itemWith([{ kind: 'manual', guidance: '', step: 10, reasonRequired: true }], 100),
    id: 7,
  };
  const veto: ItemView = { ...written('否决', '后果=不合格; 情形=重大案件', 0, 'veto'), id: 8 };
  const place = { row, section: 'base' as const };

  it('starts with the proposal, or with the figure that was adopted', () => {
    expect(firstDraft(manual, place, null, 2020)).toEqual({ ...EMPTY_ENTRY, points: '0.70' });
    const adopted = { ...EMPTY_ENTRY, inputs: [{ 得分: '0.9' }], reason: '缺一次' };
    expect(firstDraft(manual, place, adopted, 2020)).toEqual({ ...EMPTY_ENTRY, points: '0.90' });
    const absent = { ...EMPTY_ENTRY, notApplicable: true, reason: '无此职能' };
    expect(firstDraft(manual, place, absent, 2020)).toEqual({ ...EMPTY_ENTRY, notApplicable: true });
  });

  it('takes any hundredth up to the points, a 否决 by its inputs', () => {
    expect(draftProblem(manual, { ...EMPTY_ENTRY, points: '0.77' }, 2020)).toBe('');
    expect(draftProblem(manual, { ...EMPTY_ENTRY, points: '1.01' }, 2020)).not.toBe('');
    expect(isComplete(EMPTY_ENTRY)).toBe(false);
    const inputs = [{ 触发: '是', 文号: '苏政发1号' }];
    const draft = firstDraft(veto, { row, section: 'veto' }, { ...EMPTY_ENTRY, inputs }, 2020);
    expect(draft.inputs).toEqual(inputs);
    expect(draftProblem(veto, draft, 2020)).toBe('');
    expect(draftProblem(veto, { ...draft, inputs: [{ 触发: '是' }] }, 2020)).not.toBe('');
  });
});

describe('评分分工 in words', () => {
  const view: AssignmentsView = {
    scorers: [
      {
        accountId: 1,
        name: '张三',
        unitCode: 'A01',
        unitName: '区司法局',
        roles: ['leadScorer'],
        allItems: false,
      },
    ],
    items: [
      {
        ...{ itemId: 7, code: '1.1.1', name: '清单', leadScorer: '', points: 100, section: 'base' },
        ...{ accountIds: [1], setting: { method: 'mean', spreadLimit: 50, blind: true }, markings: 2 },
      },
      {
        ...{ itemId: 8, code: '1.1.2', name: '调整', leadScorer: '', points: 100, section: 'base' },
        ...{ accountIds: [], setting: null, markings: 0 },
      },
    ],
    findings: [
      { itemId: 7, kind: 'ownUnit', unitCode: 'A01' },
      { itemId: 7, kind: 'tooFew', scorers: 1, needed: 2 },
      { itemId: 8, kind: 'nobody' },
    ],
  };

  it('names scorers, way and what is amiss of each item, and sums it up', () => {
    const [first, second] = assignmentRows(view);
    expect(first).toMatchObject({ scorers: '张三', way: '均分 · 分差上限 0.50 · 背靠背' });
    expect(first?.notes).toBe('没有人能评区司法局（评分人都是本单位的）；需要 2 人，只有 1 人');
    expect(second).toMatchObject({ scorers: '', way: '一人评分', notes: '没有人评分' });
    expect(findingSummary(view.findings)).toBe(
      '没有人评分 1 项，只有本单位的人评分 1 项，多人评分人数不够 1 项',
    );
    expect(findingSummary([])).toBe('');
  });
});
