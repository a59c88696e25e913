import { mayDo } from '@shared/domain/role';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';

/** The items whoever is signed in has to do with in 评分, by id in table order; null: all of them. Practice page §4. */
export async function listMyItems(workspace: Workspace): Promise<readonly number[] | null> {
  const { actor } = workspace;
  if (actor.allItems || mayDo(actor, 'readAll') || mayDo(actor, 'checkSite')) return null;
  const { items, isAssigned } = await loadAssessment(workspace);
  return items.filter(({ id }) => isAssigned(id, actor.accountId)).map(({ id }) => id);
}
