import { randomUUID } from 'node:crypto';
import type { FeedResult, FeedRow } from '@shared/ipc/practice/caseFile';
import { assertMay } from '../access/assertMay';
import { assertScoringOpen } from '../access/assertMayScore';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { storeScoreIn } from '../scores/recordScore';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertScoringOpenNow } from '../year/stageNow';
import { maySeeUnit } from './caseAccess';
import { CASE_REVIEW_SCORER, planFeed } from './planFeed';

/** What feeding the results into the linked items would do; stores nothing. @throws {AppError} CASE_DRAW_MISSING */
export async function previewFeed(workspace: Workspace): Promise<readonly FeedRow[]> {
  const assessment = await loadAssessment(workspace);
  const plan = await planFeed(workspace.reader, assessment);
  const codes = assessment.unitById;
  return plan
    .map(({ row }) => row)
    .filter(({ unitId }) => maySeeUnit(workspace.actor, codes.get(unitId)?.code ?? ''));
}

/**
 * Writes the results of the reviewed files into every linked item (评分方式 案卷评查), as scorer 案卷评查 and with a reason that
 * names draw and files. Doing it again changes only what has changed since. Nobody decides anything here, so it is no
 * scoring of one's own unit.
 *
 * @param unitIds only these; left out: all units. Places that cannot be written yet are left as they are.
 * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS, CASE_DRAW_MISSING
 */
export async function feedCaseResults(
  workspace: Workspace,
  { unitIds }: { readonly unitIds?: readonly number[] } = {},
): Promise<FeedResult> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCaseFiles');
  const assessment = await loadAssessment(workspace);
  assertScoringOpen(assessment.cycle.state);
  const wanted = unitIds && new Set(unitIds);
  return inTransaction(workspace, async (trx, now, audit) => {
    await assertScoringOpenNow(trx, assessment);
    const plan = (await planFeed(trx, assessment)).filter(({ row }) => !wanted || wanted.has(row.unitId));
    const editId = randomUUID();
    let written = 0;
    for (const { row, entry, result } of plan) {
      if (row.change === 'same' || row.change === 'blocked' || !entry || !result) continue;
      const { unitId, itemId } = row;
      const score = { unitId, itemId, entry, result, editId, scorer: CASE_REVIEW_SCORER };
      await storeScoreIn(trx, assessment, score, now, audit);
      written += 1;
    }
    if (written > 0) {
      await audit({
        action: 'caseResult.feed',
        subject: `案卷评查结果写入 ${written} 项指标`,
        editId,
        after: { written },
      });
    }
    return { rows: plan.map(({ row }) => row), written };
  });
}
