import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { itemCodeTaken, itemInvalid, itemNotFound } from '@shared/errors/indicators';
import type { Request, Response } from '@shared/ipc/contract';
import type { ItemView } from '@shared/ipc/views';
import { checkItem } from '@shared/tables/ruleChecks';
import type { ItemToStore } from '../../database/systemRepository';
import type { Workspace } from '../workspace/workspace';
import { auditedItem } from './auditedItem';
import { rewriteItems } from './draft';

/**
 * Adds an item to a draft, or changes one. A new item stands after the last of its level-2 (else level-1) indicator.
 *
 * @throws {AppError} INDICATOR_SYSTEM_PUBLISHED, ITEM_CODE_TAKEN, ITEM_INVALID, ITEM_NOT_FOUND, SYSTEM_NOT_FOUND
 */
export async function saveItem(
  workspace: Workspace,
  { systemId, itemId, item }: Request<'indicators:saveItem'>,
): Promise<Response<'indicators:saveItem'>> {
  const place = (items: readonly ItemView[]): ItemToStore[] => {
    const twin = items.find((other) => other.code === item.code && other.id !== itemId);
    if (twin) throw itemCodeTaken({ code: item.code, name: twin.name });
    const problem = checkItem(item).find(({ severity }) => severity === 'error');
    if (problem) throw itemInvalid(problem, { item: item.code, field: problem.column });
    return placed(items, itemId, item);
  };
  return rewriteItems(workspace, systemId, place, (items) => ({
    action: 'system.saveItem',
    code: item.code,
    itemId: itemId ?? undefined,
    before: items.filter(({ id }) => id === itemId).map(auditedItem)[0],
    after: auditedItem(item),
  }));
}

function placed(items: readonly ItemView[], itemId: number | null, item: ScoringItem): ItemToStore[] {
  const before = items.find(({ id }) => id === itemId);
  if (itemId !== null && !before) throw itemNotFound();
  const stored = items.map(({ id, ...rest }): ItemToStore => ({ item: rest, id }));
  const own: ItemToStore = itemId === null ? { item } : { item, id: itemId };
  if (before && sameBranch(before, item)) {
    return stored.map((other) => (other.id === itemId ? own : other));
  }
  const others = stored.filter(({ id }) => id !== itemId);
  return others.toSpliced(placeOf(others, item), 0, own);
}

/** Index behind the last item of the same branch; else of the same level-1 part; else of the same section; else the end. */
function placeOf(others: readonly ItemToStore[], item: ScoringItem): number {
  for (const alike of [sameBranch, sameLevel1, sameSection]) {
    const last = others.findLastIndex(({ item: other }) => alike(other, item));
    if (last >= 0) return last + 1;
  }
  return others.length;
}

const sameSection = (a: ScoringItem, b: ScoringItem): boolean => a.section === b.section;

const sameLevel1 = (a: ScoringItem, b: ScoringItem): boolean =>
  a.section === b.section && a.level1Code === b.level1Code && a.level1Name === b.level1Name;

const sameBranch = (a: ScoringItem, b: ScoringItem): boolean =>
  sameLevel1(a, b) && a.level2Code === b.level2Code && a.level2Name === b.level2Name;
