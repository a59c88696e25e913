import { formatPoints } from '@shared/domain/points';
import { markingMethodForVeto, markingMethodInUse } from '@shared/errors/marking';
import type { Request } from '@shared/ipc/contract';
import type { ItemView } from '@shared/ipc/views';
import { MARKING_METHOD_NAMES, type MarkingSetting } from '@shared/marking/method';
import { setItemMarking as storeItemMarking } from '../../database/assignmentRepository';
import { countMarkingsByItem } from '../../database/markingRepository';
import { assertMay } from '../access/assertMay';
import { assertScoringOpen } from '../access/assertMayScore';
import { forgetAssessment, loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { requireItem } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { settleReadyIn } from './settleReady';

/**
 * Says how items are scored: by one person (`setting` null) or by several, and how those are settled. Settled scores
 * stay as they are; places where all have locked are settled by the new rule. Practice page §6.10.
 *
 * @throws {AppError} NOT_PERMITTED, CYCLE_STATE_FORBIDS, ITEM_NOT_FOUND, MARKING_METHOD_FOR_VETO, MARKING_METHOD_IN_USE
 *   unless confirmed
 */
export async function setItemMarking(
  workspace: Workspace,
  { itemIds, setting, confirmed }: Request<'marking:method'>,
): Promise<void> {
  assertWritable(workspace);
  assertMay(workspace, 'managePeople');
  const assessment = await loadAssessment(workspace);
  assertScoringOpen(assessment.cycle.state);
  const items = [...new Set(itemIds)].map((id) => requireItem(assessment, id));
  const veto = items.find(({ section }) => section === 'veto');
  if (veto && setting !== null && setting.method !== 'consensus') {
    throw markingMethodForVeto({ code: veto.code });
  }
  const counts = await countMarkingsByItem(workspace.db, assessment.cycle.id);
  assertUnusedOr(confirmed, items, counts);
  const next = {
    ...assessment,
    markingOf: (itemId: number) =>
      itemIds.includes(itemId) ? (setting ?? undefined) : assessment.markingOf(itemId),
  };
  await inTransaction(workspace, async (trx, now, audit) => {
    for (const item of items) {
      await storeItemMarking(trx, assessment.cycle.id, item.id, setting);
      await audit({
        action: 'marking.method',
        subject: `${item.code} ${item.name}`,
        itemId: item.id,
        before: settingText(assessment.markingOf(item.id) ?? null),
        after: settingText(setting),
      });
    }
    await settleReadyIn(trx, next, workspace.actor, { units: assessment.units, items }, now, audit);
  });
  forgetAssessment(workspace);
}

function assertUnusedOr(
  confirmed: boolean,
  items: readonly ItemView[],
  counts: ReadonlyMap<number, number>,
): void {
  if (confirmed) return;
  const used = items.filter(({ id }) => counts.has(id));
  if (used.length === 0) return;
  throw markingMethodInUse({
    codes: used.map(({ code }) => code).join('、'),
    markings: used.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0),
  });
}

/** 均分，分差上限 0.50，背靠背 */
function settingText(setting: MarkingSetting | null): string {
  if (setting === null) return '一人评分';
  const blind = setting.blind ? '，背靠背' : '';
  return `${MARKING_METHOD_NAMES[setting.method]}，分差上限 ${formatPoints(setting.spreadLimit)}${blind}`;
}
