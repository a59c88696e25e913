import { findRankShown, storeRankShown } from '../../database/feedbackRepository';
import { assertMay } from '../access/assertMay';
import { CYCLE_STATE_NAMES, stageOf } from '@shared/domain/cycleState';
import { cycleStateForbids } from '@shared/errors/access';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';

/**
 * Whether units are told their rank in 反馈申诉, on 反馈单 and on screen; not unless the office says so. Once the result is
 * approved ranks stand in it and there is nothing left to choose.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CYCLE_STATE_FORBIDS from 审定 on
 */
export async function showRank(
  workspace: Workspace,
  { shown }: { readonly shown: boolean },
): Promise<{ readonly rankShown: boolean }> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCycle');
  const { cycle } = await loadAssessment(workspace);
  if (stageOf(cycle.state) >= stageOf('approved')) {
    throw cycleStateForbids({
      state: CYCLE_STATE_NAMES[cycle.state],
      what: '更改是否向单位显示名次',
      todo: '反馈单已经发出；名次随审定结果公布，不再隐藏。',
    });
  }
  await inTransaction(workspace, async (trx, _now, audit) => {
    const before = await findRankShown(trx, cycle.id);
    if (before === shown) return;
    await storeRankShown(trx, cycle.id, shown);
    await audit({
      action: 'feedback.showRank',
      subject: '反馈单 · 显示名次',
      before: { rankShown: before },
      after: { rankShown: shown },
    });
  });
  return { rankShown: shown };
}
