/** What moving through the items of one unit has to know about each. */
export interface WalkItem {
  readonly itemId: number;
  readonly status: 'unscored' | 'notApplicable' | 'scored';
  readonly section: 'base' | 'bonus' | 'deduction' | 'veto';
}

/** The item `step` places on; stays at the first or last. null in an empty list. */
export function neighbour(
  items: readonly { itemId: number }[],
  itemId: number | null,
  step: number,
): number | null {
  if (items.length === 0) return null;
  const at = items.findIndex((item) => item.itemId === itemId);
  if (at < 0) return (step < 0 ? items.at(-1) : items[0])?.itemId ?? null;
  const to = Math.min(items.length - 1, Math.max(0, at + step));
  return items[to]?.itemId ?? null;
}

/**
 * The next base item without a score after `itemId`, beginning again at the top; null when all are scored. Bonus,
 * deduction and veto items need no entry, so they are never "next".
 */
export function nextUnscored(items: readonly WalkItem[], itemId: number | null): number | null {
  const at = items.findIndex((item) => item.itemId === itemId);
  const round = [...items.slice(at + 1), ...items.slice(0, Math.max(0, at + 1))];
  const next = round.find(
    (item) => item.section === 'base' && item.status === 'unscored' && item.itemId !== itemId,
  );
  return next?.itemId ?? null;
}

/** Items whose code starts with, or whose name holds, what was typed; blanks do not count. */
export function matchesItem(item: { code: string; name: string }, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return true;
  return item.code.toLowerCase().startsWith(wanted) || item.name.toLowerCase().includes(wanted);
}
