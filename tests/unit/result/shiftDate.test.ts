import { describe, expect, it } from 'vitest';
import { shiftYears } from '@shared/years/shiftDate';

describe('a deadline of the next year', () => {
  it.each([
    ['2020-11-30', 1, '2021-11-30'],
    ['2020-02-29', 1, '2021-02-28'],
    ['2020-02-29', 4, '2024-02-29'],
    ['2096-02-29', 4, '2100-02-28'],
    ['1996-02-29', 4, '2000-02-29'],
    ['2021-01-01', 2, '2023-01-01'],
  ])('%s and %i years is %s', (date, years, expected) => {
    expect(shiftYears(date, years)).toBe(expected);
  });
});
