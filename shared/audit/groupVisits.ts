/** What tells one visit to a field from the next. */
interface Step {
  readonly id: number;
  readonly action: string;
  readonly person: string;
  readonly unitId: number | null;
  readonly itemId: number | null;
  readonly editId: string;
}

/** Saves of one visit to a field, newest first: one line that opens to its steps. */
export interface Visit<S extends Step> {
  readonly newest: S;
  readonly steps: readonly S[];
}

/**
 * Puts entries in a row that were saved in one visit to a field together. Typing is saved as it goes, so one score may
 * have a dozen entries.
 *
 * @param entries  newest first.
 */
export function groupVisits<S extends Step>(entries: readonly S[]): Visit<S>[] {
  const visits: { newest: S; steps: S[] }[] = [];
  for (const entry of entries) {
    const last = visits.at(-1);
    if (last && isSameVisit(last.newest, entry)) last.steps.push(entry);
    else visits.push({ newest: entry, steps: [entry] });
  }
  return visits;
}

function isSameVisit(a: Step, b: Step): boolean {
  return (
    a.editId !== '' &&
    a.editId === b.editId &&
    a.action === b.action &&
    a.person === b.person &&
    a.unitId === b.unitId &&
    a.itemId === b.itemId
  );
}
