import type { Points } from '@shared/domain/points';
import { RULE_KIND_NAMES, type Rule, type RuleKind } from '@shared/domain/rule';
import type { Section } from '@shared/domain/indicatorSystem';

/** One input of a rule's form. `key` is the rule's property. */
export type FormField =
  | {
      readonly type: 'text' | 'points' | 'quantity' | 'optionalQuantity' | 'count';
      readonly key: string;
      readonly label: string;
      readonly unit?: string;
    }
  | {
      readonly type: 'choice';
      readonly key: string;
      readonly label: string;
      readonly options: readonly Choice[];
    }
  | { readonly type: 'lines'; readonly key: string; readonly label: string }
  | {
      readonly type: 'rows';
      readonly key: string;
      readonly label: string;
      readonly columns: readonly FormField[];
      readonly blank: Readonly<Record<string, unknown>>;
    };

export interface Choice {
  readonly value: string | number | boolean;
  readonly label: string;
}

const WHEN_EMPTY: FormField = {
  type: 'choice',
  key: 'whenEmpty',
  label: '为空时',
  options: [
    { value: 'na', label: '缺项' },
    { value: 'full', label: '满分' },
    { value: 'zero', label: '零分' },
  ],
};
const MAX_DEDUCT: FormField = { type: 'points', key: 'maxDeduct', label: '最多扣', unit: '分' };
const RATIO: readonly FormField[] = [
  { type: 'text', key: 'metric', label: '指标名' },
  { type: 'text', key: 'numerator', label: '分子名' },
  { type: 'text', key: 'denominator', label: '分母名' },
  { type: 'quantity', key: 'target', label: '目标', unit: '%' },
  {
    type: 'choice',
    key: 'mode',
    label: '方式',
    options: [
      { value: 'linear', label: '线性' },
      { value: 'step', label: '分步' },
    ],
  },
];

const FORMS: Readonly<Record<RuleKind, readonly FormField[]>> = {
  yesNo: [{ type: 'text', key: 'condition', label: '条件' }],
  checklist: [
    {
      type: 'rows',
      key: 'parts',
      label: '部分',
      columns: [
        { type: 'text', key: 'name', label: '名称' },
        { type: 'points', key: 'points', label: '分值' },
      ],
      blank: { name: '', points: 0 },
    },
  ],
  graded: [
    { type: 'text', key: 'criterion', label: '评定内容' },
    {
      type: 'rows',
      key: 'levels',
      label: '档次',
      columns: [
        { type: 'text', key: 'label', label: '名称' },
        { type: 'points', key: 'score', label: '得分' },
      ],
      blank: { label: '', score: 0 },
    },
  ],
  manual: [
    { type: 'text', key: 'guidance', label: '评分提示' },
    { type: 'points', key: 'step', label: '步长', unit: '分' },
  ],
  deductPerMissing: [
    { type: 'text', key: 'subject', label: '事项' },
    { type: 'quantity', key: 'required', label: '应有' },
    { type: 'text', key: 'unit', label: '计量' },
    { type: 'points', key: 'perMissing', label: '每少扣', unit: '分' },
    MAX_DEDUCT,
  ],
  ratio: RATIO,
  bands: [
    { type: 'text', key: 'metric', label: '指标名' },
    { type: 'text', key: 'unit', label: '计量' },
    {
      type: 'choice',
      key: 'direction',
      label: '方向',
      options: [
        { value: 'higherBetter', label: '越高越好' },
        { value: 'lowerBetter', label: '越低越好' },
      ],
    },
    {
      type: 'rows',
      key: 'bands',
      label: '区间',
      columns: [
        { type: 'text', key: 'label', label: '名称' },
        { type: 'optionalQuantity', key: 'min', label: '下限' },
        { type: 'optionalQuantity', key: 'max', label: '上限' },
        { type: 'points', key: 'score', label: '得分' },
      ],
      blank: { label: '', min: null, max: null, score: 0 },
    },
    WHEN_EMPTY,
  ],
  perOccurrenceDeduct: [
    {
      type: 'rows',
      key: 'events',
      label: '事件',
      columns: [
        { type: 'text', key: 'label', label: '名称' },
        { type: 'text', key: 'unit', label: '计量' },
        { type: 'points', key: 'each', label: '每次扣' },
      ],
      blank: { label: '', unit: '次', each: 0 },
    },
    MAX_DEDUCT,
  ],
  caseReview: [
    { type: 'text', key: 'fileType', label: '类型' },
    { type: 'quantity', key: 'fullScore', label: '满分' },
    { type: 'quantity', key: 'passScore', label: '合格线' },
    { type: 'quantity', key: 'excellentScore', label: '优秀线' },
    { type: 'count', key: 'minFiles', label: '至少', unit: '卷' },
    { type: 'points', key: 'failDeductEach', label: '不合格每卷扣', unit: '分' },
    WHEN_EMPTY,
  ],
  deadline: [
    { type: 'text', key: 'subject', label: '事项' },
    {
      type: 'choice',
      key: 'yearOffset',
      label: '截止年',
      options: [
        { value: 0, label: '当年' },
        { value: 1, label: '次年' },
      ],
    },
    { type: 'count', key: 'month', label: '截止月' },
    { type: 'count', key: 'day', label: '截止日' },
    { type: 'points', key: 'perDay', label: '每逾期一日扣', unit: '分' },
    MAX_DEDUCT,
  ],
  bonusPerOccurrence: [
    { type: 'text', key: 'unit', label: '计量' },
    {
      type: 'rows',
      key: 'levels',
      label: '层级',
      columns: [
        { type: 'text', key: 'label', label: '名称' },
        { type: 'points', key: 'each', label: '每次加' },
      ],
      blank: { label: '', each: 0 },
    },
    { type: 'points', key: 'cap', label: '最多加', unit: '分' },
  ],
  veto: [
    {
      type: 'choice',
      key: 'effect',
      label: '后果',
      options: [
        { value: 'fail', label: '不合格' },
        { value: 'capGood', label: '最高良好' },
      ],
    },
    { type: 'lines', key: 'triggers', label: '情形' },
  ],
};

