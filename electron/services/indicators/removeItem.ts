import { itemNotFound } from '@shared/errors/indicators';
import type { Request, Response } from '@shared/ipc/contract';
import type { Workspace } from '../workspace/workspace';
import { requireDraft, rewriteItems } from './draft';

/** Takes an item out of a draft. @throws {AppError} INDICATOR_SYSTEM_PUBLISHED, ITEM_NOT_FOUND, SYSTEM_NOT_FOUND */
export async function removeItem(
  workspace: Workspace,
  { systemId, itemId }: Request<'indicators:removeItem'>,
): Promise<Response<'indicators:removeItem'>> {
  const { items } = await requireDraft(workspace, systemId);
  if (!items.some(({ id }) => id === itemId)) throw itemNotFound();
  const kept = items.filter(({ id }) => id !== itemId);
  return rewriteItems(
    workspace,
    systemId,
    kept.map(({ id, ...item }) => ({ item, id })),
  );
}
