import type { ScoringItem } from '@shared/domain/indicatorSystem';
import type { Request, Response } from '@shared/ipc/contract';
import type { ItemDifference } from '@shared/ipc/views';
import { itemLines } from '@shared/tables/itemLines';
import type { Workspace } from '../workspace/workspace';
import { requireSystem } from './draft';

/** Two versions item by item, matched by code: changed and added in the order of `after`, then removed. */
export async function compareSystems(
  workspace: Workspace,
  { before, after }: Request<'indicators:compare'>,
): Promise<Response<'indicators:compare'>> {
  const old = await requireSystem(workspace, before);
  const fresh = await requireSystem(workspace, after);
  return compareItems(old.items, fresh.items);
}

/** The differences between two lists of items. */
export function compareItems(
  before: readonly ScoringItem[],
  after: readonly ScoringItem[],
): ItemDifference[] {
  const old = new Map(before.map((item) => [item.code, item]));
  const kept = new Set(after.map((item) => item.code));
  return [
    ...after.flatMap((item) => difference(old.get(item.code), item) ?? []),
    ...before
      .filter((item) => !kept.has(item.code))
      .map(({ code, name }): ItemDifference => ({ code, name, kind: 'removed', fields: [] })),
  ];
}

function difference(before: ScoringItem | undefined, after: ScoringItem): ItemDifference | null {
  const { code, name } = after;
  if (!before) return { code, name, kind: 'added', fields: [] };
  const old = itemLines(before);
  const fields = itemLines(after)
    .map(({ field, text }, index) => ({ field, before: old[index]?.text ?? '', after: text }))
    .filter((line) => line.before !== line.after);
  return fields.length > 0 ? { code, name, kind: 'changed', fields } : null;
}
