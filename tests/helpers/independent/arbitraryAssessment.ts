import * as fc from 'fast-check';
import {
  DEFAULT_SETTINGS,
  type IndicatorSystem,
  type ScoringItem,
  type Section,
  type SystemSettings,
} from '@shared/domain/indicatorSystem';
import type { ScoreEntry } from '@shared/domain/score';
import type { ComprehensiveScheme } from '@shared/domain/totals';
import type { Unit } from '@shared/domain/unit';
import type { IndependentComposite } from './computeIndependently';
import { entryFor, rulesFor, type RuleCase } from './arbitraryRules';

/** A whole assessment as plain data: what `computeIndependently` and the engine are both given. */
export interface Assessment {
  readonly system: IndicatorSystem;
  readonly units: readonly Unit[];
  readonly entries: ReadonlyMap<string, ReadonlyMap<string, ScoreEntry>>;
  readonly schemes: readonly ComprehensiveScheme[];
  readonly otherScores: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const twoDecimals = (n: number): string => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`;

/** Weights that come to 100%, and parts some units have and others do not. */
export function composites(units: readonly Unit[]): fc.Arbitrary<IndependentComposite> {
  const mark = fc.integer({ min: 0, max: 10_000 }).map(twoDecimals);
  return fc
    .record({
      indicators: fc.integer({ min: 1, max: 10_000 }),
      split: fc.integer({ min: 0, max: 10_000 }),
      marks: fc.array(fc.array(mark, { maxLength: 4 }), {
        minLength: units.length,
        maxLength: units.length,
      }),
      asked: fc.array(fc.option(mark), { minLength: units.length, maxLength: units.length }),
    })
    .map(({ indicators, split, marks, asked }) => {
      const rest = 10_000 - indicators;
      const caseFiles = Math.floor((rest * split) / 10_000);
      return {
        weights: {
          indicators: twoDecimals(indicators),
          caseFiles: twoDecimals(caseFiles),
          survey: twoDecimals(rest - caseFiles),
        },
        caseFiles: new Map(units.map(({ code }, i) => [code, marks[i] ?? []])),
        survey: new Map(units.flatMap(({ code }, i) => (asked[i] ? [[code, asked[i]] as const] : []))),
      };
    });
}

const GROUPS = ['有行政执法权部门', '镇（街道）'];
const TAGS = ['生态环境', '属地'];

interface ItemCase {
  readonly item: ScoringItem;
  readonly cases: readonly RuleCase[];
}

function itemCase(
  section: Section,
): fc.Arbitrary<Omit<ItemCase, 'item'> & { item: Omit<ScoringItem, 'code'> }> {
  const points = section === 'base' ? fc.constantFrom(50, 100, 150, 250, 500, 1000) : fc.constant(0);
  return fc
    .record({
      points,
      part: fc.integer({ min: 1, max: 5 }),
      groups: fc.oneof(
        { weight: 4, arbitrary: fc.constant<string[]>([]) },
        { weight: 1, arbitrary: fc.constantFrom(...GROUPS).map((group) => [group]) },
      ),
      unitTags: fc.oneof(
        { weight: 6, arbitrary: fc.constant<string[]>([]) },
        { weight: 1, arbitrary: fc.subarray(TAGS, { minLength: 1 }) },
      ),
    })
    .chain(({ points, part, groups, unitTags }) =>
      rulesFor(section, points).map((cases) => ({
        cases,
        item: {
          section,
          level1Code: section === 'base' ? String(part) : section,
          level1Name: `第${part}部分`,
          level2Code: `${part}.1`,
          level2Name: '二级',
          name: '指标',
          requirement: '',
          points,
          rules: cases.map((each) => each.rule),
          standard: '',
          evidence: [],
          groups,
          unitTags,
          leadScorer: '',
          basis: [],
        },
      })),
    );
}

const settings: fc.Arbitrary<SystemSettings> = fc.record({
  bonusCap: fc.constantFrom(100, 500, 1000),
  deductionCap: fc.constantFrom(200, 1000),
  finalMax: fc.constantFrom(10000, 10500),
  notApplicableMethod: fc.constantFrom('proRata', 'fullMark', 'groupAverage'),
  minApplicablePoints: fc.constantFrom(0, 300, 1500),
  grades: fc.constantFrom(DEFAULT_SETTINGS.grades, [
    { name: '优秀', min: 5000 },
    { name: '良好', min: 3000 },
    { name: '不合格', min: 0 },
  ]),
  excellentPercent: fc.constantFrom(10, 30, 50, 100),
  tieBreaks: fc.constantFrom(DEFAULT_SETTINGS.tieBreaks, ['caseFileMean'], []),
});

const unitCases: fc.Arbitrary<Unit[]> = fc
  .array(fc.record({ group: fc.constantFrom(...GROUPS), tags: fc.subarray(TAGS) }), {
    minLength: 1,
    maxLength: 9,
  })
  .map((list) =>
    list.map((each, index) => ({
      ...each,
      code: `U${index + 1}`,
      name: `单位${index + 1}`,
      shortName: `单位${index + 1}`,
      position: index + 1,
    })),
  );

/** Schemes that pass the check, with a score per unit and component, some missing. */
const scheme = fc
  .record({
    total: fc.constantFrom(10_000, 100_000),
    lawPercent: fc.integer({ min: 10, max: 40 }),
    split: fc.integer({ min: 1, max: 99 }),
  })
  .map(({ total, lawPercent, split }): ComprehensiveScheme['components'] => {
    const law = (total / 100) * lawPercent;
    const rest = total - law;
    const first = Math.floor((rest * split) / 100);
    return [
      { name: '法治建设', weight: law, ruleOfLaw: true },
      { name: '经济发展', weight: first, ruleOfLaw: false },
      { name: '党的建设', weight: rest - first, ruleOfLaw: false },
    ];
  });

const otherScore = fc.option(
  fc.integer({ min: 0, max: 10000 }).map((n) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`),
  { freq: 9 },
);

