import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fractionOf } from '@shared/domain/fraction';
import { formatPoints } from '@shared/domain/points';
import { EMPTY_ENTRY, type ScoreEntry } from '@shared/domain/score';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { average, decidedEntry, settleMarkings, type LockedMarking } from '@shared/marking/settle';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { entryOf, itemWith, written, YEAR } from '../../helpers/scoringItems';

const manual = itemWith([{ kind: 'manual', guidance: '', step: 10, reasonRequired: true }], 100);
const NAMES = ['张三', '李四', '王五', '赵六', '钱七'];

const given = (points: string, reason = '材料不全'): ScoreEntry => ({ ...EMPTY_ENTRY, points, reason });
const absent: ScoreEntry = { ...EMPTY_ENTRY, notApplicable: true, reason: '无此职能' };

function locked(item: ScoringItem, entries: readonly ScoreEntry[]): LockedMarking[] {
  return entries.map((entry, index) => ({
    scorer: NAMES[index] ?? `专家${index + 1}`,
    entry,
    result: evaluateItem(item, entry, YEAR),
  }));
}

const mean = { method: 'mean', spreadLimit: 50 } as const;
const drop = { method: 'dropHighLow', spreadLimit: 100 } as const;
const agree = { method: 'consensus', spreadLimit: 0 } as const;

function settled(
  item: ScoringItem,
  entries: readonly ScoreEntry[],
  rule: Parameters<typeof settleMarkings>[2],
) {
  const outcome = settleMarkings(item, locked(item, entries), rule);
  if (outcome.kind !== 'settled') throw new Error(`undecided: ${outcome.cause}`);
  return outcome;
}

