import { daysBetween } from '../year/dates';

/** Working days a unit has to appeal after 反馈, and the office to answer. Practice page §5.3. */
export const APPEAL_DAYS = 5;
export const ANSWER_DAYS = 5;

const DAY_MS = 86_400_000;

/** Days since 1970 of an ISO date. */
function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Saturday and Sunday; public holidays differ each year, the office sets a deadline of its own for them. */
function isWeekend(day: number): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

/**
 * The last of some working days after a date, that date itself not counted. Only weekends are left out.
 * @param date ISO date.
 */
export function addWorkingDays(date: string, days: number): string {
  let day = dayOf(date);
  for (let left = days; left > 0;) {
    day += 1;
    if (!isWeekend(day)) left -= 1;
  }
  return dateOf(day);
}

/** Until when units may appeal. */
export interface AppealWindow {
  /** ISO date, that day included. */
  readonly dueOn: string;
  /** 0 on the last day, negative afterwards. */
  readonly daysLeft: number;
}

/**
 * The deadline the office set for 反馈申诉, or else five working days after the feedback began.
 * @param enteredOn ISO date on which the cycle came to 反馈申诉.
 * @param deadline  ISO date the office set, '' for none.
 */
export function appealWindow(enteredOn: string, deadline: string, today: string): AppealWindow {
  const dueOn = deadline === '' ? addWorkingDays(enteredOn, APPEAL_DAYS) : deadline;
  return { dueOn, daysLeft: daysBetween(today, dueOn) };
}
