import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { itemLines } from '@shared/tables/itemLines';

/** What the trail keeps of an item: the columns of its table, rules as people write them. */
export function auditedItem(item: ScoringItem): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ['编码', item.code],
    ...itemLines(item).map(({ field, text }) => [field, text] as const),
  ]);
}
