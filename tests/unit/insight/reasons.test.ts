import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_ENTRY } from '@shared/domain/score';
import { applyReason } from '@shared/insight/applyReason';
import { plainReason, splitReasons } from '@shared/insight/reason';
import { parseReasonTable } from '@shared/insight/reasonTable';
import { seedReasons } from '@shared/insight/seedReasons';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { aSheet } from '../../helpers/sheets';
import { aScoringItem } from '../../helpers/smallSystem';

const manual = aScoringItem('1', { points: 500 });
const meeting = { kind: 'deductPerMissing' as const, subject: '专题会议', required: '4', unit: '次' };
const counted = aScoringItem('2', { rules: [{ ...meeting, perMissing: 30, maxDeduct: 120 }] });
const reason = (text: string, points: number | null = null) => ({ text, points, basis: '' });

describe('seeds of an item', () => {
  it('are what its rules deduct for', () => {
    const events = [
      { label: '越权推诿', unit: '次', each: 50 },
      { label: '被纠错', unit: '件', each: 100 },
    ];
    const item = aScoringItem('1', {
      rules: [
        { kind: 'perOccurrenceDeduct', events, maxDeduct: 200 },
        { ...meeting, perMissing: 30, maxDeduct: 120 },
      ],
    });
    expect(seedReasons(item).map(({ text }) => text)).toEqual([
      '越权推诿',
      '被纠错',
      '专题会议少于规定的4次',
    ]);
    expect(seedReasons(item).every(({ points }) => points === null)).toBe(true);
  });

  it('are read from the standard of an item judged by hand, with their points', () => {
    const standard = '1.未制定年度计划的，扣0.5分；每缺一次会议记录扣 0.25 分；材料不完整的酌情扣分。';
    expect(seedReasons(aScoringItem('1', { standard }))).toEqual([
      { text: '未制定年度计划', points: 50, basis: '评分标准' },
      { text: '每缺一次会议记录', points: 25, basis: '评分标准' },
    ]);
  });

  it('are none for bonus and veto items', () =>
    expect(seedReasons(aScoringItem('J1', { section: 'bonus' }))).toEqual([]));
});

