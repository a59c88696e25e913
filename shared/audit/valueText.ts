import { CYCLE_STATE_NAMES } from '../domain/cycleState';
import { formatPoints, shortPoints } from '../domain/points';
import { ROLE_NAMES } from '../domain/role';
import { isIsoDay, plainDate } from '../year/dates';
import { fieldName, isForTheProgram } from './fieldNames';
import { timeText } from './timeText';

/** Fields whose numbers are hundredths of a point. What people typed themselves is text and stays as typed. */
const POINTS: ReadonlySet<string> = new Set([
  'score',
  'points',
  'adjustment',
  'finalPoints',
  'fromPoints',
  'toPoints',
  'requestedPoints',
  'originalPoints',
  'decidedPoints',
  'weight',
  'spread',
  'spreadLimit',
  'limit',
  'passLine',
  'excellentLine',
  'differenceLimit',
  'selfTotal',
  'final',
  'raw',
  'applicable',
  'converted',
  'bonus',
  'deduction',
]);

/** Fields whose numbers are hundredths of a percent: 合成权重. */
const PERCENTS: ReadonlySet<string> = new Set(['indicators', 'caseFiles', 'survey']);

/** Words the database keeps in English, by the field they stand in; 'any' where they mean the same everywhere. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: {
    ...CYCLE_STATE_NAMES,
    filling: '填报中',
    submitted: '已提交',
    returned: '已退回',
    accepted: '已接收',
    requested: '已申请',
    refused: '不同意',
    filed: '待复核',
    upheld: '维持',
    adjusted: '已调整',
    withdrawn: '已撤回',
    open: '未整改',
    planned: '已定措施',
    inProgress: '整改中',
    closeRequested: '申请销号',
    closed: '已销号',
    active: '有效',
    waiting: '备用',
    replaced: '已更换',
  },
  requestState: { requested: '已申请', approved: '同意', refused: '不同意', withdrawn: '已撤回' },
  status: {
    unscored: '未评分',
    notApplicable: '不适用',
    scored: '已评分',
    draft: '草稿',
    published: '已发布',
  },
  judgement: { pending: '待核', accepted: '采信', rejected: '不采信' },
  outcome: { open: '待核查', confirmed: '属实', adjusted: '调整' },
  kind: { siteCheck: '实地核查', appeal: '申诉复核', correction: '更正' },
  method: { mean: '均分', dropHighLow: '去高低分', consensus: '合议', decided: '认定', single: '单人评分' },
  source: {
    assessment: '考核',
    inspection: '督察',
    caseReview: '案卷评查',
    patrol: '巡视',
    other: '其他',
  },
  failedGate: { zero: '得零分', belowPass: '最高到合格线以下' },
  seedSource: { random: '随机产生', typed: '人工输入' },
  origin: { drawn: '抽取', spare: '备用', manual: '指定' },
  roles: ROLE_NAMES,
  section: { base: '基本分', bonus: '加分项', deduction: '扣分项', veto: '否决项' },
};

/** A value as a person reads it; '' for nothing. */
export function valueText(key: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return numberText(key, value);
  if (typeof value === 'string') return wordText(key, value);
  if (Array.isArray(value)) {
    return value
      .map((one) =>
        Array.isArray(one) ? one.map((cell) => valueText(key, cell)).join(' ') : valueText(key, one),
      )
      .filter((text) => text !== '')
      .join('、');
  }
  return Object.entries(value)
    .filter(([name]) => !isForTheProgram(name))
    .map(([name, one]) => [fieldName(name), valueText(name, one)] as const)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${name}=${text}`)
    .join('，');
}

function numberText(key: string, value: number): string {
  if (PERCENTS.has(key)) return `${shortPoints(value)}%`;
  return POINTS.has(key) ? formatPoints(value) : String(value);
}

function wordText(key: string, value: string): string {
  const stateful = key === 'from' || key === 'to' || key === 'fromState' || key === 'toState' ? 'state' : key;
  const word = WORDS[stateful]?.[value];
  if (word !== undefined) return word;
  if (isIsoDay(value)) return plainDate(value);
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) ? timeText(value) : value;
}
