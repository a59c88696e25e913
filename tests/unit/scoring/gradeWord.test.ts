import { describe, expect, it } from 'vitest';
import { gradeWord } from '@shared/scoring/gradeWord';

describe('the word for a grade', () => {
  it.each([
    [{ grade: '良好', scored: 90 }, '良好'],
    [{ grade: '不合格', scored: 0 }, '不合格'],
    [{ grade: null, scored: 0 }, '未评'],
    [{ grade: null, scored: 12 }, '单独评定'],
  ])('of %o is %s', (unit, word) => {
    expect(gradeWord(unit)).toBe(word);
  });
});
