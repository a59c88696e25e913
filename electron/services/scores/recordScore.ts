import type { Kysely } from 'kysely';
import type { ItemResult, ScoreEntry } from '@shared/domain/score';
import type { RecordedScore, ScoreRow } from '@shared/ipc/views';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { figuresOf, findScore, upsertScore, writeHistory } from '../../database/scoreRepository';
import type { Schema } from '../../database/schema';
import { removeSettlement } from '../../database/settlementRepository';
import { assertMayScore } from '../access/assertMayScore';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction, type Audit } from '../assessment/inTransaction';
import { recordMarking } from '../marking/recordMarking';
import { shownTotal } from '../totals/shownTotal';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertScoringOpenNow } from '../year/stageNow';
import { assertNotExempt } from './assertNotExempt';
import { auditedScore, scoreSubject } from './auditedScore';
import { locate } from './locate';
import { reapplyAdjustment } from './reapplyAdjustment';

/** What a person typed for one unit and item; keystrokes of one visit to a field share an edit id. */
export interface TypedScore {
  readonly unitId: number;
  readonly itemId: number;
  readonly entry: ScoreEntry;
  readonly editId: string;
}

/**
 * Saves one score as it was typed, complete or not, right or wrong: nothing typed is lost. What is incomplete or wrong
 * counts as not scored. Score, history and the unit's new total come from one transaction. Where several people score
 * the item, it is their own marking that is saved.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, UNIT_NOT_FOUND, ITEM_NOT_FOUND, ITEM_NOT_OF_UNIT; those of `assertMayScore`
 *   and of `recordMarking`
 */
export async function recordScore(
  workspace: Workspace,
  { unitId, itemId, entry, editId }: TypedScore,
): Promise<RecordedScore> {
  assertWritable(workspace);
  const assessment = await loadAssessment(workspace);
  const { unit, item } = locate(assessment, unitId, itemId);
  assertMayScore(workspace, assessment, unit, item);
  if (assessment.markingOf(itemId)) {
    return recordMarking(workspace, assessment, { unit, item, entry, editId });
  }
  const result = evaluateItem(item, entry, assessment.cycle.year);
  return storeScore(workspace, assessment, {
    unitId,
    itemId,
    entry,
    result,
    editId,
    scorer: workspace.person,
  });
}

export interface EvaluatedScore {
  readonly unitId: number;
  readonly itemId: number;
  readonly entry: ScoreEntry;
  readonly result: ItemResult;
  readonly scorer: string;
  readonly editId: string;
  /** Decided from several markings. */
  readonly settled?: boolean;
  /** Why, where it is not the entry's own reason. */
  readonly why?: string;
}

/**
 * Writes an evaluated score that somebody entered, with its line of history, and adds the unit up, in one transaction.
 *
 * @throws {AppError} MARKING_NOT_APPLICABLE over an approved 缺项; CYCLE_STATE_FORBIDS
 */
export async function storeScore(
  workspace: Workspace,
  assessment: Assessment,
  evaluated: EvaluatedScore,
): Promise<RecordedScore> {
  return inTransaction(workspace, async (trx, now, audit) => {
    await assertNotExempt(trx, assessment, [evaluated]);
    const row = await storeScoreIn(trx, assessment, evaluated, now, audit);
    return { row, total: await shownTotal(workspace, trx, assessment, evaluated.unitId), savedAt: now };
  });
}

/** The writing of `storeScore` alone, for those who have a transaction of their own. @throws {AppError} CYCLE_STATE_FORBIDS */
export async function storeScoreIn(
  trx: Kysely<Schema>,
  assessment: Assessment,
  { unitId, itemId, entry, result, scorer, editId, settled = false, why }: EvaluatedScore,
  now: string,
  audit: Audit,
): Promise<ScoreRow> {
  await assertScoringOpenNow(trx, assessment);
  const figures = figuresOf(result);
  const score = { unitId, itemId, entry, figures, scorer, settled };
  const before = await findScore(trx, unitId, itemId);
  const { revision, adjusted } = await upsertScore(trx, score, now);
  await writeHistory(trx, score, editId, revision, now);
  // What was typed over it did not come from several markings.
  if (before?.settled && !settled) await removeSettlement(trx, unitId, itemId);
  const adjustment = adjusted ? await reapplyAdjustment(trx, assessment, unitId, itemId) : 0;
  const { status, points } = figures;
  const finalPoints = points === null ? null : points + adjustment;
  const row: ScoreRow = {
    ...{ unitId, itemId, entry, status, points, adjustment, finalPoints, settled, scorer, revision },
    updatedAt: now,
  };
  await audit({
    action: settled ? 'score.settle' : 'score.record',
    subject: scoreSubject(assessment, unitId, itemId),
    unitId,
    itemId,
    editId,
    before: before && auditedScore(before),
    after: auditedScore(row),
    reason: why ?? entry.reason,
  });
  return row;
}
