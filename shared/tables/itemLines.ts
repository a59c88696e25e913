import { SECTION_NAMES, type ScoringItem } from '../domain/indicatorSystem';
import { formatPoints } from '../domain/points';
import { formatRules } from './ruleText';

/** One column of the indicator table and what stands there of an item. */
export interface ItemLine {
  readonly field: string;
  readonly text: string;
}

/** An item column by column, as people read and write it in a workbook. tables.md, Indicators. */
export function itemLines(item: ScoringItem): readonly ItemLine[] {
  const { method, parameters } = formatRules(item.rules);
  const section = item.section === 'base' ? item.level1Name : SECTION_NAMES[item.section];
  return [
    ['一级指标', section],
    ['二级指标', item.level2Name],
    ['三级指标', item.name],
    ['考核要求', item.requirement],
    ['分值', formatPoints(item.points)],
    ['评分方式', method],
    ['评分参数', parameters],
    ['评分标准', item.standard],
    ['佐证材料', item.evidence.join('、')],
    ['适用单位类别', item.groups.join('、') || '全部'],
    ['单位标签', item.unitTags.join('、')],
    ['牵头评分单位', item.leadScorer],
    ['依据', item.basis.map(({ text }) => text).join('、')],
  ].map(([field = '', text = '']) => ({ field, text }));
}
