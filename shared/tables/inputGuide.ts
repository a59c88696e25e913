import type { ScoringItem } from '../domain/indicatorSystem';
import type { Rule } from '../domain/rule';

/** How 评分输入 of an item is written, for the 说明 sheet of a scoring workbook. tables.md, last column of the first table. */
export function inputGuide(item: ScoringItem): string {
  if (item.rules.length === 1) return item.rules[0] ? ruleGuide(item.rules[0]) : '';
  return item.rules.map((rule, index) => `[${index + 1}] ${ruleGuide(rule)}`).join('\n');
}

function ruleGuide(rule: Rule): string {
  switch (rule.kind) {
    case 'yesNo':
      return '满足=是 或 满足=否';
    case 'checklist':
      return `${numbered(
        rule.parts.map(({ name }) => name),
        '是',
      )}（${legend(rule.parts.map(({ name }) => name))}）`;
    case 'graded':
      return `档次=1（${legend(rule.levels.map(({ label }) => label))}）`;
    case 'manual':
      return '得分=0.8（或直接填“得分”列；未得满分的写扣分理由）';
    case 'deductPerMissing':
      return `实际=${rule.required}（实际完成的${rule.unit}数）`;
    case 'ratio':
      return `分子=85; 分母=90（分子：${rule.numerator || '实际数'}；分母：${rule.denominator || '应有数'}；都没有的填 分子=0; 分母=0）`;
    case 'bands':
      return `数值=18（${rule.metric}${rule.unit ? `，单位${rule.unit}` : ''}；没有的填 数值=无）`;
    case 'perOccurrenceDeduct':
      return `${numbered(
        rule.events.map(({ label }) => label),
        '0',
      )}（次数；${legend(rule.events.map(({ label }) => label))}）`;
    case 'caseReview':
      return '得分=92|78|55（每卷一个得分）；没有案卷的填 得分=无；应报未报的填 未报送=是';
    case 'deadline':
      return '日期=2021-03-01（完成日期）；没有报送的填 未报送=是';
    case 'bonusPerOccurrence':
      return `${numbered(
        rule.levels.map(({ label }) => label),
        '0',
      )}; 文号=…（${legend(rule.levels.map(({ label }) => label))}；有加分的必须写文号）`;
    case 'veto':
      return '触发=否；触发的填 触发=是; 文号=…';
  }
}

function numbered(names: readonly string[], value: string): string {
  return names.map((_name, index) => `${index + 1}=${value}`).join('; ');
}

function legend(names: readonly string[]): string {
  return names.map((name, index) => `${index + 1} ${name}`).join('，');
}
