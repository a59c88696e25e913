import { randomUUID } from 'node:crypto';
import type { ItemResult, ScoreEntry } from '@shared/domain/score';
import { scoreIncomplete, scoreRefused } from '@shared/errors/scores';
import type { ItemView, RecordedScore, UnitView } from '@shared/ipc/views';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { assertMayScore } from '../access/assertMayScore';
import { checkScorerNamed } from '../access/checkScorerNamed';
import { loadAssessment } from '../assessment/assessment';
import { recordMarking } from '../marking/recordMarking';
import { assertOwnName } from '../marking/splitMarkings';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { locate } from './locate';
import { storeScore } from './recordScore';

export interface ScoreToSet {
  readonly unitId: number;
  readonly itemId: number;
  readonly entry: ScoreEntry;
  readonly scorer: string;
}

/**
 * Saves one score only if it is complete and right; otherwise nothing is stored. Where several people score the item,
 * it is the marking of whoever is signed in.
 *
 * @throws {AppError} the code of the field's problem (OUT_OF_RANGE …) with field and allowed range; SCORE_INCOMPLETE;
 *   those of `recordScore`.
 */
export async function setScore(
  workspace: Workspace,
  { unitId, itemId, entry, scorer }: ScoreToSet,
): Promise<RecordedScore & { readonly result: ItemResult }> {
  assertWritable(workspace);
  const assessment = await loadAssessment(workspace);
  const { unit, item } = locate(assessment, unitId, itemId);
  assertMayScore(workspace, assessment, unit, item);
  const result = requireScore(unit, item, entry, assessment.cycle.year);
  if (assessment.markingOf(itemId)) {
    assertOwnName(workspace, item, scorer);
    const typed = { unit, item, entry, editId: randomUUID() };
    return { ...(await recordMarking(workspace, assessment, typed)), result };
  }
  const checkScorer = await checkScorerNamed(workspace);
  checkScorer(scorer, unit);
  const recorded = await storeScore(workspace, assessment, {
    unitId,
    itemId,
    entry,
    result,
    scorer,
    editId: randomUUID(),
  });
  return { ...recorded, result };
}

/** What an entry comes to. @throws {AppError} if it comes to nothing. */
export function requireScore(
  unit: UnitView,
  item: ItemView,
  entry: ScoreEntry,
  cycleYear: number,
): ItemResult {
  const result = evaluateItem(item, entry, cycleYear);
  const place = { unit: unit.name, item: item.code };
  const problem = result.problems[0];
  if (problem) throw scoreRefused(problem, place);
  if (result.status === 'unscored') throw scoreIncomplete(undefined, place);
  return result;
}
