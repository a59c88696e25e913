import type { CycleState } from '@shared/domain/cycleState';
import { setCycleState } from '@electron/database/cycleRepository';
import { inTransaction } from '@electron/services/assessment/inTransaction';
import { forgetAssessment, loadAssessment } from '@electron/services/assessment/assessment';
import { adjustScoreIn } from '@electron/services/review/adjustScore';
import { recordScore } from '@electron/services/scores/recordScore';
import { setScore } from '@electron/services/scores/setScore';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import type { Workspace } from '@electron/services/workspace/workspace';
import { aScoredWorkspace } from './smallWorkspace';
import { anEntry } from './testWorkspace';

/**
 * Scores written in bulk, typed one key after the other, set at once, one of them adjusted twice, and evidence: something
 * of all the trail guards. The caller closes it.
 */
export async function aTrailWorkspace(): Promise<Workspace> {
  const workspace = await aScoredWorkspace();
  const assessment = await loadAssessment(workspace);
  const [first, second] = assessment.units;
  const [item, other] = assessment.items;
  if (!first || !second || !item || !other) throw new Error('the small workspace lacks units or items');
  const place = { unitId: first.id, itemId: other.id };
  for (const points of ['4', '40', '40.5']) {
    const entry = anEntry({ 得分: points }, { reason: '缺少公示截图' });
    await recordScore(workspace, { ...place, entry, editId: 'visit-1' });
  }
  await setScore(workspace, {
    unitId: second.id,
    itemId: item.id,
    entry: anEntry({ 得分: '30' }, { reason: '两次会议没有纪要' }),
    scorer: '李四',
  });
  const typed = { points: '45', statement: '已按要求完成' };
  await recordSelfEvaluation(workspace, { ...place, ...typed, editId: 'visit-2' });
  // Corrections are of an approved year; what the tests go on with is of one in preparation.
  await enter(workspace, 'approved');
  const approved = await loadAssessment(workspace);
  for (const toPoints of [4500, 4200]) {
    await inTransaction(workspace, (trx, now, audit) =>
      adjustScoreIn(
        trx,
        workspace,
        approved,
        { ...place, kind: 'correction', toPoints, reason: '补充了材料', basis: '更正通知3号' },
        now,
        audit,
      ),
    );
  }
  await enter(workspace, 'draft');
  return workspace;
}

async function enter(workspace: Workspace, state: CycleState): Promise<void> {
  const { cycle } = await loadAssessment(workspace);
  await inTransaction(workspace, async (trx, _now, audit) => {
    await setCycleState(trx, cycle.id, state);
    await audit({ action: 'cycle.advance', subject: cycle.name, after: { state } });
  });
  forgetAssessment(workspace);
}
