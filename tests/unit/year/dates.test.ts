import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, daysLate, deadlineText, isIsoDay } from '@shared/year/dates';

const day = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('isIsoDay', () => {
  it.each([
    ['2020-02-29', true],
    ['2021-02-29', false],
    ['2020-02-30', false],
    ['2020-13-01', false],
    ['2020-1-1', false],
    ['20200101', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(isIsoDay(text)).toBe(expected);
  });
});

describe('daysBetween', () => {
  it('runs over months, leap years and the turn of the year', () => {
    expect(daysBetween('2020-02-28', '2020-03-01')).toBe(2);
    expect(daysBetween('2021-02-28', '2021-03-01')).toBe(1);
    expect(daysBetween('2020-12-31', '2021-01-01')).toBe(1);
  });

  it('backwards is the negative of forwards', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(daysBetween(a, b) + daysBetween(b, a)).toBe(0);
      }),
    );
  });
});

describe('deadlines', () => {
  it('are late from the day after, and never before', () => {
    fc.assert(
      fc.property(day, day, (dueOn, today) => {
        const late = daysLate(dueOn, today);
        expect(late > 0).toBe(today > dueOn);
        expect(deadlineText(dueOn, today).startsWith('已超期')).toBe(late > 0);
      }),
    );
  });

  it('that are not set make nobody late', () => {
    expect(daysLate('', '2020-12-31')).toBe(0);
    expect(deadlineText('', '2020-12-31')).toBe('');
    expect(deadlineText('2020-12-31', '2020-12-31')).toBe('今天到期');
  });
});
