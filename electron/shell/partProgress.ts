/** One of several like parts of a work. */
export interface Part {
  readonly index: number;
  readonly of: number;
  /** What a person reads while it lasts. */
  readonly label: string;
}

/** Steps of the bar that one part is. */
const STEPS = 100;

/** Progress within one part as progress of all of them. */
export function partProgress(
  { index, of, label }: Part,
  done: number,
  total: number,
): readonly [done: number, total: number, label: string] {
  const inside = total > 0 ? Math.min(STEPS, Math.floor((done * STEPS) / total)) : 0;
  return [index * STEPS + inside, of * STEPS, label];
}
