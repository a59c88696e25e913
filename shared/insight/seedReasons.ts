import type { ScoringItem } from '../domain/indicatorSystem';
import { parsePoints, type Points } from '../domain/points';
import type { Rule } from '../domain/rule';
import { ruleWorth } from '../scoring/worth';
import { plainReason, type DeductionReason } from './reason';

/** What a list of seeds may hold at most: the first nine have a digit. */
const MOST_SEEDS = 12;
const LONGEST = 60;

/**
 * The reasons an item's own rules and standard name, before anybody wrote one: events of 按次扣分, parts of 分项, what is
 * missing, a missed deadline, and every 「…的，扣 0.5 分」 of the standard. Practice page §15 (reason templates).
 */
export function seedReasons(item: ScoringItem): readonly DeductionReason[] {
  if (item.section === 'bonus' || item.section === 'veto') return [];
  const judged = item.rules.every(({ kind }) => kind === 'manual');
  const fromRules = item.rules.flatMap((rule) => ruleReasons(rule, ruleWorth(rule, item)));
  const fromStandard = judged ? standardReasons(item.standard) : [];
  const seeds = new Map<string, DeductionReason>();
  for (const seed of [...fromStandard, ...fromRules]) {
    const text = plainReason(seed.text);
    if (text !== '' && !seeds.has(text)) seeds.set(text, { ...seed, text, basis: '评分标准' });
  }
  return [...seeds.values()].slice(0, MOST_SEEDS);
}

type Seed = Omit<DeductionReason, 'basis'>;

/** Deductions a rule computes carry no points of their own. */
const computed = (text: string): Seed => ({ text: text.trim(), points: null });

function ruleReasons(rule: Rule, worth: Points): readonly Seed[] {
  switch (rule.kind) {
    case 'yesNo':
      return [computed(`未做到：${rule.condition}`)];
    case 'checklist':
      return rule.parts.map(({ name }) => computed(`缺：${name}`));
    case 'graded':
      return rule.levels
        .filter(({ score }) => score < worth)
        .map(({ label }) => computed(rule.criterion ? `${rule.criterion}：${label}` : label));
    case 'manual':
      return [];
    case 'deductPerMissing':
      return [computed(`${rule.subject}少于规定的${rule.required}${rule.unit}`)];
    case 'ratio':
      return [computed(`${rule.metric}未达到${rule.target}%`)];
    case 'bands':
      return [computed(`${rule.metric}未达到满分档`)];
    case 'perOccurrenceDeduct':
      return rule.events.map(({ label }) => computed(label));
    case 'caseReview':
      return [computed('案卷评查发现不规范问题'), computed('有不合格案卷'), computed('未按要求报送案卷')];
    case 'deadline':
      return [computed(`${rule.subject}未按时报送`), computed(`${rule.subject}未报送`)];
    case 'bonusPerOccurrence':
    case 'veto':
      return [];
  }
}

/** 「未制定计划的，扣0.5分」, 「每少一次扣 0.3 分」: what is deducted for, and how much. */
const DEDUCTION = /^(.*?)[，,、]?\s*(?:的)?[，,]?\s*扣(?:减|除)?\s*(\d+(?:\.\d{1,2})?)\s*分/;

function standardReasons(standard: string): readonly Seed[] {
  return standard.split(/[；;。\n]/).flatMap((sentence): Seed[] => {
    const match = DEDUCTION.exec(sentence.trim());
    const text = (match?.[1] ?? '')
      .replace(/^[（(]?\d+[）).、]\s*/, '')
      .replace(/[的，,]+$/, '')
      .trim();
    const points = parsePoints(match?.[2] ?? '');
    if (points === null || text === '' || text.length > LONGEST) return [];
    return [{ text, points }];
  });
}
