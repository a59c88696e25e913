import { formatPoints, type Points } from '@shared/domain/points';
import type { InputReader } from './inputReader';

interface Countable {
  readonly label: string;
  readonly unit: string;
  readonly each: Points;
}

/**
 * Σ count × each over events or levels, in hundredths; bigint because a mistyped count may be large.
 *
 * @param all every count must be given; otherwise a blank one is 0 as soon as another is given.
 * @returns null while something is missing or wrong.
 */
export function countEach(
  events: readonly Countable[],
  input: InputReader,
  all: boolean,
): { readonly sum: bigint; readonly notes: readonly string[]; readonly any: boolean } | null {
  let sum = 0n;
  let given = 0;
  let any = false;
  const notes: string[] = [];
  events.forEach((event, index) => {
    const count = input.count(String(index + 1), event.label);
    if (count === null) return;
    given += 1;
    if (count > 0) any = true;
    const amount = BigInt(count) * BigInt(event.each);
    sum += amount;
    notes.push(
      count === 0
        ? `${event.label}：0 ${event.unit || '次'}`
        : `${event.label}：${count} ${event.unit || '次'} × ${formatPoints(event.each)} = ${formatPoints(Number(amount))} 分`,
    );
  });
  if (given === 0 || (all && given < events.length) || input.problems.length > 0) return null;
  return { sum, notes, any };
}
