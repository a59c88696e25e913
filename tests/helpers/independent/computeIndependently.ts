import type { IndicatorSystem, ScoringItem } from '@shared/domain/indicatorSystem';
import type { ScoreEntry } from '@shared/domain/score';
import type { ComprehensiveScheme } from '@shared/domain/totals';
import type { Unit } from '@shared/domain/unit';
import { scoreIndependently, type IndependentItem } from './items';
import { Rational } from './rational';

/** Figures as `compute --json` prints them: points as strings with two decimals. */
export interface IndependentUnit {
  readonly code: string;
  readonly group: string;
  readonly raw: string;
  readonly applicable: string;
  readonly converted: string;
  readonly bonus: string;
  readonly deduction: string;
  readonly final: string;
  readonly veto: 'fail' | 'capGood' | null;
  readonly unscored: number;
  readonly rank: number | null;
  readonly grade: string | null;
  readonly contribution: string | null;
  readonly comprehensiveTotal: string | null;
  /** Only where a composite is on; null: the unit does not have the part. */
  readonly composite?: {
    readonly indicators: string;
    readonly caseFiles: string | null;
    readonly survey: string | null;
  };
  /** Scores of the items of the unit's own table; null: no score, 'na': not applicable. */
  readonly items: ReadonlyMap<string, string | null>;
}

/** Parts beside the indicators, all as decimal text: weights in percent, marks of the reviewed files, satisfaction. */
export interface IndependentComposite {
  readonly weights: { readonly indicators: string; readonly caseFiles: string; readonly survey: string };
  readonly caseFiles: ReadonlyMap<string, readonly string[]>;
  readonly survey: ReadonlyMap<string, string>;
}

interface Working {
  readonly unit: Unit;
  readonly items: ReadonlyMap<string, IndependentItem>;
  readonly own: readonly ScoringItem[];
  raw: Rational;
  applicable: Rational;
  converted: Rational;
  bonus: Rational;
  deduction: Rational;
  final: Rational;
  veto: 'fail' | 'capGood' | null;
  unscored: number;
  keys: readonly (Rational | null)[];
  composite: IndependentUnit['composite'];
}

const NIL = Rational.of(0);
const HUNDRED = Rational.of(100);
const points = (hundredths: number): Rational => Rational.of(hundredths, 100);
const sum = (numbers: readonly Rational[]): Rational => numbers.reduce((a, b) => a.plus(b), NIL);

/**
 * The second computation of everything `compute` says (R2): practice page §6–9 once more, in another style and without
 * any code of the engine.
 *
 * @param entries      per unit code and item code; absent: nothing entered.
 * @param otherScores  per unit code and component name, decimal text, for comprehensive totals.
 */
export function computeIndependently(
  system: IndicatorSystem,
  units: readonly Unit[],
  entries: ReadonlyMap<string, ReadonlyMap<string, ScoreEntry>>,
  schemes: readonly ComprehensiveScheme[] = [],
  otherScores: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(),
  year: number = system.year,
  composite: IndependentComposite | null = null,
): IndependentUnit[] {
  const working = units.map((unit) => begin(system, unit, entries.get(unit.code) ?? new Map(), year));
  const groups = [...new Set(units.map((unit) => unit.group))];
  const results = new Map<string, { rank: number | null; grade: string | null }>();
  for (const group of groups) {
    const members = working.filter((each) => each.unit.group === group);
    for (const member of members) total(system, member, members, composite);
    for (const [code, result] of place(system, members)) results.set(code, result);
  }
  return working.map((each) => {
    const scheme = schemes.find((candidate) => candidate.group === each.unit.group);
    return {
      code: each.unit.code,
      group: each.unit.group,
      raw: each.raw.text(),
      applicable: each.applicable.text(),
      converted: each.converted.text(),
      bonus: each.bonus.text(),
      deduction: each.deduction.text(),
      final: each.final.text(),
      veto: each.veto,
      unscored: each.unscored,
      rank: results.get(each.unit.code)?.rank ?? null,
      grade: results.get(each.unit.code)?.grade ?? null,
      ...comprehensive(each, scheme, otherScores.get(each.unit.code)),
      ...(each.composite ? { composite: each.composite } : {}),
      items: new Map(
        [...each.items].map(([code, item]) => [
          code,
          item.is === 'number' ? item.score.text() : item.is === 'blank' ? null : 'na',
        ]),
      ),
    };
  });
}

