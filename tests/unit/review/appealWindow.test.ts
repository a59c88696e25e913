import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkingDays, appealWindow } from '@shared/review/appealWindow';

describe('申诉期限', () => {
  it.each([
    ['2020-12-07', 5, '2020-12-14'], // Monday
    ['2020-12-09', 5, '2020-12-16'], // Wednesday
    ['2020-12-11', 1, '2020-12-14'], // Friday
    ['2020-12-12', 5, '2020-12-18'], // Saturday
    ['2020-12-31', 1, '2021-01-01'], // public holidays are the office's to allow for
    ['2020-02-28', 1, '2020-03-02'], // leap year, over a weekend
  ])('%s + %i working days = %s', (date, days, due) => {
    expect(addWorkingDays(date, days)).toBe(due);
  });

  it('never ends on a weekend and holds as many weekdays as asked', () => {
    const day = fc
      .integer({ min: 0, max: 20_000 })
      .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), (date, days) => {
        const end = Date.parse(addWorkingDays(date, days));
        let counted = 0;
        for (let at = Date.parse(date) + 86_400_000; at <= end; at += 86_400_000) {
          if (![0, 6].includes(new Date(at).getUTCDay())) counted += 1;
        }
        expect(counted).toBe(days);
        expect([0, 6]).not.toContain(new Date(end).getUTCDay());
      }),
    );
  });

  it('counts the deadline the office set, otherwise five working days; the last day is in', () => {
    expect(appealWindow('2020-12-09', '', '2020-12-16')).toEqual({ dueOn: '2020-12-16', daysLeft: 0 });
    expect(appealWindow('2020-12-09', '', '2020-12-17').daysLeft).toBe(-1);
    expect(appealWindow('2020-12-09', '2020-12-20', '2020-12-17')).toEqual({
      dueOn: '2020-12-20',
      daysLeft: 3,
    });
  });
});
