import { formatPoints } from '@shared/domain/points';
import type { ItemView, ScoreHistoryEntry } from '@shared/ipc/views';
import { formatInputs } from '@shared/tables/inputText';

const STATUS = { unscored: '未评', notApplicable: '不适用', scored: '' } as const;

/** One line of 修改记录: figure, inputs, reason. */
export function summaryOf(
  item: ItemView,
  version: Pick<ScoreHistoryEntry, 'entry' | 'status' | 'points'>,
): string {
  const { entry, status, points } = version;
  const figure = status === 'scored' && points !== null ? `得分 ${formatPoints(points)}` : STATUS[status];
  const inputs = formatInputs(item, entry.inputs);
  const direct = entry.points === '' ? '' : `直接给分 ${entry.points}`;
  const reason = entry.reason === '' ? '' : `理由：${entry.reason}`;
  return [figure, inputs, direct, reason].filter((part) => part !== '').join('；');
}