function begin(
  system: IndicatorSystem,
  unit: Unit,
  entries: ReadonlyMap<string, ScoreEntry>,
  year: number,
): Working {
  const own = system.items.filter(
    (item) =>
      (item.groups.length === 0 || item.groups.some((group) => group === unit.group)) &&
      (item.unitTags.length === 0 || unit.tags.some((tag) => item.unitTags.includes(tag))),
  );
  const items = new Map(
    own.map((item) => [item.code, scoreIndependently(item, entries.get(item.code), year)]),
  );
  const nothing = { raw: NIL, applicable: NIL, converted: NIL, bonus: NIL, deduction: NIL, final: NIL };
  return { unit, own, items, ...nothing, veto: null, unscored: 0, keys: [], composite: undefined };
}

/** §7.1–5. */
function total(
  system: IndicatorSystem,
  me: Working,
  members: readonly Working[],
  composite: IndependentComposite | null,
): void {
  const { settings } = system;
  const raw: Rational[] = [];
  const applicable: Rational[] = [];
  for (const item of me.own.filter((each) => each.section === 'base')) {
    const mine = me.items.get(item.code);
    if (mine?.is === 'notApplicable') {
      const credit = creditFor(system, item, members);
      if (credit === null) continue;
      raw.push(credit);
      applicable.push(points(item.points));
    } else {
      applicable.push(points(item.points));
      if (mine?.is === 'number') raw.push(mine.score);
      else me.unscored += 1;
    }
  }
  const beside = (section: string): Rational =>
    sum(
      me.own.filter((item) => item.section === section).flatMap((item) => numberOf(me.items.get(item.code))),
    );
  me.raw = sum(raw);
  me.applicable = sum(applicable);
  me.converted = me.applicable.equals(NIL) ? NIL : me.raw.times(HUNDRED).over(me.applicable).rounded();
  me.bonus = beside('bonus').min(points(settings.bonusCap));
  me.deduction = beside('deduction').min(points(settings.deductionCap));
  me.final = me.converted.plus(me.bonus).minus(me.deduction).max(NIL).min(points(settings.finalMax));
  if (composite) putTogether(me, composite, points(settings.finalMax));
  const vetoes = [...me.items.values()].flatMap((item) =>
    item.is === 'number' && item.veto ? [item.veto] : [],
  );
  me.veto = vetoes.includes('fail') ? 'fail' : (vetoes[0] ?? null);
  me.keys = [me.final, ...settings.tieBreaks.map((name) => tieKey(name, system, me))];
}

/** §7, last paragraph: the mean of the parts a unit has, each as often as its weight says, rounded once. */
function putTogether(me: Working, composite: IndependentComposite, most: Rational): void {
  const { weights } = composite;
  const { code } = me.unit;
  const marks = composite.caseFiles.get(code) ?? [];
  const survey = Rational.parse(weights.survey).equals(NIL) ? undefined : composite.survey.get(code);
  const mean = Rational.parse(weights.caseFiles).equals(NIL) ? null : meanOf(me, marks);
  const asked = survey === undefined ? null : Rational.parse(survey);
  const parts: [Rational, Rational][] = [[Rational.parse(weights.indicators), me.final]];
  if (mean) parts.push([Rational.parse(weights.caseFiles), mean]);
  if (asked) parts.push([Rational.parse(weights.survey), asked]);
  me.composite = {
    indicators: me.final.text(),
    caseFiles: mean && mean.rounded().text(),
    survey: asked && asked.text(),
  };
  me.final = sum(parts.map(([weight, part]) => weight.times(part)))
    .over(sum(parts.map(([weight]) => weight)))
    .rounded()
    .min(most);
}

/** §10: whoever should hand in a list of files and does not gets 0; whoever has no such item does not have the part. */
function meanOf({ own }: Working, marks: readonly string[]): Rational | null {
  if (marks.length > 0) return sum(marks.map((mark) => Rational.parse(mark))).over(Rational.of(marks.length));
  return own.some(({ rules }) => rules.some(({ kind }) => kind === 'caseReview')) ? NIL : null;
}

function numberOf(item: IndependentItem | undefined): Rational[] {
  return item?.is === 'number' ? [item.score] : [];
}

