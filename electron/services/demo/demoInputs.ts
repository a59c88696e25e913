import type {
  BandsRule,
  BonusPerOccurrenceRule,
  CaseReviewRule,
  DeadlineRule,
  DeductPerMissingRule,
  ManualRule,
  RatioRule,
  Rule,
} from '@shared/domain/rule';
import type { Points } from '@shared/domain/points';
import { shortPoints } from '@shared/domain/points';
import type { Chance } from './chance';

/** Inputs of one rule as a scorer would write them, and what he would say about points lost. */
export interface DemoInputs {
  readonly inputs: Readonly<Record<string, string>>;
  readonly reason: string;
}

/** What the unit is like: how likely it does a thing well, 0–1. */
export interface DemoUnit {
  readonly care: number;
  readonly document: string;
}

/**
 * Plausible inputs for a rule: mostly in order, now and then short by a little.
 *
 * @param worth points of the rule, hundredths.
 */
export function demoInputs(
  rule: Rule,
  worth: Points,
  cycleYear: number,
  unit: DemoUnit,
  chance: Chance,
): DemoInputs {
  const good = chance.happens(unit.care);
  switch (rule.kind) {
    case 'yesNo':
      return { inputs: { 满足: good ? '是' : '否' }, reason: good ? '' : `未达到要求：${rule.condition}` };
    case 'checklist':
      return checklist(rule.parts, good, chance);
    case 'graded':
      return graded(rule.levels, good, chance);
    case 'manual':
      return manual(rule, worth, good, chance);
    case 'deductPerMissing':
      return deductPerMissing(rule, good, chance);
    case 'ratio':
      return ratio(rule, good, chance);
    case 'bands':
      return bands(rule, good, chance);
    case 'perOccurrenceDeduct':
      return occurrences(
        rule.events.map(({ label, unit: counted }) => `${label}1${counted}`),
        good,
        chance,
      );
    case 'caseReview':
      return caseReview(rule, good, chance);
    case 'deadline':
      return deadline(rule, cycleYear, good, chance);
    case 'bonusPerOccurrence':
      return bonus(rule, unit, chance);
    case 'veto':
      return { inputs: { 触发: '否' }, reason: '' };
  }
}

function numbered(count: number, value: (index: number) => string): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [String(index + 1), value(index)]));
}

function checklist(parts: readonly { readonly name: string }[], good: boolean, chance: Chance): DemoInputs {
  const missing = good ? -1 : chance.whole(0, parts.length - 1);
  return {
    inputs: numbered(parts.length, (index) => (index === missing ? '否' : '是')),
    reason: good ? '' : `缺：${parts[missing]?.name ?? ''}`,
  };
}

function graded(levels: readonly { readonly label: string }[], good: boolean, chance: Chance): DemoInputs {
  const level = good ? 1 : Math.min(levels.length, chance.happens(0.8) ? 2 : 3);
  return { inputs: { 档次: String(level) }, reason: good ? '' : (levels[level - 1]?.label ?? '') };
}

function manual(rule: ManualRule, worth: Points, good: boolean, chance: Chance): DemoInputs {
  if (good || rule.step <= 0) return { inputs: { 得分: shortPoints(worth) }, reason: '' };
  const steps = Math.max(1, Math.floor(worth / rule.step));
  const points = Math.min(worth, rule.step * chance.whole(Math.floor(steps / 2), steps - 1));
  return { inputs: { 得分: shortPoints(points) }, reason: '材料不够完整，酌情扣分' };
}

function deductPerMissing(rule: DeductPerMissingRule, good: boolean, chance: Chance): DemoInputs {
  const required = Math.floor(Number(rule.required));
  const missing = good ? 0 : chance.whole(1, Math.min(3, Math.max(1, required)));
  const done = Math.max(0, required - missing) + (good && chance.happens(0.3) ? 1 : 0);
  return {
    inputs: { 实际: String(done) },
    reason: good ? '' : `${rule.subject}少${missing}${rule.unit}`,
  };
}

/** One unit in thirty has no such matter at all: the item does not apply to it (practice page §6.1). */
const EMPTY_SHARE = 1 / 30;

