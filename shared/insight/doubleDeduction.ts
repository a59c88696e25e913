/** One place of an incident as far as double deduction asks for it. */
export interface LinkedPlace {
  readonly unitId: number;
  readonly itemId: number;
  readonly deducts: boolean;
  /** Why it deducts here although it deducts elsewhere too. */
  readonly note: string;
}

export interface DoubleDeduction {
  readonly unitId: number;
  /** The places of the unit that deduct, two or more. */
  readonly places: readonly LinkedPlace[];
  /** Whether each place but one says why. */
  readonly explained: boolean;
}

/** Units in which one fact deducts in more than one item. Practice page §6.7. */
export function findDoubleDeductions(links: readonly LinkedPlace[]): readonly DoubleDeduction[] {
  const byUnit = new Map<number, LinkedPlace[]>();
  for (const link of links) {
    if (!link.deducts) continue;
    const own = byUnit.get(link.unitId);
    if (own) own.push(link);
    else byUnit.set(link.unitId, [link]);
  }
  return [...byUnit]
    .filter(([, places]) => places.length > 1)
    .map(([unitId, places]) => ({
      unitId,
      places,
      explained: places.filter(({ note }) => note.trim() === '').length <= 1,
    }));
}

/** Units the fact deducts from; more than one: co-defendants, to be attributed once. Practice page §6.7. */
export function deductingUnits(links: readonly LinkedPlace[]): readonly number[] {
  return [...new Set(links.filter(({ deducts }) => deducts).map(({ unitId }) => unitId))];
}
