import { formatPoints } from '@shared/domain/points';
import type { DeadlineRule } from '@shared/domain/rule';
import type { InputReader } from './inputReader';
import { scored, type RuleContext, type RuleOutcome } from './ruleScore';

const DAY_MS = 86_400_000;
const DATE = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/;
/** Dates further away are taken for slips of the pen: a wrong century would silently earn full points. */
const YEARS_BEFORE = 1;
const YEARS_AFTER = 5;

/**
 * 期限: points − min(maxDeduct, days late × perDay); not handed in earns nothing. Practice page §6 kind 11.
 * Inputs 日期 or 未报送=是.
 */
export function scoreDeadline(rule: DeadlineRule, input: InputReader, context: RuleContext): RuleOutcome {
  const text = input.text('日期');
  const notSubmitted = input.yesNo('未报送', '未报送');
  if (notSubmitted === true) {
    if (text !== '') return input.refuse('未报送', 'CONFLICT', '已填日期，不能同时填“未报送=是”，请保留一项');
    return scored(0, '0.00', [`${rule.subject || '应报材料'}未报送，不得分`]);
  }
  if (text === '') return null;
  const day = readDay(text);
  if (day === null) return input.refuse('日期', 'BAD_DATE', `日期“${text}”无法识别，应写成 2021-03-01`);
  const due = deadlineDay(rule, context.cycleYear);
  const year = new Date(day * DAY_MS).getUTCFullYear();
  const first = context.cycleYear - YEARS_BEFORE;
  const last = context.cycleYear + rule.yearOffset + YEARS_AFTER;
  if (year < first || year > last) {
    return input.refuse(
      '日期',
      'BAD_DATE',
      `日期“${text}”与考评年度${context.cycleYear}年不符，应在${first}年至${last}年之间`,
    );
  }
  const late = Math.max(0, day - due);
  const computed = late * rule.perDay;
  const deducted = Math.min(rule.maxDeduct, computed);
  const facts = `截止 ${isoDay(due)}，实际 ${isoDay(day)}`;
  if (late === 0) return scored(context.worth, formatPoints(context.worth), [`${facts}，未逾期`]);
  const capped = computed > rule.maxDeduct ? `，最多扣 ${formatPoints(rule.maxDeduct)} 分` : '';
  return scored(context.worth - deducted, `${formatPoints(context.worth)} − ${formatPoints(deducted)}`, [
    `${facts}，逾期 ${late} 日`,
    `每逾期1日扣 ${formatPoints(rule.perDay)} 分，应扣 ${formatPoints(computed)} 分${capped}`,
  ]);
}

/** The last day in time, in days since 1970. A 29 February falls on the 28th in other years. */
export function deadlineDay(
  rule: Pick<DeadlineRule, 'month' | 'day' | 'yearOffset'>,
  cycleYear: number,
): number {
  const year = cycleYear + rule.yearOffset;
  const lastOfMonth = new Date(Date.UTC(year, rule.month, 0)).getUTCDate();
  return Date.UTC(year, rule.month - 1, Math.min(rule.day, lastOfMonth)) / DAY_MS;
}

/** A date as people write it (2021-03-03, 2021/3/3, 2021年3月3日) in days since 1970; null if there is no such day. */
export function readDay(text: string): number | null {
  const match = DATE.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return null;
  return date.getTime() / DAY_MS;
}

/** A day in time as its ISO date. @param day in days since 1970. */
export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
