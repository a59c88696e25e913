import { describe, expect, it } from 'vitest';
import type { Rule } from '@shared/domain/rule';
import {
  deductionsOf,
  evidenceNumbers,
  type ScoreDetail,
  type UnitDetails,
} from '@shared/reports/scoreDetail';
import { matterText, shortfallText } from '@shared/reports/shortfall';
import { anItem, aUnitView } from '../../helpers/reportContext';

function detail(itemId: number, changes: Partial<ScoreDetail> = {}): ScoreDetail {
  const entry = { inputs: [], points: '', notApplicable: false, reason: '' };
  const scored = {
    itemId,
    status: 'scored',
    points: 5000,
    veto: null,
    entry,
    scorer: '李四',
    ...changes,
  } as const;
  return { finalPoints: scored.points, adjustments: [], ...scored };
}

function shortfall(rule: Rule, inputs: Record<string, string>, points = ''): string {
  const entry = { inputs: [inputs], points, notApplicable: false, reason: '' };
  return shortfallText(anItem(1, { rules: [rule] }), detail(1, { entry }));
}

describe('扣分明细', () => {
  it('lists base items below their points and deduction items, nothing else', () => {
    const items = [
      anItem(1),
      anItem(2),
      anItem(3),
      anItem(4, { section: 'deduction', points: 0 }),
      anItem(5, { section: 'bonus', points: 0 }),
      anItem(6),
    ];
    const scores = [
      detail(1, { points: 4850 }),
      detail(2),
      detail(3, { status: 'notApplicable', points: null }),
      detail(4, { points: 50 }),
      detail(5, { points: 100 }),
      detail(6, { status: 'unscored', points: null }),
    ];
    const details: UnitDetails = {
      unit: aUnitView(1),
      scores: new Map(scores.map((score) => [score.itemId, score])),
      selfPoints: new Map(),
      evidence: new Map(),
    };
    expect(deductionsOf(items, details).map((line) => [line.item.code, line.deducted])).toEqual([
      ['1.1.1', 150],
      ['1.1.4', 50],
    ]);
  });

  it('counts by the final score: what was adjusted to full is no deduction, what was lowered is', () => {
    const adjusted = (from: number, to: number) =>
      ({ kind: 'siteCheck', fromPoints: from, toPoints: to, reason: '台账不全' }) as const;
    const scores = [
      detail(1, { points: 4000, finalPoints: 5000, adjustments: [adjusted(4000, 5000)] }),
      detail(2, { points: 5000, finalPoints: 4700, adjustments: [adjusted(5000, 4700)] }),
    ];
    const lines = deductionsOf([anItem(1), anItem(2)], {
      unit: aUnitView(1),
      scores: new Map(scores.map((score) => [score.itemId, score])),
      selfPoints: new Map(),
      evidence: new Map(),
    });
    expect(lines.map((line) => [line.item.code, line.deducted])).toEqual([['1.1.2', 300]]);
    expect(lines.map((line) => matterText(line.item, line.detail))).toEqual([
      '事项1.1.2：实地核查由 50.00 调整为 47.00：台账不全',
    ]);
  });

  it('numbers evidence as its folders do', () => {
    expect([0, 1, 12].map((count) => evidenceNumbers(anItem(1), count))).toEqual([
      '',
      '1.1.1-01',
      '1.1.1-01 至 1.1.1-12',
    ]);
  });

  it.each<[string, Rule, Record<string, string>]>([
    ['不满足', { kind: 'yesNo', condition: '有制度' }, { 满足: '否' }],
    [
      '缺：公开',
      {
        kind: 'checklist',
        parts: [
          { name: '公开', points: 50 },
          { name: '调整', points: 50 },
        ],
      },
      { 1: '否', 2: '是' },
    ],
    [
      '“较差”一档',
      {
        kind: 'graded',
        criterion: '',
        levels: [
          { label: '好', score: 100 },
          { label: '较差', score: 40 },
        ],
      },
      { 档次: '2' },
    ],
    ['酌情给 0.8 分', { kind: 'manual', guidance: '', step: 10, reasonRequired: true }, { 得分: '0.8' }],
    [
      '应有 4次，实有 3次',
      { kind: 'deductPerMissing', subject: '', required: '4', unit: '次', perMissing: 30, maxDeduct: 120 },
      { 实际: '3' },
    ],
    [
      '85/90，目标 100%',
      {
        kind: 'ratio',
        mode: 'linear',
        metric: '',
        numerator: '',
        denominator: '',
        target: '100',
        zeroBelow: null,
        whenEmpty: 'na',
      },
      { 分子: '85', 分母: '90' },
    ],
    [
      '被纠错 2 件',
      {
        kind: 'perOccurrenceDeduct',
        events: [
          { label: '越权', unit: '次', each: 50 },
          { label: '被纠错', unit: '件', each: 100 },
        ],
        maxDeduct: 100,
      },
      { 1: '0', 2: '2' },
    ],
    [
      '未报送',
      { kind: 'deadline', subject: '', month: 3, day: 1, yearOffset: 1, perDay: 10, maxDeduct: 100 },
      { 未报送: '是' },
    ],
  ])('puts the inputs into words: %s', (text, rule, inputs) => {
    expect(shortfall(rule, inputs)).toBe(text);
  });

  it('says where points were given directly', () => {
    expect(shortfall({ kind: 'yesNo', condition: '' }, {}, '0.5')).toBe('直接给分 0.5 分');
  });
});
