import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineDifferences, differences, differenceText } from '@shared/audit/differences';
import { groupVisits } from '@shared/audit/groupVisits';
import { timeText } from '@shared/audit/timeText';

describe('differences', () => {
  it('names fields in Chinese, points with two decimals, words instead of codes', () => {
    expect(
      differences(
        { score: 80, status: 'scored', reason: '', judgement: 'pending', roles: ['leadScorer'] },
        { score: 100, status: 'notApplicable', reason: '未发生', judgement: 'accepted', roles: ['auditor'] },
      ),
    ).toEqual([
      { field: '得分', before: '0.80', after: '1.00' },
      { field: '状态', before: '已评分', after: '不适用' },
      { field: '理由', before: '', after: '未发生' },
      { field: '审核结论', before: '待核', after: '采信' },
      { field: '角色', before: '评分员', after: '只读（纪检）' },
    ]);
  });

  it('shows what was new or taken away, and leaves out what is empty or only for the program', () => {
    const unit = { code: 'A01', name: '区水利局', tags: [], pins: [{ digest: 'x' }], revision: 3 };
    expect(differences(undefined, unit)).toEqual([
      { field: '编码', before: '', after: 'A01' },
      { field: '名称', before: '', after: '区水利局' },
    ]);
    expect(differences(unit, undefined)).toContainEqual({ field: '名称', before: '区水利局', after: '' });
  });

  it('goes into what is nested and keeps names people gave', () => {
    expect(
      differences(
        { units: { A01: { name: '旧' } } },
        { units: { A01: { name: '新' }, B02: { name: '增' } } },
      ),
    ).toEqual([
      { field: '单位 · A01 · 名称', before: '旧', after: '新' },
      { field: '单位 · B02 · 名称', before: '', after: '增' },
    ]);
    expect(
      differences({ inputs: [{ 分子: '85', 分母: '90' }] }, { inputs: [{ 分子: '90', 分母: '90' }] }),
    ).toEqual([{ field: '评分输入', before: '分子=85，分母=90', after: '分子=90，分母=90' }]);
    expect(differences({ due_on: '2020-03-05' }, { due_on: '2020-04-01' })).toEqual([
      { field: '期限', before: '2020年3月5日', after: '2020年4月1日' },
    ]);
  });

  it('shows no id and no state of a row, however deep', () => {
    const places = [{ unitId: 3, itemId: 5, unit: 'A01', item: '1.1.1', deducts: true }];
    const states = { unit: { 3: 'b527f1d64f972558' } };
    expect(differences(undefined, { uid: 'u', places, states, pins: [['x']] })).toEqual([
      { field: '关联指标', before: '', after: '单位=A01，指标=1.1.1，在本项扣分=是' },
    ]);
  });

  it('says weights in percent', () =>
    expect(
      differences({ weights: { indicators: 5000 } }, { weights: { indicators: 6667, survey: 3333 } }),
    ).toEqual([
      { field: '合成权重 · 指标考核', before: '50%', after: '66.67%' },
      { field: '合成权重 · 满意度', before: '', after: '33.33%' },
    ]));

  it('takes plain values and lists as they are', () => {
    expect(differences('一人评分', '均分')).toEqual([{ field: '内容', before: '一人评分', after: '均分' }]);
    expect(differences(['张三'], ['张三', '李四'])).toEqual([
      { field: '内容', before: '张三', after: '张三、李四' },
    ]);
  });

  it('stops at some hundred lines and says how many there are', () => {
    const units = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`U${index}`, '新']));
    const lines = differences({}, units);
    expect(lines).toHaveLength(301);
    expect(lines.at(-1)?.field).toBe('另有 700 处');
  });

  it('never fails, and finds nothing between a value and itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        expect(differences(before, before)).toEqual([]);
        expect(typeof differenceText(differences(before, after))).toBe('string');
      }),
    );
  });
});

describe('combineDifferences', () => {
  it('goes from before the first to after the last, and drops what came back', () => {
    expect(
      combineDifferences([
        [
          { field: '得分', before: '', after: '4.00' },
          { field: '理由', before: '甲', after: '乙' },
        ],
        [
          { field: '得分', before: '4.00', after: '40.00' },
          { field: '理由', before: '乙', after: '甲' },
        ],
      ]),
    ).toEqual([{ field: '得分', before: '', after: '40.00' }]);
  });
});

describe('differenceText', () => {
  it('is one line', () => {
    expect(
      differenceText([
        { field: '得分', before: '0.80', after: '1.00' },
        { field: '理由', before: '材料不全', after: '' },
        { field: '名称', before: '', after: '新' },
      ]),
    ).toBe('得分 0.80 → 1.00；理由 材料不全 → （空）；名称 新');
  });
});

describe('groupVisits', () => {
  const step = (id: number, changes: object = {}) => ({
    id,
    action: 'score.record',
    person: '张三',
    unitId: 1,
    itemId: 2,
    editId: 'e1',
    ...changes,
  });

  it('puts saves of one visit in a row together, and nothing else', () => {
    const visits = groupVisits([
      step(9),
      step(8),
      step(7, { editId: 'e2' }),
      step(6),
      step(5, { person: '李四' }),
      step(4, { editId: '' }),
      step(3, { editId: '' }),
    ]);
    expect(visits.map(({ steps }) => steps.map(({ id }) => id))).toEqual([[9, 8], [7], [6], [5], [4], [3]]);
  });

  it('keeps every entry once, in order', () => {
    const some = fc.array(
      fc.record({ editId: fc.constantFrom('', 'a', 'b'), itemId: fc.constantFrom(1, 2, null) }),
    );
    fc.assert(
      fc.property(some, (changes) => {
        const steps = changes.map((change, index) => step(changes.length - index, change));
        expect(groupVisits(steps).flatMap((visit) => visit.steps)).toEqual(steps);
      }),
    );
  });
});

describe('timeText', () => {
  it('is the local time to the second; what is no time stands as it is', () => {
    expect(timeText(new Date(2020, 2, 5, 9, 3, 7).toISOString())).toBe('2020年3月5日 09:03:07');
    expect(timeText('被改过')).toBe('被改过');
  });
});
