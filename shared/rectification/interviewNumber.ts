/**
 * The next number of the interview register (约谈登记): year, quarter, running number within the quarter, as in
 * 2025-Q3-007. Practice page §12.
 *
 * @param heldOn  ISO date of the interview.
 * @param taken   numbers given so far; numbers of other quarters are ignored.
 */
export function nextInterviewNumber(heldOn: string, taken: readonly string[]): string {
  const [year = '', month = ''] = heldOn.split('-');
  const prefix = `${year}-Q${Math.ceil(Number(month) / 3)}-`;
  const last = taken
    .filter((number) => number.startsWith(prefix))
    .reduce((highest, number) => Math.max(highest, Number(number.slice(prefix.length)) || 0), 0);
  return `${prefix}${String(last + 1).padStart(3, '0')}`;
}
