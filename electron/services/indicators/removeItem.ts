import { itemNotFound } from '@shared/errors/indicators';
import type { Request, Response } from '@shared/ipc/contract';
import type { ItemView } from '@shared/ipc/views';
import type { ItemToStore } from '../../database/systemRepository';
import type { Workspace } from '../workspace/workspace';
import { auditedItem } from './auditedItem';
import { rewriteItems } from './draft';

/** Takes an item out of a draft. @throws {AppError} INDICATOR_SYSTEM_PUBLISHED, ITEM_NOT_FOUND, SYSTEM_NOT_FOUND */
export async function removeItem(
  workspace: Workspace,
  { systemId, itemId }: Request<'indicators:removeItem'>,
): Promise<Response<'indicators:removeItem'>> {
  const remove = (items: readonly ItemView[]): ItemToStore[] => {
    if (!items.some(({ id }) => id === itemId)) throw itemNotFound();
    return items.filter(({ id }) => id !== itemId).map(({ id, ...item }) => ({ item, id }));
  };
  return rewriteItems(workspace, systemId, remove, (items) => {
    const item = items.find(({ id }) => id === itemId);
    if (!item) throw itemNotFound();
    return { action: 'system.removeItem', code: item.code, itemId, before: auditedItem(item) };
  });
}