function ratio(rule: RatioRule, good: boolean, chance: Chance): DemoInputs {
  if (rule.whenEmpty === 'na' && chance.happens(EMPTY_SHARE)) {
    return { inputs: { 分子: '0', 分母: '0' }, reason: '' };
  }
  const denominator = chance.whole(12, 180);
  const reached = Math.min(denominator, Math.ceil((denominator * Number(rule.target)) / 100));
  if (good) {
    return {
      inputs: { 分子: String(chance.whole(reached, denominator)), 分母: String(denominator) },
      reason: '',
    };
  }
  const missing = chance.whole(1, Math.max(1, Math.floor(reached / 8)));
  return {
    inputs: { 分子: String(reached - missing), 分母: String(denominator) },
    reason: `${rule.metric}未达到${rule.target}%，差${missing}件`,
  };
}

function bands(rule: BandsRule, good: boolean, chance: Chance): DemoInputs {
  const best = [...rule.bands].sort((a, b) => b.score - a.score);
  const band = good ? best[0] : (best[Math.min(best.length - 1, chance.happens(0.75) ? 1 : 2)] ?? best[0]);
  if (!band) return { inputs: { 数值: '无' }, reason: '' };
  const low = band.min === null ? null : Number(band.min);
  const high = band.max === null ? null : Number(band.max);
  return {
    inputs: { 数值: String(withinBand(rule, low, high, chance)) },
    reason: good ? '' : `${rule.metric}${band.label}`,
  };
}

/** A whole number inside the band where there is one, otherwise the bound that belongs to it. */
function withinBand(rule: BandsRule, low: number | null, high: number | null, chance: Chance): number {
  const higher = rule.direction === 'higherBetter';
  const from = low === null ? Math.max(0, (high ?? 0) - 3) : low + (higher ? 0 : 1);
  const to = high === null ? (low ?? 0) + 5 : high - (higher ? 1 : 0);
  if (to < from) return higher ? (low ?? from) : (high ?? to);
  return chance.whole(Math.ceil(from), Math.floor(to));
}

function occurrences(events: readonly string[], good: boolean, chance: Chance): DemoInputs {
  // Such events are rare, the grave ones (which stand first) most of all.
  const last = events.length - 1;
  const hit = good || chance.happens(0.4) ? -1 : Math.max(chance.whole(0, last), chance.whole(0, last));
  return {
    inputs: numbered(events.length, (index) => (index === hit ? '1' : '0')),
    reason: hit < 0 ? '' : (events[hit] ?? ''),
  };
}

function caseReview(rule: CaseReviewRule, good: boolean, chance: Chance): DemoInputs {
  if (rule.whenEmpty === 'na' && chance.happens(EMPTY_SHARE)) return { inputs: { 得分: '无' }, reason: '' };
  const full = Number(rule.fullScore);
  const count = Math.max(1, rule.minFiles) + chance.whole(0, 1);
  const marks = Array.from({ length: count }, () => Math.round((full * chance.whole(86, 99)) / 100));
  if (!good) marks[0] = Math.round((full * chance.whole(52, 79)) / 100);
  const failed = marks.filter((mark) => mark < Number(rule.passScore)).length;
  return {
    inputs: { 得分: marks.join('|') },
    reason: good ? '' : failed > 0 ? `${failed}份案卷不合格` : '个别案卷文书不规范',
  };
}

function deadline(rule: DeadlineRule, cycleYear: number, good: boolean, chance: Chance): DemoInputs {
  const days = good ? -chance.whole(1, 20) : chance.whole(1, 4);
  const date = new Date(Date.UTC(cycleYear + rule.yearOffset, rule.month - 1, rule.day + days));
  return {
    inputs: { 日期: date.toISOString().slice(0, 10) },
    reason: good ? '' : `${rule.subject}逾期${days}日`,
  };
}

function bonus(rule: BonusPerOccurrenceRule, unit: DemoUnit, chance: Chance): DemoInputs {
  const earned = chance.happens(0.12);
  // The last level is the nearest one: a district's unit is praised by the city, rarely by the province.
  const level = earned
    ? rule.levels.length - 1 - (chance.happens(0.2) && rule.levels.length > 1 ? 1 : 0)
    : -1;
  const counts = numbered(rule.levels.length, (index) => (index === level ? '1' : '0'));
  return { inputs: earned ? { ...counts, 文号: unit.document } : counts, reason: '' };
}