/** Random assessments: all sections and kinds, items with several rules, groups, tags, every treatment of 不适用. */
export const assessments: fc.Arbitrary<Assessment> = fc
  .record({
    base: fc.array(itemCase('base'), { minLength: 1, maxLength: 8 }),
    bonus: fc.array(itemCase('bonus'), { maxLength: 2 }),
    deduction: fc.array(itemCase('deduction'), { maxLength: 2 }),
    veto: fc.array(itemCase('veto'), { maxLength: 2 }),
    settings,
    units: unitCases,
    schemes: fc.tuple(scheme, scheme),
  })
  .chain(({ base, bonus, deduction, veto, settings, units, schemes }) => {
    const cases: ItemCase[] = [...base, ...bonus, ...deduction, ...veto].map((each, i) => ({
      ...each,
      item: { ...each.item, code: String(i + 1) },
    }));
    const system: IndicatorSystem = {
      systemId: 'random',
      title: '随机指标',
      version: '1',
      year: 2020,
      provenance: { official: false, note: '' },
      settings,
      items: cases.map((each) => each.item),
    };
    const cell = (each: ItemCase): fc.Arbitrary<ScoreEntry | null> =>
      fc.option(entryFor(each.cases, each.item.section, each.item.points), { freq: 12 });
    const rows = units.map(() => fc.tuple(...cases.map(cell)));
    const others = units.map(() => fc.tuple(otherScore, otherScore));
    return fc.tuple(fc.tuple(...rows), fc.tuple(...others)).map(([entries, scores]) => ({
      system,
      units,
      schemes: GROUPS.map((group, i) => ({ group, components: schemes[i] ?? [] })),
      entries: new Map(
        units.map((unit, u) => [
          unit.code,
          new Map(
            cases.flatMap((each, i) => (entries[u]?.[i] ? [[each.item.code, entries[u][i]] as const] : [])),
          ),
        ]),
      ),
      otherScores: new Map(
        units.map((unit, u) => [
          unit.code,
          new Map(
            ['经济发展', '党的建设'].flatMap((name, i) =>
              scores[u]?.[i] ? [[name, scores[u][i]] as const] : [],
            ),
          ),
        ]),
      ),
    }));
  });
