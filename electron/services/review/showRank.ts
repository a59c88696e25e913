import { findRankShown, storeRankShown } from '../../database/feedbackRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';

/**
 * Whether 反馈单 shows units their rank; not unless the office says so.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED
 */
export async function showRank(
  workspace: Workspace,
  { shown }: { readonly shown: boolean },
): Promise<{ readonly rankShown: boolean }> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCycle');
  const { cycle } = await loadAssessment(workspace);
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
