import { describe, expect, it } from 'vitest';
import { parseFolded } from '@electron/services/totals/foldedScores';

const plain = { veto: null, caseSum: 0, caseCount: 0 };

describe('parseFolded', () => {
  it('reads scores, absences, vetoes and case files', () => {
    expect(parseFolded('12:50 13n 14:0f 15:0c 16:85/17000/2 7:0')).toEqual([
      { ...plain, itemId: 12, points: 50 },
      { ...plain, itemId: 13, points: null },
      { ...plain, itemId: 14, points: 0, veto: 'fail' },
      { ...plain, itemId: 15, points: 0, veto: 'capGood' },
      { ...plain, itemId: 16, points: 85, caseSum: 17_000, caseCount: 2 },
      { ...plain, itemId: 7, points: 0 },
    ]);
    expect(parseFolded('')).toEqual([]);
  });

  it.each(['12', '12:', '12:50x', 'n', '12n13n', '1:2/3', '1:2g', ' 1:2', '1:-2'])(
    'takes no other line: %j',
    (line) => expect(() => parseFolded(line)).toThrow('no folded scores'),
  );
});
