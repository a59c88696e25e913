import { isSameName } from '@shared/domain/sameName';
import { markingOfAnother } from '@shared/errors/marking';
import type { ItemView } from '@shared/ipc/views';
import type { ScoreToStore } from '../../database/scoreRepository';
import type { Assessment } from '../assessment/assessment';
import { requireItem } from '../scores/locate';
import type { Workspace } from '../workspace/workspace';
import type { TypedMarking } from './storeMarkings';

/**
 * Parts scores to be stored from what are markings of whoever is signed in, because several people score the item.
 *
 * @throws {AppError} MARKING_OF_ANOTHER where a row of such an item names somebody else.
 */
export function splitMarkings(
  workspace: Pick<Workspace, 'actor'>,
  assessment: Assessment,
  scores: readonly ScoreToStore[],
): { readonly direct: readonly ScoreToStore[]; readonly markings: readonly TypedMarking[] } {
  const direct: ScoreToStore[] = [];
  const markings: TypedMarking[] = [];
  for (const score of scores) {
    if (!assessment.markingOf(score.itemId)) {
      direct.push(score);
      continue;
    }
    assertOwnName(workspace, requireItem(assessment, score.itemId), score.scorer);
    markings.push(score);
  }
  return { direct, markings };
}

/** Nobody's marking is typed under another's name. @throws {AppError} MARKING_OF_ANOTHER */
export function assertOwnName({ actor }: Pick<Workspace, 'actor'>, item: ItemView, scorer: string): void {
  if (scorer.trim() === '' || isSameName(scorer, actor.name)) return;
  throw markingOfAnother({ code: item.code, scorer, person: actor.name });
}

/** Whether a workbook's rows of an item are markings of whoever is signed in: several score it, they among them. */
export function marksOwn(
  { actor }: Pick<Workspace, 'actor'>,
  { markingOf, isAssigned }: Pick<Assessment, 'markingOf' | 'isAssigned'>,
  itemId: number,
): boolean {
  return markingOf(itemId) !== undefined && isAssigned(itemId, actor.accountId);
}
