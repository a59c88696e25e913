import { mayDo } from '@shared/domain/role';
import { itemNotAssigned } from '@shared/errors/access';
import type { ItemView } from '@shared/ipc/views';
import { assertMay } from '../access/assertMay';
import type { Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';

/**
 * Items whose scores over all units a person may look at: scorers those they score, on-site groups and whoever reads
 * everything all of them (null). Practice page §4.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED for people of a unit.
 */
export function visibleItems(
  workspace: Pick<Workspace, 'actor'>,
  { items, isAssigned }: Assessment,
): readonly number[] | null {
  const { actor } = workspace;
  if (mayDo(actor, 'readAll') || mayDo(actor, 'checkSite')) return null;
  if (!mayDo(actor, 'score')) assertMay(workspace, 'readAll');
  if (actor.allItems) return null;
  return items.filter(({ id }) => isAssigned(id, actor.accountId)).map(({ id }) => id);
}

/** @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED, ITEM_NOT_ASSIGNED where an item is not among those a person sees. */
export function assertVisible(
  workspace: Pick<Workspace, 'actor'>,
  assessment: Assessment,
  item: ItemView,
): void {
  const visible = visibleItems(workspace, assessment);
  if (visible === null || visible.includes(item.id)) return;
  throw itemNotAssigned({ person: workspace.actor.name, code: item.code });
}

/** Code of the unit a scorer sees nothing of, the own one; '' for none and for whoever reads everything. */
export function hiddenUnit({ actor }: Pick<Workspace, 'actor'>): string {
  return mayDo(actor, 'readAll') ? '' : actor.unitCode;
}
