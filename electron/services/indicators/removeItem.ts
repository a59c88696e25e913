import { itemNotFound } from '@shared/errors/indicators';
import type { Request, Response } from '@shared/ipc/contract';
import type { Workspace } from '../workspace/workspace';
import { rewriteItems } from './draft';

/** Takes an item out of a draft. @throws {AppError} INDICATOR_SYSTEM_PUBLISHED, ITEM_NOT_FOUND, SYSTEM_NOT_FOUND */
export async function removeItem(
  workspace: Workspace,
  { systemId, itemId }: Request<'indicators:removeItem'>,
): Promise<Response<'indicators:removeItem'>> {
  return rewriteItems(workspace, systemId, (items) => {
    if (!items.some(({ id }) => id === itemId)) throw itemNotFound();
    return items.filter(({ id }) => id !== itemId).map(({ id, ...item }) => ({ item, id }));
  });
}
