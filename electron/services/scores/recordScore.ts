import type { Kysely } from 'kysely';
import type { ItemResult, ScoreEntry } from '@shared/domain/score';
import type { UnitTotal } from '@shared/domain/totals';
import type { RecordedScore } from '@shared/ipc/views';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { totalUnit } from '@shared/scoring/totalUnit';
import { figuresOf, upsertScore, writeHistory } from '../../database/scoreRepository';
import type { Schema } from '../../database/schema';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { readUnitFigures } from '../totals/unitFigures';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { locate } from './locate';

/** What a person typed for one unit and item; keystrokes of one visit to a field share an edit id. */
export interface TypedScore {
  readonly unitId: number;
  readonly itemId: number;
  readonly entry: ScoreEntry;
  readonly editId: string;
}

/**
 * Saves one score as it was typed, complete or not, right or wrong: nothing typed is lost. What is incomplete or wrong
 * counts as not scored. Score, history and the unit's new total come from one transaction.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, UNIT_NOT_FOUND, ITEM_NOT_FOUND, ITEM_NOT_OF_UNIT
 */
export async function recordScore(
  workspace: Workspace,
  { unitId, itemId, entry, editId }: TypedScore,
): Promise<RecordedScore> {
  assertWritable(workspace);
  const assessment = await loadAssessment(workspace);
  const { item } = locate(assessment, unitId, itemId);
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
}

/** Writes an evaluated score with its line of history and adds the unit up, in one transaction. */
export async function storeScore(
  workspace: Workspace,
  assessment: Assessment,
  { unitId, itemId, entry, result, scorer, editId }: EvaluatedScore,
): Promise<RecordedScore> {
  const figures = figuresOf(result);
  const score = { unitId, itemId, entry, figures, scorer };
  return inTransaction(workspace, async (trx, now) => {
    const revision = await upsertScore(trx, score, now);
    await writeHistory(trx, score, editId, revision, now);
    const total = await unitTotal(trx, assessment, unitId);
    const { status, points } = figures;
    return {
      row: { unitId, itemId, entry, status, points, scorer, revision, updatedAt: now },
      total,
      savedAt: now,
    };
  });
}

async function unitTotal(db: Kysely<Schema>, assessment: Assessment, unitId: number): Promise<UnitTotal> {
  const figures = (await readUnitFigures(db, assessment, [unitId])).get(unitId);
  if (!figures) throw new Error(`unit ${unitId} has no figures`);
  return totalUnit(figures.sums, assessment.system.system.settings);
}
