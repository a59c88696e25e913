/**
 * The same day a number of years later: deadlines of a year begun from last year's. 29 February becomes the 28th where
 * there is none.
 *
 * @param date  ISO date.
 */
export function shiftYears(date: string, years: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const later = year + years;
  const lastOfMonth = new Date(Date.UTC(later, month, 0)).getUTCDate();
  return new Date(Date.UTC(later, month - 1, Math.min(day, lastOfMonth))).toISOString().slice(0, 10);
}