/** The form of a rule in its present mode. Labels are the parameter names of tables.md. */
export function fieldsOfRule(rule: Rule): readonly FormField[] {
  if (rule.kind !== 'ratio') return FORMS[rule.kind];
  const own: readonly FormField[] =
    rule.mode === 'linear'
      ? [{ type: 'optionalQuantity', key: 'zeroBelow', label: '低于得零', unit: '%' }]
      : [
          { type: 'quantity', key: 'stepSize', label: '每低', unit: '个百分点' },
          { type: 'points', key: 'perStep', label: '扣', unit: '分' },
          {
            type: 'choice',
            key: 'stepRounding',
            label: '取整',
            options: [
              { value: 'ceil', label: '进一' },
              { value: 'floor', label: '舍去' },
            ],
          },
        ];
  return [...RATIO, ...own, WHEN_EMPTY];
}

/** A rule of a kind with nothing decided yet; caps are the item's points. */
export function blankRule(kind: RuleKind, points: Points): Rule {
  switch (kind) {
    case 'yesNo':
      return { kind, condition: '' };
    case 'checklist':
      return { kind, parts: [{ name: '', points }] };
    case 'graded':
      return {
        kind,
        criterion: '',
        levels: [
          { label: '完备', score: points },
          { label: '没有', score: 0 },
        ],
      };
    case 'manual':
      return { kind, guidance: '', step: 10, reasonRequired: true };
    case 'deductPerMissing':
      return { kind, subject: '', required: '1', unit: '次', perMissing: points, maxDeduct: points };
    case 'ratio':
      return linearRatio('', '', '', '100', 'na');
    case 'bands':
      return {
        kind,
        metric: '',
        unit: '',
        direction: 'higherBetter',
        bands: [{ label: '', min: null, max: null, score: points }],
        whenEmpty: 'na',
      };
    case 'perOccurrenceDeduct':
      return { kind, events: [{ label: '', unit: '次', each: 0 }], maxDeduct: points };
    case 'caseReview':
      return {
        kind,
        fileType: '',
        fullScore: '100',
        passScore: '60',
        excellentScore: '90',
        minFiles: 1,
        failDeductEach: 0,
        notSubmitted: 'zero',
        whenEmpty: 'na',
      };
    case 'deadline':
      return { kind, subject: '', month: 12, day: 31, yearOffset: 0, perDay: 10, maxDeduct: points };
    case 'bonusPerOccurrence':
      return { kind, unit: '项', levels: [{ label: '', each: 0 }], cap: 100 };
    case 'veto':
      return { kind, effect: 'fail', triggers: [] };
    default:
      return kind satisfies never;
  }
}

type RatioRule = Extract<Rule, { kind: 'ratio' }>;

function linearRatio(
  metric: string,
  numerator: string,
  denominator: string,
  target: string,
  whenEmpty: RatioRule['whenEmpty'],
): Rule {
  return {
    kind: 'ratio',
    mode: 'linear',
    metric,
    numerator,
    denominator,
    target,
    zeroBelow: null,
    whenEmpty,
  };
}

/** The rule with one property changed; changing 方式 of a ratio swaps the parameters that belong to it. */
export function changeRule(rule: Rule, key: string, value: unknown): Rule {
  if (rule.kind !== 'ratio' || key !== 'mode' || value === rule.mode) {
    return { ...rule, [key]: value } as Rule;
  }
  const { metric, numerator, denominator, target, whenEmpty } = rule;
  const own = rule.points === undefined ? {} : { points: rule.points };
  if (value === 'linear')
    return { ...linearRatio(metric, numerator, denominator, target, whenEmpty), ...own };
  return {
    ...own,
    kind: 'ratio',
    mode: 'step',
    metric,
    numerator,
    denominator,
    target,
    stepSize: '5',
    perStep: 10,
    stepRounding: 'ceil',
    whenEmpty,
  };
}

const KINDS = Object.keys(RULE_KIND_NAMES) as RuleKind[];

/** Kinds an item of a section may have. 按次加分 and 否决 belong to their own sections. */
export function kindsOf(section: Section): readonly RuleKind[] {
  if (section === 'bonus') return ['bonusPerOccurrence', 'manual'];
  if (section === 'veto') return ['veto'];
  return KINDS.filter((kind) => kind !== 'veto' && kind !== 'bonusPerOccurrence');
}
