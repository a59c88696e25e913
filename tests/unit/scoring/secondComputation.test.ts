import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPoints, parsePoints } from '@shared/domain/points';
import type { ItemResult } from '@shared/domain/score';
import type { CompositeParts, CompositeTotal } from '@shared/domain/totals';
import { caseFileMean } from '@shared/scoring/composite';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { rankGroup } from '@shared/scoring/rankGroup';
import { checkScheme, comprehensiveTotal, contribution } from '@shared/scoring/scheme';
import { totalUnit } from '@shared/scoring/totalUnit';
import { groupAverages, sumsOfUnit } from '@shared/scoring/unitSums';
import { belongsToUnit } from '@shared/domain/unit';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import type { Unit } from '@shared/domain/unit';
import { assessments, composites, type Assessment } from '../../helpers/independent/arbitraryAssessment';
import {
  computeIndependently,
  type IndependentComposite,
  type IndependentUnit,
} from '../../helpers/independent/computeIndependently';

/** The engine's figures in the shape of the second computation. */
function computeWithEngine(
  { system, units, entries, schemes, otherScores }: Assessment,
  composite: IndependentComposite | null = null,
): IndependentUnit[] {
  const { items, settings } = system;
  const results = units.map(
    (unit) =>
      new Map<string, ItemResult>(
        items
          .filter((item) => belongsToUnit(item, unit))
          .map((item) => [
            item.code,
            evaluateItem(item, entries.get(unit.code)?.get(item.code) ?? null, system.year),
          ]),
      ),
  );
  const rows = units.map((unit, index) => {
    const group = results.filter((_, other) => units[other]?.group === unit.group);
    const sums = sumsOfUnit(
      items,
      unit,
      results[index] ?? new Map(),
      groupAverages(items, group),
      composite ? partsOf(composite, unit.code, handsFilesIn(items, unit)) : undefined,
    );
    return { unitId: unit.code, group: unit.group, sums, total: totalUnit(sums, settings) };
  });
  const groups = [...new Set(units.map((unit) => unit.group))];
  const ranked = new Map(
    groups
      .flatMap((group) =>
        rankGroup(
          rows.filter((row) => row.group === group),
          settings,
        ),
      )
      .map((each) => [each.unitId, each]),
  );
  return units.map((unit, index) => {
    const total = ranked.get(unit.code)!;
    const components = schemes.find((scheme) => scheme.group === unit.group)?.components ?? [];
    const share = contribution(total.final, checkScheme(components).lawWeight);
    const others = components
      .filter((line) => !line.ruleOfLaw)
      .map((line) => ({
        weight: line.weight,
        score: parsePoints(otherScores.get(unit.code)?.get(line.name) ?? ''),
      }));
    const whole = comprehensiveTotal(share, others);
    return {
      code: unit.code,
      group: unit.group,
      raw: formatPoints(total.raw),
      applicable: formatPoints(total.applicable),
      converted: formatPoints(total.converted),
      bonus: formatPoints(total.bonus),
      deduction: formatPoints(total.deduction),
      final: formatPoints(total.final),
      veto: total.veto,
      unscored: total.unscored,
      rank: total.rank,
      grade: total.grade,
      contribution: formatPoints(share),
      comprehensiveTotal: whole === null ? null : formatPoints(whole),
      ...(total.composite ? { composite: compositeShown(total.composite) } : {}),
      items: new Map(
        [...(results[index] ?? [])].map(([code, result]) => [
          code,
          result.status === 'scored'
            ? formatPoints(result.points)
            : result.status === 'unscored'
              ? null
              : 'na',
        ]),
      ),
    };
  });
}

const hundredths = (text: string): number => parsePoints(text) ?? 0;

/** Whether a unit has an item its case files are reviewed for. */
function handsFilesIn(items: readonly ScoringItem[], unit: Unit): boolean {
  return items.some(
    (item) => belongsToUnit(item, unit) && item.rules.some(({ kind }) => kind === 'caseReview'),
  );
}

function partsOf(
  { weights, caseFiles, survey }: IndependentComposite,
  code: string,
  handsIn: boolean,
): CompositeParts {
  const own = {
    indicators: hundredths(weights.indicators),
    caseFiles: hundredths(weights.caseFiles),
    survey: hundredths(weights.survey),
  };
  const marks = (caseFiles.get(code) ?? []).map(hundredths);
  // A list that should have been handed in and was not counts 0: no file, a sum of 0.
  const hasPart = own.caseFiles > 0 && (marks.length > 0 || handsIn);
  return {
    weights: own,
    caseFiles: hasPart ? { sum: marks.reduce((a, b) => a + b, 0), count: marks.length } : null,
    survey: own.survey > 0 ? parsePoints(survey.get(code) ?? '') : null,
  };
}

function compositeShown(total: CompositeTotal): IndependentUnit['composite'] {
  const mean = caseFileMean(total);
  return {
    indicators: formatPoints(total.indicators),
    caseFiles: mean === null ? null : formatPoints(mean),
    survey: total.survey === null ? null : formatPoints(total.survey),
  };
}

describe('engine and second computation', () => {
  it('agree in every digit where the final score is put together from parts', () => {
    const withParts = assessments.chain((assessment) =>
      composites(assessment.units).map((composite) => ({ assessment, composite })),
    );
    fc.assert(
      fc.property(withParts, ({ assessment, composite }) => {
        const { system, units, entries, schemes, otherScores } = assessment;
        const second = computeIndependently(
          ...([system, units, entries, schemes, otherScores, system.year] as const),
          composite,
        );
        expect(computeWithEngine(assessment, composite)).toEqual(second);
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  it('agree in every digit on random assessments', () => {
    fc.assert(
      fc.property(assessments, (assessment) => {
        const second = computeIndependently(
          assessment.system,
          assessment.units,
          assessment.entries,
          assessment.schemes,
          assessment.otherScores,
        );
        expect(computeWithEngine(assessment)).toEqual(second);
      }),
      { numRuns: 400 },
    );
  }, 120_000);

  it('are compared on entries without mistakes', () => {
    fc.assert(
      fc.property(assessments, ({ system, units, entries }) => {
        for (const unit of units) {
          for (const item of system.items) {
            const entry = entries.get(unit.code)?.get(item.code);
            expect(entry ? evaluateItem(item, entry, system.year).problems : []).toEqual([]);
          }
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
