import { plainDate } from './dates';
import { SUBMISSION_STATE_NAMES, type SubmissionState } from './submission';

/** What a unit is reminded of. */
export interface SlipFacts {
  readonly name: string;
  readonly state: SubmissionState;
  /** ISO day; '' where no deadline is set. */
  readonly dueOn: string;
  readonly daysLate: number;
  /** Codes of items, in table order. */
  readonly withoutSelfScore: readonly string[];
  readonly withoutEvidence: readonly string[];
  /** What was sent back: `1.1.1 缺盖章件`. */
  readonly returned: readonly string[];
}

/** Codes a line names before it only counts. */
const NAMED = 40;

/** The sentence of a 催办单. @param matter as in “2020年度法治政府建设考核自评”. */
export function slipSentence({ name, state, dueOn, daysLate }: SlipFacts, matter: string): string {
  const due = dueOn === '' ? '' : `应于${plainDate(dueOn)}前提交，`;
  const late = daysLate > 0 ? `，已逾期 ${daysLate} 天` : '';
  const returned = state === 'returned' ? '已退回补正，至今没有重新提交' : '至今没有提交';
  return `${name}：贵单位的${matter}${due}${returned}${late}（目前：${SUBMISSION_STATE_NAMES[state]}）。请抓紧办理。`;
}

/** What is missing, line by line: heading and text. */
export function slipLines({
  withoutSelfScore,
  withoutEvidence,
  returned,
}: SlipFacts): readonly (readonly [string, string])[] {
  return [
    ['没有填自评分', codes(withoutSelfScore)],
    ['缺佐证材料', codes(withoutEvidence)],
    ['退回须补正', returned.length === 0 ? '无' : returned.join('；')],
  ];
}

function codes(list: readonly string[]): string {
  if (list.length === 0) return '无';
  const named = list.slice(0, NAMED).join('、');
  return `${list.length} 项：${named}${list.length > NAMED ? '……' : ''}`;
}
