import type { ItemResult, ScoreEntry } from '@shared/domain/score';
import { namesUnit } from '@shared/domain/role';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { ruleWorth } from '@shared/scoring/worth';
import { figuresOf, type ScoreToStore } from '../../database/scoreRepository';
import type { Assessment } from '../assessment/assessment';
import { Chance } from './chance';
import { demoInputs, type DemoUnit } from './demoInputs';

/** What is told about a whole unit: everything else follows from its code. */
export interface DemoPlan {
  /** Share of its items that are scored. */
  readonly scored: number;
  /** Whether one veto of the kind 最高良好 is triggered. */
  readonly capGood: boolean;
}

const FINISHED: DemoPlan = { scored: 1, capGood: false };

/**
 * How far each unit is: most are done, one is half done, a few lack some items; one has a veto. About 97 % in all.
 *
 * @param index place of the unit in its list.
 */
export function demoPlan(index: number, count: number): DemoPlan {
  if (count < 8) return index === count - 1 ? { scored: 0.5, capGood: false } : FINISHED;
  if (index === 7) return { scored: 0.5, capGood: false };
  if (index % 12 === 10) return { scored: 0.84, capGood: false };
  return index === 4 ? { scored: 1, capGood: true } : FINISHED;
}

/** Scores of one unit, in table order; the same for the same codes, always. Items not scored yet are left out. */
export function demoScoresOf(
  assessment: Pick<Assessment, 'cycle' | 'itemsOf'>,
  unit: UnitView,
  plan: DemoPlan,
): ScoreToStore[] {
  const about: DemoUnit = demoUnit(unit, assessment.cycle.year);
  const items = assessment.itemsOf(unit);
  const done = Math.round(items.length * plan.scored);
  return items.slice(0, done).map((item) => {
    const { entry, result } = demoScore(item, unit, about, assessment.cycle.year, plan);
    return {
      unitId: unit.id,
      itemId: item.id,
      entry,
      figures: figuresOf(result),
      // Nobody scores the unit they belong to: what a lead department would score of itself the office does.
      scorer: item.leadScorer === '' || namesUnit(item.leadScorer, unit) ? '考评办' : item.leadScorer,
    };
  });
}

function demoUnit(unit: UnitView, year: number): DemoUnit {
  const chance = new Chance(unit.code);
  const care = 0.74 + 0.22 * chance.next();
  return { care, document: `法治办发〔${year}〕${chance.whole(1, 60)}号` };
}

function demoScore(
  item: ItemView,
  unit: UnitView,
  about: DemoUnit,
  year: number,
  plan: DemoPlan,
): { entry: ScoreEntry; result: ItemResult } {
  const entry = demoEntry(item, unit, about, year, plan);
  const result = evaluateItem(item, entry, year);
  // Held against the engine: a rule the generator does not know how to fill in must not pass for a score.
  if (result.status === 'unscored') {
    throw new Error(
      `demo entry of ${unit.code} ${item.code} is no score: ${JSON.stringify([entry, result.problems])}`,
    );
  }
  return { entry, result };
}

function demoEntry(
  item: ItemView,
  unit: UnitView,
  about: DemoUnit,
  year: number,
  plan: DemoPlan,
): ScoreEntry {
  const chance = new Chance(`${unit.code} ${item.code}`);
  if (item.section === 'base' && chance.happens(1 / 150)) {
    return { inputs: [], points: '', notApplicable: true, reason: '本年度没有这项职责，经考评办批准不适用' };
  }
  const care = item.section === 'base' ? about.care : 0.95;
  const filled = item.rules.map((rule) =>
    demoInputs(rule, ruleWorth(rule, item), year, { ...about, care }, chance),
  );
  const [rule] = item.rules;
  if (plan.capGood && rule?.kind === 'veto' && rule.effect === 'capGood') {
    const inputs = [{ 触发: '是', 文号: about.document }];
    return { inputs, points: '', notApplicable: false, reason: rule.triggers[0] ?? item.name };
  }
  return {
    inputs: filled.map(({ inputs }) => inputs),
    points: '',
    notApplicable: false,
    reason: filled
      .map(({ reason }) => reason)
      .filter(Boolean)
      .join('；'),
  };
}