describe('applying a reason', () => {
  it('takes its points off full points, then off what is left', () => {
    const once = applyReason(manual, EMPTY_ENTRY, reason('材料不全', 50));
    expect(once).toMatchObject({ inputs: [{ 得分: '4.5' }], reason: '材料不全' });
    const twice = applyReason(manual, once, reason('超期', 100));
    expect(twice).toMatchObject({ inputs: [{ 得分: '3.5' }], reason: '材料不全；超期' });
    expect(evaluateItem(manual, twice, 2020)).toMatchObject({ status: 'scored', points: 350 });
  });

  it('changes nothing when it is applied again', () => {
    const once = applyReason(manual, EMPTY_ENTRY, reason('材料不全', 50));
    expect(applyReason(manual, once, reason('材料不全', 50))).toBe(once);
  });

  it.each(['材料不全。', '材料不全；', '材料不全；超期。', ' 材料不全 ;\n超期'])(
    'takes points off once, however 「%s」 ends',
    (text) => {
      const once = applyReason(manual, EMPTY_ENTRY, reason(text, 50));
      expect(once.inputs).toEqual([{ 得分: '4.5' }]);
      expect(applyReason(manual, once, reason(text, 50))).toBe(once);
    },
  );

  it('says nothing twice where a part of it stands there already', () => {
    const once = applyReason(manual, EMPTY_ENTRY, reason('材料不全', 50));
    expect(applyReason(manual, once, reason('材料不全；超期', 50)).reason).toBe('材料不全；超期');
  });

  it('changes nothing by a reason that says nothing', () =>
    expect(applyReason(manual, EMPTY_ENTRY, reason('；。', 50))).toBe(EMPTY_ENTRY));

  it('changes nothing the second time, whatever is written', () => {
    const text = fc.string({ unit: fc.constantFrom('甲', '乙', '；', ';', '。', '.', ' ', '\n', '0') });
    fc.assert(
      fc.property(text, text, (before, written) => {
        const once = applyReason(manual, { ...EMPTY_ENTRY, reason: before }, reason(written, 50));
        expect(applyReason(manual, once, reason(written, 50))).toBe(once);
        expect(plainReason(plainReason(written))).toBe(plainReason(written));
      }),
    );
  });

  it('only writes the text where the rule computes, and where the item does not apply', () => {
    const typed = { ...EMPTY_ENTRY, inputs: [{ 实际: '3' }] };
    expect(applyReason(counted, typed, reason('少一次', 30))).toEqual({ ...typed, reason: '少一次' });
    const none = { ...EMPTY_ENTRY, notApplicable: true };
    expect(applyReason(manual, none, reason('无此职能', 50))).toEqual({ ...none, reason: '无此职能' });
  });

  it('takes points off what was given directly', () => {
    const direct = { ...EMPTY_ENTRY, points: '49' };
    expect(applyReason(counted, direct, reason('少一次', 30)).points).toBe('48.7');
  });

  it('leaves half-typed figures alone', () => {
    const half = { ...EMPTY_ENTRY, inputs: [{ 得分: '4..' }] };
    expect(applyReason(manual, half, reason('材料不全', 50)).inputs).toEqual([{ 得分: '4..' }]);
  });

  it('never goes below zero nor above full points', () => {
    const reasons = fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.nat(700)), { maxLength: 6 });
    fc.assert(
      fc.property(reasons, (all) => {
        const entry = all.reduce(
          (before, [text, points]) => applyReason(manual, before, reason(`理由${text.trim()}`, points)),
          EMPTY_ENTRY,
        );
        const points = Number(entry.inputs[0]?.['得分'] ?? '5');
        expect(points).toBeGreaterThanOrEqual(0);
        expect(points).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe('several reasons in one text', () => {
  it('are parted by semicolons and line breaks', () =>
    expect(splitReasons('材料不全；超期。\n 缺签字;')).toEqual(['材料不全', '超期', '缺签字']));
});

describe('the reason table', () => {
  const known = new Map([
    ['1.1', 500],
    ['1.10', 100],
  ]);

  it('is read with codes as text and points as exact hundredths', () => {
    const sheet = aSheet([
      ['指标编码', '扣分理由', '扣分', '依据'],
      ['1.10', '未按时报送', '0.5分', '细则第三条'],
      ['１．１', '材料不全', '', ''],
    ]);
    expect(parseReasonTable([sheet], known)).toEqual({
      problems: [],
      reasons: [
        { itemCode: '1.10', text: '未按时报送', points: 50, basis: '细则第三条' },
        { itemCode: '1.1', text: '材料不全', points: null, basis: '' },
      ],
    });
  });

  it('keeps a reason without what ends it, so that it is there once', () => {
    const sheet = aSheet([
      ['指标编码', '扣分理由'],
      ['1.1', '材料不全。'],
      ['1.1', '材料不全；'],
      ['1.1', '。'],
    ]);
    const { reasons, problems } = parseReasonTable([sheet], known);
    expect(reasons.map(({ text }) => text)).toEqual(['材料不全']);
    expect(problems.map(({ code, cell }) => [code, cell])).toEqual([
      ['REASON_TWICE', 'B3'],
      ['REASON_TEXT_INVALID', 'B4'],
    ]);
  });

  it('names every wrong cell', () => {
    const sheet = aSheet([
      ['编码', '理由', '扣分'],
      ['9.9', '没有这项', '1'],
      ['1.10', '扣得太多', '2'],
      ['1.10', '', '1'],
      ['1.1', '重复', ''],
      ['1.1', '重复', ''],
    ]);
    const { problems } = parseReasonTable([sheet], known);
    expect(problems.map(({ code, cell }) => [code, cell])).toEqual([
      ['ITEM_CODE_UNKNOWN', 'A2'],
      ['REASON_POINTS_INVALID', 'C3'],
      ['REASON_TEXT_INVALID', 'B4'],
      ['REASON_TWICE', 'B6'],
    ]);
  });

  it('says so where there is no such table', () => {
    expect(parseReasonTable([aSheet([['甲', '乙']])], known).problems[0]?.code).toBe('HEADING_NOT_FOUND');
    expect(parseReasonTable([aSheet([['指标编码', '扣分理由']])], known).problems[0]?.code).toBe(
      'EMPTY_TABLE',
    );
  });
});
