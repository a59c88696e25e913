import type { NotApplicableView } from '@shared/ipc/practice/year';

/** How the same item stands with all who asked: 3 个单位申请，批准 1，不批准 1. Requests taken back do not count. */
export function sameItemWords(
  requests: readonly NotApplicableView[],
): (request: NotApplicableView) => string {
  const items = new Map<number, { units: Set<number>; approved: number; refused: number }>();
  for (const { itemId, unitId, state } of requests) {
    if (state === 'withdrawn') continue;
    const item = items.get(itemId) ?? { units: new Set<number>(), approved: 0, refused: 0 };
    items.set(itemId, item);
    item.units.add(unitId);
    if (state === 'approved') item.approved += 1;
    if (state === 'refused') item.refused += 1;
  }
  return ({ itemId }) => {
    const item = items.get(itemId);
    if (!item || item.units.size < 2) return '';
    return [
      `${item.units.size} 个单位申请`,
      item.approved > 0 ? `批准 ${item.approved}` : '',
      item.refused > 0 ? `不批准 ${item.refused}` : '',
    ]
      .filter((text) => text !== '')
      .join('，');
  };
}
