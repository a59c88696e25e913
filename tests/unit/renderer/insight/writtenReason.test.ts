import { describe, expect, it } from 'vitest';
import { EMPTY_ENTRY } from '@shared/domain/score';
import { offered, writtenReason } from '@renderer/features/scoring/writtenReason';
import type { ReasonView } from '@shared/ipc/practice/insight';
import { aScoringItem } from '../../../helpers/smallSystem';

const item = { ...aScoringItem('1', { points: 500 }), id: 1 };
const entry = (reason: string, points = '') => ({
  ...EMPTY_ENTRY,
  reason,
  inputs: points === '' ? [] : [{ 得分: points }],
});

describe('a reason kept for the next unit', () => {
  it('carries what it cost where it is the only one', () => {
    expect(writtenReason(item, entry(' 材料不全 ', '4.5'))).toEqual({
      text: '材料不全',
      points: 50,
      basis: '',
    });
    expect(writtenReason(item, entry('材料不全；超期', '4'))).toMatchObject({ points: null });
    expect(writtenReason(item, entry('材料不全', '5'))).toMatchObject({ points: null });
    expect(writtenReason(item, entry('材料不全', '4..'))).toMatchObject({ points: null });
    const counted = { ...item, rules: [] };
    expect(writtenReason(counted, entry('材料不全', '4'))).toMatchObject({ points: null });
    expect(writtenReason(counted, { ...entry('材料不全'), points: '4' })).toMatchObject({ points: 100 });
  });

  it('is not offered once it is switched off', () => {
    const reason = { itemId: 1, itemCode: '1', text: '甲', points: null, basis: '', used: 0 };
    const reasons: ReasonView[] = [
      { ...reason, active: false, origin: 'rule' },
      { ...reason, active: true, origin: 'library' },
    ];
    expect(offered(reasons).map(({ origin }) => origin)).toEqual(['library']);
  });
});
