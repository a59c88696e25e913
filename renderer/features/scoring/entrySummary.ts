import { formatPoints } from '@shared/domain/points';
import type { ScoreEntry } from '@shared/domain/score';
import type { ItemView, ScoreHistoryEntry } from '@shared/ipc/views';
import { fieldText } from './entryFields';
import { fieldsOf, type RuleField } from './ruleFields';

const STATUS = { unscored: '未评', notApplicable: '不适用', scored: '' } as const;

function valueText(field: RuleField, text: string): string {
  return field.options?.find((option) => option.value === text)?.label ?? text;
}

function inputsText(item: ItemView, entry: ScoreEntry): string {
  return fieldsOf(item)
    .flatMap((fields, rule) => fields.map((field) => ({ field, text: fieldText(entry, rule, field.key) })))
    .filter(({ text }) => text !== '')
    .map(({ field, text }) => `${field.label} ${valueText(field, text)}`)
    .join('，');
}

/** One entry of 修改记录: figure, inputs by their names, reason. */
export function summaryOf(
  item: ItemView,
  version: Pick<ScoreHistoryEntry, 'entry' | 'status' | 'points'>,
): string {
  const { entry, status, points } = version;
  const figure = status === 'scored' && points !== null ? `得分 ${formatPoints(points)}` : STATUS[status];
  const direct = entry.points === '' ? '' : `直接给分 ${entry.points}`;
  const reason = entry.reason === '' ? '' : `理由：${entry.reason}`;
  return [figure, inputsText(item, entry), direct, reason].filter((part) => part !== '').join('；');
}
