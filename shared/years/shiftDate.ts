/**
 * The same day a number of years later: deadlines of a year begun from last year's. 29 February becomes the 28th where
 * there is none.
 *
 * @param date  ISO date.
 */
export function shiftYears(date: string, years: number): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const later = Number(year) + years;
  const shifted = month === '02' && day === '29' && !isLeap(later) ? '28' : day;
  return `${String(later).padStart(4, '0')}-${month}-${shifted}`;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
