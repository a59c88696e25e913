import { EMPTY_ENTRY } from '@shared/domain/score';
import type { Request, Response } from '@shared/ipc/contract';
import type { ScoreRow } from '@shared/ipc/views';
import { seesScorers } from '@shared/domain/visibility';
import { assertMaySeeScore, maySeeScore, maySeeTotal } from '../access/assertMaySee';
import { listScoresOfUnit } from '../../database/scoreRepository';
import { countEvidenceByItem, listPriorScores, listSelfEvaluations } from '../../database/sheetRepository';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { getRank } from './getRank';
import { requireUnit } from './locate';
import { publicScore, readPublicReasons } from './publicReasons';

/**
 * Everything 评分 shows of one unit: each item of its table, all sections, in table order, with what was entered, the
 * unit's own score, last year's, and how many files stand behind it. Only what whoever is signed in may see: a scorer the
 * assigned items, without the total; somebody of the unit, without who scored.
 *
 * @throws {AppError} UNIT_NOT_FOUND; SCORES_NOT_OPEN where nothing of it may be seen
 */
export async function getScoreSheet(
  workspace: Workspace,
  { unitId }: Request<'scores:sheet'>,
): Promise<Response<'scores:sheet'>> {
  const assessment = await loadAssessment(workspace);
  const unit = requireUnit(assessment, unitId);
  const { reader } = workspace;
  const items = assessment.itemsOf(unit);
  const seen = items.filter((item) => maySeeScore(workspace, assessment, unit, item));
  if (seen.length === 0)
    items.slice(0, 1).forEach((item) => assertMaySeeScore(workspace, assessment, unit, item));
  const scores = await listScoresOfUnit(reader, unitId);
  const evidence = await countEvidenceByItem(reader, unitId);
  const self = await listSelfEvaluations(reader, unitId);
  const prior = await listPriorScores(reader, unitId);
  const reasons = seesScorers(workspace.actor, unit) ? null : await readPublicReasons(reader, [unitId]);
  const told = (score: ScoreRow): ScoreRow =>
    reasons ? publicScore(score, reasons.get(unitId)?.get(score.itemId)) : score;
  return {
    unit,
    rows: seen.map((item) => ({
      ...told(scores.get(item.id) ?? emptyRow(unitId, item.id)),
      evidenceCount: evidence.get(item.id) ?? 0,
      selfPoints: self.get(item.id)?.points ?? '',
      selfStatement: self.get(item.id)?.statement ?? '',
      priorPoints: prior.get(item.code)?.points ?? null,
      priorReason: prior.get(item.code)?.reason ?? '',
    })),
    total: maySeeTotal(workspace, assessment, unit) ? await getRank(workspace, { unitId }) : null,
  };
}

/** An item nothing was entered for. */
export function emptyRow(unitId: number, itemId: number): ScoreRow {
  return {
    unitId,
    itemId,
    entry: EMPTY_ENTRY,
    status: 'unscored',
    points: null,
    adjustment: 0,
    finalPoints: null,
    settled: false,
    scorer: '',
    revision: 0,
    updatedAt: null,
  };
}
