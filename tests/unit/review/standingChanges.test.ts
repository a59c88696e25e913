import { describe, expect, it } from 'vitest';
import { standingChanges, type StandingOfUnit } from '@shared/review/standingChanges';

const unit = (
  id: number,
  final: number,
  rank: number | null,
  grade: string | null = '良好',
): StandingOfUnit => ({
  ...{ id, final, rank, grade },
  name: `单位${id}`,
  group: '镇（街道）',
  comprehensiveTotal: null,
});

describe('standingChanges', () => {
  it('names the changed unit first, then those that moved with it, and nobody else', () => {
    const before = [unit(1, 9000, 1, '优秀'), unit(2, 8900, 2), unit(3, 8000, 3)];
    const after = [unit(1, 9000, 2), unit(2, 9100, 1, '优秀'), unit(3, 8000, 3)];
    const changes = standingChanges(before, after, new Set([2]));
    expect(changes.map(({ unitId, own }) => [unitId, own])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(changes[1]).toMatchObject({
      before: { rank: 1, grade: '优秀' },
      after: { rank: 2, grade: '良好' },
    });
  });

  it('names the changed unit also where nothing moved', () => {
    const same = [unit(1, 9000, 1), unit(2, 8900, 2)];
    expect(standingChanges(same, same, new Set([2])).map(({ unitId }) => unitId)).toEqual([2]);
  });

  it('sees a change of the comprehensive total alone', () => {
    const before = [{ ...unit(1, 9000, 1), comprehensiveTotal: 8000 }];
    const after = [{ ...unit(1, 9000, 1), comprehensiveTotal: 8001 }];
    expect(standingChanges(before, after, new Set())).toHaveLength(1);
  });
});
