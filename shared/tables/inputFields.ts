import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { shortPoints } from '@shared/domain/points';
import type { Rule } from '@shared/domain/rule';
import { ruleWorth } from '@shared/scoring/worth';

export type InputFieldType = 'number' | 'count' | 'boolean' | 'choice' | 'date' | 'list' | 'text';

/** One thing to ask for: what a screen draws, what the command line accepts, what 评分输入 holds. */
export interface InputField {
  /** As in 评分输入: 分子, 分母, 实际, 数值, 得分, 满足, 档次, 日期, 未报送, 触发, 文号, 1, 2 … */
  readonly key: string;
  /** Parts and events by their own text; the others by their key. */
  readonly label: string;
  /** boolean: 是 or 否. choice: the value of one option. list: numbers parted by |. date: 2021-03-01. */
  readonly type: InputFieldType;
  readonly unit?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** What may be typed, in words. */
  readonly range?: string;
  /** A longer line to show beside the field: the condition, what is counted. */
  readonly hint?: string;
  /** May stay empty while the rule still makes a score. */
  readonly optional?: boolean;
}

const DOCUMENT: InputField = { key: '文号', label: '文号', type: 'text', optional: true };

/**
 * The inputs of one rule, in the order of 评分输入.
 *
 * @param item of the rule, for the range of 得分; without it the range is left out.
 */
export function inputFields(
  rule: Rule,
  item?: Pick<ScoringItem, 'section' | 'points' | 'rules'>,
): readonly InputField[] {
  switch (rule.kind) {
    case 'yesNo':
      return [{ key: '满足', label: '满足', type: 'boolean', hint: rule.condition }];
    case 'checklist':
      return rule.parts.map((part, index) => ({
        key: String(index + 1),
        label: part.name,
        type: 'boolean',
        unit: `${shortPoints(part.points)}分`,
      }));
    case 'graded':
      return [
        {
          key: '档次',
          label: '档次',
          type: 'choice',
          hint: rule.criterion,
          options: rule.levels.map((level, index) => ({
            value: String(index + 1),
            label: `${level.label}（${shortPoints(level.score)}分）`,
          })),
        },
      ];
    case 'manual':
      return [
        {
          key: '得分',
          label: '得分',
          type: 'number',
          hint: rule.guidance,
          range: manualRange(rule.step, rule, item),
        },
      ];
    case 'deductPerMissing':
      return [
        {
          key: '实际',
          label: '实际',
          type: rule.required.includes('.') ? 'number' : 'count',
          unit: rule.unit,
          range: '0或正数',
          hint: `${rule.subject}应有${rule.required}${rule.unit}`,
        },
      ];
    case 'ratio':
      return [
        { key: '分子', label: '分子', type: 'number', hint: rule.numerator, range: '0至分母' },
        {
          key: '分母',
          label: '分母',
          type: 'number',
          hint: rule.denominator,
          range: '不小于分子；分子、分母都是0表示没有相关事项',
        },
      ];
    case 'bands':
      return [
        {
          key: '数值',
          label: '数值',
          type: 'number',
          unit: rule.unit,
          hint: rule.metric,
          range: '数字；没有的填“无”',
        },
      ];
    case 'perOccurrenceDeduct':
      return rule.events.map((event, index) => ({
        key: String(index + 1),
        label: event.label,
        type: 'count',
        unit: event.unit || '次',
        range: '0或正整数',
        hint: `每${event.unit || '次'}扣${shortPoints(event.each)}分`,
      }));
    case 'caseReview':
      return [
        {
          key: '得分',
          label: '得分',
          type: 'list',
          range: `每份0至${rule.fullScore}，用|隔开；当年没有的填“无”`,
          hint: `${rule.fileType}案卷，至少${rule.minFiles}份`,
        },
        { key: '未报送', label: '未报送', type: 'boolean', optional: true },
      ];
    case 'deadline':
      return [
        { key: '日期', label: '日期', type: 'date', hint: rule.subject, range: '如 2021-03-01' },
        { key: '未报送', label: '未报送', type: 'boolean', optional: true },
      ];
    case 'bonusPerOccurrence':
      return [
        ...rule.levels.map((level, index): InputField => ({
          key: String(index + 1),
          label: level.label,
          type: 'count',
          unit: rule.unit || '项',
          range: '0或正整数',
          hint: `每${rule.unit || '项'}加${shortPoints(level.each)}分`,
        })),
        DOCUMENT,
      ];
    case 'veto':
      return [{ key: '触发', label: '触发', type: 'boolean', hint: rule.triggers.join('；') }, DOCUMENT];
  }
}

function manualRange(
  step: number,
  rule: Rule,
  item: Pick<ScoringItem, 'section' | 'points' | 'rules'> | undefined,
): string {
  const steps = `${shortPoints(step)}的整数倍`;
  return item ? `0至${shortPoints(ruleWorth(rule, item))}，${steps}或满分` : `${steps}或满分`;
}
