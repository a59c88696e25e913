import type { ScoringItem } from '@shared/domain/indicatorSystem';
import type { Rule } from '@shared/domain/rule';
import type { ScoreEntry } from '@shared/domain/score';
import { Rational } from './rational';

/** What the second computation says about an item: a number, nothing yet, or not applicable. */
export type IndependentItem =
  | {
      readonly is: 'number';
      readonly score: Rational;
      readonly veto: 'fail' | 'capGood' | null;
      readonly files: readonly Rational[];
    }
  | { readonly is: 'blank' }
  | { readonly is: 'notApplicable' };

const NIL = Rational.of(0);
const HUNDRED = Rational.of(100);
const points = (hundredths: number): Rational => Rational.of(hundredths, 100);
const sum = (numbers: readonly Rational[]): Rational => numbers.reduce((a, b) => a.plus(b), NIL);

type Answers = Readonly<Record<string, string>>;

/** An item's score by the practice page §6, for entries without mistakes. Written from the page, not from the engine. */
export function scoreIndependently(
  item: ScoringItem,
  entry: ScoreEntry | undefined,
  year: number,
): IndependentItem {
  if (!entry) return { is: 'blank' };
  if (entry.notApplicable) return { is: 'notApplicable' };
  const answered = entry.inputs.some((record) =>
    Object.keys(record).some((key) => key !== '文号' && record[key] !== ''),
  );
  if (!answered) {
    if (entry.points === '') return { is: 'blank' };
    return { is: 'number', score: Rational.parse(entry.points), veto: null, files: [] };
  }
  const outcomes = item.rules.map((rule, i) => ({
    rule,
    got: applyRule(rule, item, entry.inputs[i] ?? {}, year),
  }));
  if (outcomes.some(({ got }) => got === 'blank')) return { is: 'blank' };
  if (outcomes.every(({ got }) => got === 'empty')) return { is: 'notApplicable' };
  const earned: { worth: Rational; value: Rational }[] = [];
  let veto: 'fail' | 'capGood' | null = null;
  const files: Rational[] = [];
  for (const { rule, got } of outcomes) {
    if (got === 'blank' || got === 'empty') continue;
    const worth = worthOf(rule, item);
    earned.push({ worth, value: got.min(worth).max(NIL) });
    if (rule.kind === 'veto' && entry.inputs[item.rules.indexOf(rule)]?.['触发'] === '是') {
      veto = veto === 'fail' || rule.effect === 'fail' ? 'fail' : 'capGood';
    }
    if (rule.kind === 'caseReview')
      files.push(...filesOf(rule, entry.inputs[item.rules.indexOf(rule)] ?? {}));
  }
  const losses = sum(earned.map(({ worth, value }) => worth.minus(value)));
  const score =
    item.section === 'veto'
      ? NIL
      : item.section === 'bonus'
        ? sum(earned.map(({ value }) => value))
        : item.section === 'deduction'
          ? losses
          : points(item.points).minus(losses).max(NIL);
  return { is: 'number', score: score.rounded(), veto, files };
}

function worthOf(rule: Rule, item: ScoringItem): Rational {
  if (rule.kind === 'veto') return NIL;
  if (rule.kind === 'bonusPerOccurrence') return points(rule.cap);
  if (rule.points !== undefined) return points(rule.points);
  const alone = item.section === 'base' && item.rules.length === 1;
  if (!alone && rule.kind === 'checklist') return points(rule.parts.reduce((a, part) => a + part.points, 0));
  if (!alone && rule.kind === 'graded') return points(Math.max(...rule.levels.map((level) => level.score)));
  if (!alone && rule.kind === 'bands') return points(Math.max(...rule.bands.map((band) => band.score)));
  if (item.section === 'deduction' && 'maxDeduct' in rule) return points(rule.maxDeduct);
  return item.section === 'base' ? points(item.points) : HUNDRED;
}

function emptyValue(rule: { whenEmpty: 'na' | 'full' | 'zero' }, worth: Rational): Rational | 'empty' {
  return { na: 'empty' as const, full: worth, zero: NIL }[rule.whenEmpty];
}

