import type { ScoreEntry } from '@shared/domain/score';
import type { ItemView, RecordedScore, UnitView } from '@shared/ipc/views';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { figuresOf, findScore } from '../../database/scoreRepository';
import type { Assessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { emptyRow } from '../scores/getScoreSheet';
import { shownTotal } from '../totals/shownTotal';
import type { Workspace } from '../workspace/workspace';
import { sheetMarking } from './sheetMarking';
import { storeMarkingsIn } from './storeMarkings';

/** What a scorer typed for an item that several score; see `TypedScore`. */
export interface MarkingTyped {
  readonly unit: UnitView;
  readonly item: ItemView;
  readonly entry: ScoreEntry;
  readonly editId: string;
}

/**
 * Saves one scorer's own marking as typed, complete or not. The unit's score does not change by it: that follows once
 * all have locked. Call `assertMayScore` before. Practice page §6.10.
 *
 * @throws {AppError} those of `storeMarkingsIn`
 */
export async function recordMarking(
  workspace: Workspace,
  assessment: Assessment,
  { unit, item, entry, editId }: MarkingTyped,
): Promise<RecordedScore> {
  const { actor } = workspace;
  const figures = figuresOf(evaluateItem(item, entry, assessment.cycle.year));
  const typed = { unitId: unit.id, itemId: item.id, entry, figures };
  return inTransaction(workspace, async (trx, now, audit) => {
    const [place] = await storeMarkingsIn(trx, assessment, actor, [typed], editId, now, audit);
    return {
      row: (await findScore(trx, unit.id, item.id)) ?? emptyRow(unit.id, item.id),
      marking: place && sheetMarking(place, actor),
      total: await shownTotal(workspace, trx, assessment, unit.id),
      savedAt: now,
    };
  });
}
