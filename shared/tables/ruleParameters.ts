import { shortPoints, type Points } from '@shared/domain/points';
import type { DeadlineRule, RatioRule, Rule, WhenEmpty } from '@shared/domain/rule';
import { formatBands } from './bandText';
import { escapeText } from './parameterText';

type Parameter = readonly [key: string, value: string];

export const WHEN_EMPTY_WORDS: Readonly<Record<string, WhenEmpty>> = {
  缺项: 'na',
  满分: 'full',
  零分: 'zero',
};
const WHEN_EMPTY_NAMES: Readonly<Record<WhenEmpty, string>> = { na: '缺项', full: '满分', zero: '零分' };

/** 评分参数 of one rule as name and value, texts escaped, in the order of tables.md. Empty texts are left out. */
export function parametersOf(rule: Rule): readonly Parameter[] {
  const own: Parameter[] =
    'points' in rule && rule.points !== undefined ? [['分值', shortPoints(rule.points)]] : [];
  return [...own, ...kindParameters(rule)];
}

function kindParameters(rule: Rule): Parameter[] {
  const p = shortPoints;
  switch (rule.kind) {
    case 'yesNo':
      return text('条件', rule.condition);
    case 'checklist':
      return [['部分', scoredList(rule.parts.map((part) => [part.name, part.points]))]];
    case 'graded':
      return [
        ['档次', scoredList(rule.levels.map((level) => [level.label, level.score]))],
        ...text('依据', rule.criterion),
      ];
    case 'manual':
      return [
        ['步长', p(rule.step)],
        ...(rule.reasonRequired ? [] : [['理由', '选填'] as const]),
        ...text('说明', rule.guidance),
      ];
    case 'deductPerMissing':
      return [
        ['应有', rule.required],
        ...text('计量', rule.unit),
        ['每少扣', p(rule.perMissing)],
        ['最多扣', p(rule.maxDeduct)],
        ...text('事项', rule.subject),
      ];
    case 'ratio':
      return ratioParameters(rule);
    case 'bands':
      return [
        ['方向', rule.direction === 'higherBetter' ? '越高越好' : '越低越好'],
        ['区间', formatBands(rule)],
        ['为空', WHEN_EMPTY_NAMES[rule.whenEmpty]],
        ...text('计量', rule.unit),
        ...text('指标', rule.metric),
      ];
    case 'perOccurrenceDeduct':
      return [
        ['事件', scoredList(rule.events.map((event) => [event.label, event.each]))],
        ...unitsOf(rule.events.map((event) => event.unit)),
        ['最多扣', p(rule.maxDeduct)],
      ];
    case 'caseReview':
      return [
        ...text('类型', rule.fileType),
        ['满分', rule.fullScore],
        ['合格线', rule.passScore],
        ['优秀线', rule.excellentScore],
        ['至少', String(rule.minFiles)],
        ['不合格每卷扣', p(rule.failDeductEach)],
        ['未报送', '零分'],
        ['为空', WHEN_EMPTY_NAMES[rule.whenEmpty]],
      ];
    case 'deadline':
      return [
        ...text('事项', rule.subject),
        ['截止', dueText(rule)],
        ['每逾期一日扣', p(rule.perDay)],
        ['最多扣', p(rule.maxDeduct)],
      ];
    case 'bonusPerOccurrence':
      return [
        ['层级', scoredList(rule.levels.map((level) => [level.label, level.each]))],
        ...text('计量', rule.unit),
        ['最多加', p(rule.cap)],
      ];
    case 'veto':
      return [
        ['后果', rule.effect === 'fail' ? '不合格' : '最高良好'],
        ['情形', rule.triggers.map(escapeText).join('|')],
      ];
  }
}

function text(key: string, value: string): Parameter[] {
  return value === '' ? [] : [[key, escapeText(value)]];
}

function scoredList(elements: readonly (readonly [string, Points])[]): string {
  return elements.map(([label, points]) => `${escapeText(label)}:${shortPoints(points)}`).join('|');
}

/** One unit for all events, or one for each in their order: `计量=次|件`. */
function unitsOf(units: readonly string[]): Parameter[] {
  const [first = ''] = units;
  if (units.every((unit) => unit === first)) return text('计量', first);
  return [['计量', units.map((unit) => escapeText(unit === '' ? NO_UNIT : unit)).join('|')]];
}

/** Holds the place of an event without a unit in a list of units. */
export const NO_UNIT = '－';

function ratioParameters(rule: RatioRule): Parameter[] {
  const how: Parameter[] =
    rule.mode === 'linear'
      ? [['方式', '线性'], ...(rule.zeroBelow === null ? [] : [['低于得零', rule.zeroBelow] as const])]
      : [
          ['方式', '分步'],
          ['每低', rule.stepSize],
          ['扣', shortPoints(rule.perStep)],
          ['取整', rule.stepRounding === 'ceil' ? '进一' : '舍去'],
        ];
  return [
    ['目标', rule.target],
    ...how,
    ['为空', WHEN_EMPTY_NAMES[rule.whenEmpty]],
    ...text('分子名', rule.numerator),
    ...text('分母名', rule.denominator),
    ...text('指标', rule.metric),
  ];
}

function dueText(rule: DeadlineRule): string {
  const year = rule.yearOffset === 0 ? '当年' : rule.yearOffset === 1 ? '次年' : `+${rule.yearOffset}年`;
  return `${year}${String(rule.month).padStart(2, '0')}-${String(rule.day).padStart(2, '0')}`;
}