/** §7.4: what an item that does not apply brings; null: it leaves the denominator. */
function creditFor(system: IndicatorSystem, item: ScoringItem, members: readonly Working[]): Rational | null {
  if (system.settings.notApplicableMethod === 'fullMark') return points(item.points);
  if (system.settings.notApplicableMethod === 'proRata') return null;
  const scores = members.flatMap((member) => numberOf(member.items.get(item.code)));
  return scores.length === 0 ? null : sum(scores).over(Rational.of(scores.length)).rounded();
}

/** §8, tie-break order; null where the unit has nothing of the kind. */
function tieKey(name: string, system: IndicatorSystem, me: Working): Rational | null {
  if (name === 'withoutBonus') return me.converted.minus(me.deduction).max(NIL);
  if (name === 'caseFileMean') {
    const files = me.own.flatMap((item) => {
      const got = me.items.get(item.code);
      return item.section === 'base' && got?.is === 'number' ? got.files : [];
    });
    return files.length === 0 ? null : sum(files).over(Rational.of(files.length));
  }
  const parts = [
    ...new Set(system.items.filter((item) => item.section === 'base').map((item) => item.level1Code)),
  ];
  const mine = me.own.filter(
    (item) =>
      item.section === 'base' &&
      item.level1Code === parts[3] &&
      me.items.get(item.code)?.is !== 'notApplicable',
  );
  if (mine.length === 0) return null;
  return sum(mine.flatMap((item) => numberOf(me.items.get(item.code)))).over(
    sum(mine.map((item) => points(item.points))),
  );
}

/** Whether a stands strictly before b. */
function isBefore(a: Working, b: Working): boolean {
  for (const [i, mine] of a.keys.entries()) {
    const theirs = b.keys[i] ?? null;
    if (mine === null && theirs === null) continue;
    if (mine === null) return false;
    if (theirs === null || theirs.isLess(mine)) return true;
    if (mine.isLess(theirs)) return false;
  }
  return false;
}

/** A unit without a single scored base item has no place: not scored is not zero. */
function hasScore(me: Working): boolean {
  return me.own.some((item) => item.section === 'base' && me.items.get(item.code)?.is === 'number');
}

/** §8: rank = one more than the units that stand before; grades, quota, vetoes. */
function place(
  system: IndicatorSystem,
  members: readonly Working[],
): Map<string, { rank: number | null; grade: string | null }> {
  const { grades, excellentPercent, minApplicablePoints } = system.settings;
  const enough = members.filter((me) => !me.applicable.isLess(points(minApplicablePoints)));
  const ranked = enough.filter(hasScore);
  const rankOf = (me: Working): number => 1 + ranked.filter((other) => isBefore(other, me)).length;
  const byScore = (me: Working): number => grades.findIndex((grade) => !me.final.isLess(points(grade.min)));
  const quota = Math.max(1, Number(Rational.of(enough.length * excellentPercent, 100).whole()));
  const candidates = ranked.filter((me) => byScore(me) === 0 && me.veto === null);
  const result = new Map<string, { rank: number | null; grade: string | null }>();
  for (const me of members) {
    const rank = ranked.includes(me) ? rankOf(me) : null;
    let place = rank === null ? null : byScore(me);
    // All who share this rank must fit into the quota together with those before them.
    const needed = candidates.filter((other) => !isBefore(me, other)).length;
    if (place === 0 && excellentPercent < 100 && needed > quota) place = 1;
    if (place === 0 && me.veto === 'capGood') place = 1;
    if (me.veto === 'fail') place = grades.length - 1;
    result.set(me.unit.code, { rank, grade: place === null ? null : (grades[place]?.name ?? null) });
  }
  return result;
}

/** §9. */
function comprehensive(
  me: Working,
  scheme: ComprehensiveScheme | undefined,
  scores: ReadonlyMap<string, string> | undefined,
): { contribution: string | null; comprehensiveTotal: string | null } {
  if (!scheme) return { contribution: null, comprehensiveTotal: null };
  const law = sum(scheme.components.filter((line) => line.ruleOfLaw).map((line) => points(line.weight)));
  const contribution = me.final.min(HUNDRED).times(law).over(HUNDRED).rounded();
  const others = scheme.components
    .filter((line) => !line.ruleOfLaw)
    .map((line) => {
      const score = scores?.get(line.name);
      return score === undefined ? null : Rational.parse(score).times(points(line.weight)).over(HUNDRED);
    });
  const known = others.filter((each) => each !== null);
  const comprehensiveTotal =
    known.length < others.length ? null : contribution.plus(sum(known).rounded()).text();
  return { contribution: contribution.text(), comprehensiveTotal };
}