function applyRule(
  rule: Rule,
  item: ScoringItem,
  answers: Answers,
  year: number,
): Rational | 'blank' | 'empty' {
  const worth = worthOf(rule, item);
  const answer = (key: string | number): string => answers[String(key)] ?? '';
  const afterLoss = (lost: Rational, most: number): Rational => worth.minus(lost.min(points(most)));
  switch (rule.kind) {
    case 'yesNo':
      return answer('满足') === '' ? 'blank' : answer('满足') === '是' ? worth : NIL;
    case 'checklist':
      if (rule.parts.some((_, i) => answer(i + 1) === '')) return 'blank';
      return sum(rule.parts.filter((_, i) => answer(i + 1) === '是').map((part) => points(part.points)));
    case 'graded': {
      const level = rule.levels[Number(answer('档次')) - 1];
      return answer('档次') === '' || !level ? 'blank' : points(level.score);
    }
    case 'manual':
      if (answer('得分') === '') return 'blank';
      return item.section === 'deduction'
        ? worth.minus(Rational.parse(answer('得分')))
        : Rational.parse(answer('得分'));
    case 'deductPerMissing': {
      if (answer('实际') === '') return 'blank';
      const missing = Rational.parse(rule.required)
        .minus(Rational.parse(answer('实际')))
        .max(NIL);
      return afterLoss(missing.times(points(rule.perMissing)), rule.maxDeduct);
    }
    case 'ratio': {
      if (answer('分子') === '' || answer('分母') === '') return 'blank';
      const [top, bottom] = [Rational.parse(answer('分子')), Rational.parse(answer('分母'))];
      if (bottom.equals(NIL)) return emptyValue(rule, worth);
      const target = Rational.parse(rule.target);
      const percent = top.times(HUNDRED).over(bottom);
      if (!percent.isLess(target)) return worth;
      if (rule.mode === 'linear') {
        if (rule.zeroBelow !== null && percent.isLess(Rational.parse(rule.zeroBelow))) return NIL;
        return worth.times(percent).over(target);
      }
      const size = Rational.parse(rule.stepSize);
      let steps = target.minus(percent).over(size).whole();
      if (rule.stepRounding === 'ceil' && Rational.of(steps).times(size).isLess(target.minus(percent)))
        steps += 1n;
      return worth.minus(Rational.of(steps).times(points(rule.perStep)));
    }
    case 'bands': {
      if (answer('数值') === '') return 'blank';
      if (answer('数值') === '无') return emptyValue(rule, worth);
      const x = Rational.parse(answer('数值'));
      const higher = rule.direction === 'higherBetter';
      const band = rule.bands.find(({ min, max }) => {
        const low = min === null ? null : Rational.parse(min);
        const high = max === null ? null : Rational.parse(max);
        const aboveLow = low === null || low.isLess(x) || (higher && low.equals(x));
        const belowHigh = high === null || x.isLess(high) || (!higher && high.equals(x));
        return aboveLow && belowHigh;
      });
      return band ? points(band.score) : 'blank';
    }
    case 'perOccurrenceDeduct': {
      const blanks = rule.events.filter((_, i) => answer(i + 1) === '').length;
      if (blanks === rule.events.length || (item.section === 'base' && blanks > 0)) return 'blank';
      const lost = sum(
        rule.events.map((event, i) => points(event.each).times(Rational.parse(answer(i + 1) || '0'))),
      );
      return afterLoss(lost, rule.maxDeduct);
    }
    case 'caseReview': {
      if (answer('未报送') === '是') return NIL;
      if (answer('得分') === '') return 'blank';
      if (answer('得分') === '无') return emptyValue(rule, worth);
      const marks = answer('得分')
        .split('|')
        .map((text) => Rational.parse(text));
      const failed = marks.filter((mark) => mark.isLess(Rational.parse(rule.passScore))).length;
      const mean = sum(marks).over(Rational.of(marks.length));
      return worth
        .times(mean)
        .over(Rational.parse(rule.fullScore))
        .minus(points(rule.failDeductEach * failed));
    }
    case 'deadline': {
      if (answer('未报送') === '是') return NIL;
      if (answer('日期') === '') return 'blank';
      const due = new Date(Date.UTC(year + rule.yearOffset, rule.month - 1, rule.day)).getTime();
      const late = Math.round((new Date(`${answer('日期')}T00:00:00Z`).getTime() - due) / 86_400_000);
      return afterLoss(points(Math.max(0, late) * rule.perDay), rule.maxDeduct);
    }
    case 'bonusPerOccurrence':
      if (rule.levels.every((_, i) => answer(i + 1) === '')) return 'blank';
      return sum(
        rule.levels.map((level, i) => points(level.each).times(Rational.parse(answer(i + 1) || '0'))),
      ).min(points(rule.cap));
    case 'veto':
      return answer('触发') === '' ? 'blank' : NIL;
  }
}

/** Marks on a scale of 100, as far as there are any. */
function filesOf(rule: Extract<Rule, { kind: 'caseReview' }>, answers: Answers): Rational[] {
  const text = answers['得分'] ?? '';
  if (answers['未报送'] === '是' || text === '' || text === '无') return [];
  return text
    .split('|')
    .map((mark) => Rational.parse(mark).times(HUNDRED).over(Rational.parse(rule.fullScore)));
}
