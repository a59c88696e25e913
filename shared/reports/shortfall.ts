import { formatPoints, parseQuantity } from '../domain/points';
import type { Rule } from '../domain/rule';
import type { ItemView } from '../ipc/views';
import { ADJUSTMENT_KIND_NAMES } from '../review/adjustment';
import type { ScoreDetail } from './scoreDetail';

type Inputs = Readonly<Record<string, string>>;

/** 次数/差额 of 扣分明细: the inputs of the item's rules in words, as far as they bear on the deduction. */
export function shortfallText(item: ItemView, { entry }: ScoreDetail): string {
  if (entry.points.trim() !== '') return `直接给分 ${entry.points.trim()} 分`;
  const texts = item.rules.map((rule, index) => ruleText(rule, entry.inputs[index] ?? {}));
  return texts.filter((text) => text !== '').join('；');
}

/**
 * 扣分事项, 问题: the item and why points were lost; the scorer's reason, or else what the inputs say, and what was
 * adjusted afterwards.
 */
export function matterText(item: ItemView, detail: ScoreDetail): string {
  const why = [detail.entry.reason.trim() || shortfallText(item, detail), adjustmentText(detail)];
  const told = why.filter((text) => text !== '').join('；');
  return told === '' ? item.name : `${item.name}：${told}`;
}

/** What on-site check, appeal and correction changed, with their reasons: “实地核查由 0.50 调整为 0.30：台账不全”. */
export function adjustmentText({ adjustments }: ScoreDetail): string {
  return adjustments
    .map(
      ({ kind, fromPoints, toPoints, reason }) =>
        `${ADJUSTMENT_KIND_NAMES[kind]}由 ${formatPoints(fromPoints)} 调整为 ${formatPoints(toPoints)}：${reason}`,
    )
    .join('；');
}

function ruleText(rule: Rule, inputs: Inputs): string {
  const value = (key: string): string => (inputs[key] ?? '').trim();
  if (value('未报送') === '是') return '未报送';
  switch (rule.kind) {
    case 'yesNo':
      return value('满足') === '否' ? '不满足' : '';
    case 'checklist':
      return listText(
        rule.parts.map((part) => part.name),
        inputs,
        (input) => input === '否',
        '缺',
      );
    case 'graded':
      return value('档次') === ''
        ? ''
        : `“${rule.levels[Number(value('档次')) - 1]?.label ?? value('档次')}”一档`;
    case 'manual':
      return value('得分') === '' ? '' : `酌情给 ${value('得分')} 分`;
    case 'deductPerMissing':
      return value('实际') === ''
        ? ''
        : `应有 ${rule.required}${rule.unit}，实有 ${value('实际')}${rule.unit}`;
    case 'ratio':
      return value('分母') === '' ? '' : `${value('分子')}/${value('分母')}，目标 ${rule.target}%`;
    case 'bands':
      return value('数值') === '' ? '' : `${rule.metric} ${value('数值')}${rule.unit}`;
    case 'perOccurrenceDeduct':
      return countText(rule.events, inputs);
    case 'caseReview':
      return value('得分') === '' ? '' : `案卷得分 ${value('得分').replaceAll('|', '、')}`;
    case 'deadline':
      return value('日期') === '' ? '' : `${value('日期')} 报送`;
    case 'bonusPerOccurrence':
    case 'veto':
      return '';
  }
}

/** Names of the entries whose input is as asked; inputs are keyed 1, 2 … in the order of the list. */
function listText(
  names: readonly string[],
  inputs: Inputs,
  chosen: (input: string) => boolean,
  word: string,
): string {
  const found = names.filter((_, index) => chosen((inputs[String(index + 1)] ?? '').trim()));
  return found.length === 0 ? '' : `${word}：${found.join('、')}`;
}

function countText(
  events: readonly { readonly label: string; readonly unit: string }[],
  inputs: Inputs,
): string {
  return events
    .map((event, index) => ({ event, count: parseQuantity(inputs[String(index + 1)] ?? '') }))
    .filter(({ count }) => count !== null && count !== '0')
    .map(({ event, count }) => `${event.label} ${count} ${event.unit}`)
    .join('、');
}