describe('what several scorers come to', () => {
  it.each([
    [['0.8', '0.9'], mean, 85],
    // (80 + 90 + 90) / 3 = 86.67
    [['0.8', '0.9', '0.9'], mean, 87],
    // 0.8 + 0.9 of steps 0.1 gives 0.85, which no single scorer could type
    [['0.8', '0.9', '0.8', '0.9'], mean, 85],
    [['0.7', '0.8', '0.9'], drop, 80],
    [['0.1', '0.8', '0.9', '1'], drop, 85],
    // fewer than three: nobody is dropped
    [['0.7', '0.8'], drop, 75],
    [['0.8'], mean, 80],
    [['0.8', '0.8'], agree, 80],
  ] as const)('%j by %j is %i', (points, rule, expected) => {
    const outcome = settled(
      manual,
      points.map((each) => given(each)),
      rule,
    );
    expect(outcome.points).toBe(expected);
    const result = evaluateItem(manual, outcome.entry, YEAR, true);
    expect(result).toMatchObject({ status: 'scored', points: expected });
  });

  it('can be repeated from the originals its reason prints', () => {
    const marks = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 });
    const item = itemWith([{ kind: 'manual', guidance: '', step: 1, reasonRequired: true }], 100);
    fc.assert(
      fc.property(marks, fc.constantFrom('mean' as const, 'dropHighLow' as const), (points, method) => {
        const entries = points.map((each) => given(formatPoints(each)));
        const { entry, points: settledAt } = settled(item, entries, { method, spreadLimit: 100 });
        const printed = [...(entry.reason.split('，')[0] ?? '').matchAll(/ (\d+)\.(\d\d)/g)]
          .map(([, whole, cents]) => Number(whole) * 100 + Number(cents))
          .sort((a, b) => a - b);
        expect(printed).toEqual([...points].sort((a, b) => a - b));
        const counted = method === 'dropHighLow' && printed.length > 2 ? printed.slice(1, -1) : printed;
        const sum = counted.reduce((all, each) => all + each, 0);
        // Half up by hand: twice the sum and the count, divided by twice the count, without a fraction.
        expect(settledAt).toBe(Math.floor((2 * sum + counted.length) / (2 * counted.length)));
      }),
    );
  });

  it('rounds half up once, after the mean: 0.335 is 0.34', () => {
    expect(average([fractionOf(33), fractionOf(34)], 'mean')).toBe(34);
  });

  it('takes the mean of the marks before their rounding: 0.936 and 0.886 are 0.91, not (0.94 + 0.89) ÷ 2', () => {
    const ratio = written('比例', '目标=100; 方式=线性; 为空=缺项', 100);
    const outcome = settled(
      ratio,
      [entryOf(ratio, '分子=936; 分母=1000'), entryOf(ratio, '分子=886; 分母=1000')],
      mean,
    );
    expect(outcome.points).toBe(91);
    expect(outcome.entry.reason).toBe('张三 0.94（0.936）、李四 0.89（0.886），均分 0.91。');
    const endless = settled(
      ratio,
      [entryOf(ratio, '分子=85; 分母=90'), entryOf(ratio, '分子=1; 分母=1')],
      mean,
    );
    // (17/18 + 1) / 2 = 35/36 = 0.9722…
    expect(endless.points).toBe(97);
    expect(endless.entry.reason).toContain('张三 0.94（0.9444…，即17/18）、李四 1.00');
  });

  it('drops the highest and lowest by their exact value', () => {
    const ratio = written('比例', '目标=100; 方式=线性; 为空=缺项', 100);
    const marks = ['分子=944; 分母=1000', '分子=936; 分母=1000', '分子=939; 分母=1000'];
    // All of them are shown as 0.94; the one between is 0.939.
    const outcome = settled(
      ratio,
      marks.map((text) => entryOf(ratio, text)),
      drop,
    );
    expect(outcome).toMatchObject({ points: 94, spread: 0 });
  });

  it('whatever ratios are entered: the mean is that of exact fractions, computed apart', () => {
    const ratio = written('比例', '目标=100; 方式=线性; 为空=缺项', 100);
    const pair = fc
      .integer({ min: 1, max: 400 })
      .chain((d) => fc.tuple(fc.integer({ min: 0, max: d }), fc.constant(d)));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 5 }), (pairs) => {
        const entries = pairs.map(([n, d]) => entryOf(ratio, `分子=${n}; 分母=${d}`));
        // Σ n/d over the common denominator, as whole numbers.
        const whole = pairs.reduce((product, [, d]) => product * BigInt(d), 1n);
        const sum = pairs.reduce((all, [n, d]) => all + (BigInt(n) * whole) / BigInt(d), 0n) * 100n;
        const count = BigInt(pairs.length) * whole;
        const expected = Number((2n * sum + count) / (2n * count));
        expect(settled(ratio, entries, { method: 'mean', spreadLimit: 100 }).points).toBe(expected);
      }),
    );
  });

  it.each([
    [['0.3', '0.9'], mean, 'spread', 60, 60],
    [['0.8', '0.9'], agree, 'consensus', 10, 85],
  ] as const)('%j by %j is left to a decision: %s', (points, rule, cause, spread, proposed) => {
    const entries = points.map((each) => given(each));
    expect(settleMarkings(manual, locked(manual, entries), rule)).toEqual({
      kind: 'undecided',
      cause,
      spread,
      points: proposed,
    });
  });

  it('a spread at the limit is not above it', () => {
    expect(settled(manual, [given('0.4'), given('0.9')], mean).points).toBe(65);
  });

  it('takes not applicable only where all agree on it', () => {
    const all = settled(manual, [absent, absent], mean);
    expect(all.points).toBeNull();
    expect(evaluateItem(manual, all.entry, YEAR, true).status).toBe('notApplicable');
    const mixed = settleMarkings(manual, locked(manual, [absent, given('0.8')]), mean);
    expect(mixed).toMatchObject({ kind: 'undecided', cause: 'applicability', points: 80 });
  });

  it('names every figure, the method and every reason', () => {
    const { entry } = settled(manual, [given('0.8', '缺一次'), given('0.9', '签到不全。')], mean);
    expect(entry.reason).toBe('张三 0.80、李四 0.90，均分 0.85。张三：缺一次。李四：签到不全。');
    const three = ['0.1', '0.8', '1'].map((each) => given(each));
    const dropped = settled(manual, three, drop);
    expect(dropped.entry.reason).toContain('去掉一个最高分');
  });

  it('a bonus keeps the documents all of them named', () => {
    const bonus = written('按次加分', '层级=国家级:3|省级:2|市级:1; 最多加=3', 0, 'bonus');
    const entries = [entryOf(bonus, '2=1; 文号=苏政发1号'), entryOf(bonus, '3=1; 文号=连政发2号')];
    const { entry, points } = settled(bonus, entries, { method: 'mean', spreadLimit: 100 });
    expect(points).toBe(150);
    expect(entry.inputs).toEqual([{ 文号: '苏政发1号、连政发2号' }]);
    expect(evaluateItem(bonus, entry, YEAR, true)).toMatchObject({ status: 'scored', points: 150 });
  });

  it('case files all scorers share keep their figures, others have none', () => {
    const cases = written(
      '案卷评查',
      '类型=行政处罚; 满分=100; 合格线=60; 优秀线=90; 至少=2; 不合格每卷扣=0.5; 未报送=零分; 为空=缺项',
      250,
    );
    const same = settled(cases, [entryOf(cases, '得分=92|78|55'), entryOf(cases, '得分=92|78|55')], mean);
    expect(evaluateItem(cases, same.entry, YEAR, true)).toMatchObject({
      points: 138,
      caseFiles: { sum: 22500, count: 3 },
    });
    const differing = settled(
      cases,
      [entryOf(cases, '得分=92|78|55'), entryOf(cases, '得分=92|78|57')],
      mean,
    );
    expect(evaluateItem(cases, differing.entry, YEAR, true)).toMatchObject({ caseFiles: null });
  });

  it('a veto counts only where all agree', () => {
    const veto = written('否决', '后果=不合格; 情形=发生重大案件', 0, 'veto');
    const yes = entryOf(veto, '触发=是; 文号=苏政发1号');
    const no = entryOf(veto, '触发=否');
    expect(settleMarkings(veto, locked(veto, [yes, no]), agree)).toMatchObject({ cause: 'consensus' });
    const both = settled(veto, [yes, entryOf(veto, '触发=是; 文号=连政发2号')], agree);
    expect(evaluateItem(veto, both.entry, YEAR, true)).toMatchObject({ status: 'scored', veto: 'fail' });
    expect(both.entry.inputs[0]?.['文号']).toBe('苏政发1号、连政发2号');
    const neither = settled(veto, [no, no], agree);
    expect(evaluateItem(veto, neither.entry, YEAR, true)).toMatchObject({ status: 'scored', veto: null });
  });

  it('a decision names the originals, the spread and why', () => {
    const markings = locked(manual, [given('0.3'), given('0.9')]);
    const entry = decidedEntry(markings, given('0.7', '两次会议有记录'));
    expect(entry.reason).toBe('张三 0.30、李四 0.90，分差 0.60。认定理由：两次会议有记录。');
    expect(evaluateItem(manual, entry, YEAR, true)).toMatchObject({ points: 70 });
  });

  it('whatever is given: between lowest and highest, the same in any order, and the engine takes it', () => {
    const points = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 6 });
    const method = fc.constantFrom('mean' as const, 'dropHighLow' as const);
    fc.assert(
      fc.property(points, method, (tenths, rule) => {
        const entries = tenths.map((each) => given(formatPoints(each * 10)));
        const setting = { method: rule, spreadLimit: 100 };
        const outcome = settled(manual, entries, setting);
        const figures = tenths.map((each) => each * 10);
        expect(outcome.points).toBeGreaterThanOrEqual(Math.min(...figures));
        expect(outcome.points).toBeLessThanOrEqual(Math.max(...figures));
        expect(settled(manual, entries.toReversed(), setting).points).toBe(outcome.points);
        expect(evaluateItem(manual, outcome.entry, YEAR, true)).toMatchObject({ points: outcome.points });
      }),
    );
  });
});
