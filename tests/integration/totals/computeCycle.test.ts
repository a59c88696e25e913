import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPoints } from '@shared/domain/points';
import type { ItemResult } from '@shared/domain/score';
import { belongsToUnit, type Unit } from '@shared/domain/unit';
import type { UnitResult } from '@shared/ipc/views';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { groupAverages, sumsOfUnit } from '@shared/scoring/unitSums';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { getRank } from '@electron/services/scores/getRank';
import { listProgress } from '@electron/services/scores/listProgress';
import { recordScore } from '@electron/services/scores/recordScore';
import { computeCycle } from '@electron/services/totals/computeCycle';
import { readUnitFigures } from '@electron/services/totals/unitFigures';
import { workspaceWith, type PlainAssessment } from '../../helpers/assessmentWorkspace';
import { assessments } from '../../helpers/independent/arbitraryAssessment';
import { computeIndependently } from '../../helpers/independent/computeIndependently';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry, testWorkspace } from '../../helpers/testWorkspace';

/** Sums of one unit by the JavaScript reference, from the plain assessment. */
function referenceSums({ system, units, entries }: PlainAssessment, unit: Unit) {
  const resultsOf = (each: Unit): ReadonlyMap<string, ItemResult> =>
    new Map(
      system.items
        .filter((item) => belongsToUnit(item, each))
        .map((item) => [item.code, evaluateItem(item, entries.get(each.code)?.get(item.code) ?? null, 2020)]),
    );
  const group = units.filter((each) => each.group === unit.group);
  const averages =
    system.settings.notApplicableMethod === 'groupAverage'
      ? groupAverages(system.items, group.map(resultsOf))
      : new Map<string, number>();
  const sums = sumsOfUnit(system.items, unit, resultsOf(unit), averages);
  // Only 同组平均 has a use for it.
  return system.settings.notApplicableMethod === 'groupAverage'
    ? sums
    : { ...sums, notApplicableWithoutAverage: 0 };
}

const shown = (result: UnitResult) => ({
  code: result.code,
  group: result.group,
  raw: formatPoints(result.raw),
  applicable: formatPoints(result.applicable),
  converted: formatPoints(result.converted),
  bonus: formatPoints(result.bonus),
  deduction: formatPoints(result.deduction),
  final: formatPoints(result.final),
  veto: result.veto,
  unscored: result.unscored,
  rank: result.rank,
  grade: result.grade,
  contribution: result.contribution === null ? null : formatPoints(result.contribution),
  comprehensiveTotal: result.comprehensiveTotal === null ? null : formatPoints(result.comprehensiveTotal),
});

describe('computeCycle', () => {
  it('agrees in every digit with a second computation, through the database (R2)', async () => {
    const folder = await tempFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(assessments, async (plain) => {
        const workspace = await workspaceWith(join(folder, String((run += 1))), plain);
        try {
          const { system, units, entries, schemes, otherScores } = plain;
          const expected = computeIndependently(system, units, entries, schemes, otherScores);
          const { units: results } = await computeCycle(workspace);
          const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1);
          expect(results.map(shown).sort(byCode)).toEqual(
            expected.map(({ items: _items, ...unit }) => unit).sort(byCode),
          );
          const assessment = await loadAssessment(workspace);
          const figures = await readUnitFigures(workspace.reader, assessment);
          for (const unit of assessment.units) {
            expect(figures.get(unit.id)?.sums).toEqual(referenceSums(plain, unit));
          }
        } finally {
          await workspace.close();
        }
      }),
      { numRuns: 40 },
    );
  });

  it('adds the level-1 parts up to raw and applicable, whatever 不适用 does', async () => {
    const folder = await tempFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(assessments, async (plain) => {
        const workspace = await workspaceWith(join(folder, String((run += 1))), plain);
        try {
          for (const unit of (await computeCycle(workspace)).units) {
            const sum = (pick: (part: UnitResult['parts'][number]) => number) =>
              unit.parts.reduce((total, part) => total + pick(part), 0);
            expect(sum((part) => part.scored)).toBe(unit.raw);
            expect(sum((part) => part.applicable)).toBe(unit.applicable);
            expect(sum((part) => part.unscored)).toBe(unit.unscored);
          }
        } finally {
          await workspace.close();
        }
      }),
      { numRuns: 12 },
    );
  });

  it('gives a cycle without scores its applicable points and every item unscored', async () => {
    const { units, groups } = await computeCycle(await testWorkspace());
    expect(groups.map(({ units: count }) => count).reduce((a, b) => a + b)).toBe(units.length);
    const byGroup = new Map(units.map((unit) => [unit.group, unit]));
    expect(byGroup.get('有行政执法权部门')?.applicable).toBeLessThanOrEqual(9400);
    for (const unit of units) {
      expect(unit).toMatchObject({ raw: 0, final: 0, scored: 0, comprehensiveTotal: null });
      expect(unit.unscored).toBeGreaterThan(0);
    }
  });

  it('says the same as the single unit and the list beside it', async () => {
    const workspace = await testWorkspace();
    const { items, units } = await loadAssessment(workspace);
    const unit = units[0]!;
    const item = items.find(({ rules }) => rules[0]?.kind === 'checklist')!;
    const parts = item.rules[0]!.kind === 'checklist' ? item.rules[0]!.parts : [];
    const ticked = Object.fromEntries(parts.map((_, index) => [String(index + 1), '是']));
    const recorded = await recordScore(workspace, {
      unitId: unit.id,
      itemId: item.id,
      entry: anEntry(ticked),
      editId: 'e1',
    });
    const result = (await computeCycle(workspace)).units.find(({ id }) => id === unit.id)!;
    expect(result.raw).toBe(item.points);
    expect(result).toMatchObject(recorded.total!);
    const { rankedOf, ...own } = await getRank(workspace, { unitId: unit.id });
    expect(result).toMatchObject(own);
    // Units nobody has scored have no place yet.
    expect(rankedOf).toBe(1);
    const progress = (await listProgress(workspace)).find(({ unitId }) => unitId === unit.id)!;
    expect(progress.scored).toBe(1);
    expect(progress.applicable).toBe(result.scored + result.unscored);
  });
});
