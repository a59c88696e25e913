import { describe, expect, it } from 'vitest';
import { EMPTY_ENTRY, type ScoreEntry } from '@shared/domain/score';
import { judgeMatter } from '@shared/reports/bonusMatter';
import type { ScoreDetail } from '@shared/reports/scoreDetail';
import { anItem } from '../../helpers/reportContext';

const BONUS = anItem(1, {
  section: 'bonus',
  points: 0,
  rules: [{ kind: 'bonusPerOccurrence', levels: [{ label: '市级', each: 50 }], cap: 100, unit: '项' }],
});
const DEDUCTION = anItem(2, {
  section: 'deduction',
  points: 0,
  rules: [{ kind: 'perOccurrenceDeduct', events: [{ label: '通报', unit: '次', each: 50 }], maxDeduct: 100 }],
});

const detail = (changes: Partial<ScoreDetail>, entry: Partial<ScoreEntry> = {}): ScoreDetail => ({
  itemId: 1,
  status: 'scored',
  points: 50,
  finalPoints: 50,
  adjustments: [],
  veto: null,
  scorer: '区司法局',
  ...changes,
  entry: { ...EMPTY_ENTRY, ...entry },
});

describe('judgeMatter', () => {
  it('adopts what adds or takes off', () => {
    expect(judgeMatter(BONUS, detail({}), '', 2020)).toEqual({ used: '采用', why: '', points: 50 });
    expect(judgeMatter(DEDUCTION, detail({}, { reason: '通报一次' }), '', 2020)).toEqual({
      used: '采用',
      why: '',
      points: 50,
    });
  });

  it('says what of a claim was not adopted, and why', () => {
    expect(judgeMatter(BONUS, detail({}, { reason: '另一件是奖牌' }), '1.00', 2020)).toEqual({
      used: '采用',
      why: '自评 1.00，其余 0.50 没有采用；另一件是奖牌',
      points: 50,
    });
    const none = detail({ points: 0, finalPoints: 0 }, { reason: '没有正式文件' });
    expect(judgeMatter(BONUS, none, '1', 2020)).toEqual({
      used: '不采用',
      why: '自评 1.00；没有正式文件',
      points: 0,
    });
    const taken = detail({
      finalPoints: 0,
      adjustments: [{ kind: 'siteCheck', fromPoints: 50, toPoints: 0, reason: '证书是往年的' }],
    });
    expect(judgeMatter(BONUS, taken, '', 2020)).toMatchObject({ used: '不采用', why: '证书是往年的' });
  });

  it('refuses an honour without a document, and leaves open what nobody has scored', () => {
    const bare = detail({ status: 'unscored', points: null, finalPoints: null }, { inputs: [{ 1: '1' }] });
    expect(judgeMatter(BONUS, bare, '', 2020)).toEqual({
      used: '不采用',
      why: '有加分事项时必须填写文号，没有正式文件的不予加分',
      points: null,
    });
    expect(judgeMatter(BONUS, undefined, '0.50', 2020)).toEqual({
      used: '待定',
      why: '自评 0.50，还没有评分',
      points: null,
    });
  });

  it('has nothing to tell of what nobody claimed or entered', () => {
    expect(judgeMatter(BONUS, undefined, '', 2020)).toBeNull();
    expect(judgeMatter(BONUS, detail({ points: 0, finalPoints: 0 }), '', 2020)).toBeNull();
    expect(judgeMatter(DEDUCTION, detail({ points: 0, finalPoints: 0 }), '', 2020)).toBeNull();
  });
});
