import { describe, expect, it } from 'vitest';
import { computeIndependently } from '../../helpers/independent/computeIndependently';
import { DISTRICT, UNITS } from './district';
import { expectedEntries } from './expectedEntries';
import { markTwice, scoreByTwo, selfEvaluate } from './judge';
import { reviewCaseFiles } from './reviewCaseFiles';
import { appeal, checkOnSite, rectify } from './settle';
import { setUp } from './setUp';

interface Computed {
  readonly units: readonly Record<string, string | number | null>[];
}

const FIGURES = [
  'code',
  'raw',
  'applicable',
  'converted',
  'bonus',
  'deduction',
  'final',
  'unscored',
  'rank',
  'grade',
];
const figuresOf = (unit: object): unknown[] => FIGURES.map((key) => Reflect.get(unit, key));

describe('a whole year', () => {
  it('is played by five people, comes to the figures worked out apart, and verifies clean', async () => {
    const year = await setUp();
    await selfEvaluate(year);
    await scoreByTwo(year);
    await markTwice(year);
    const fed = await reviewCaseFiles(year);
    await checkOnSite(year);
    await appeal(year);
    expect(await year.refused('li', 'result', 'approve')).toBe('NOT_PERMITTED');
    await year.does('zhao', 'result', 'approve', '--confirm', '--reason', '区委依法治区委员会会议审定');
    const approved = await year.asks<Computed>('office', 'compute');
    const expected = computeIndependently(DISTRICT, UNITS, expectedEntries(fed));
    expect(approved.units.map(figuresOf)).toEqual(expected.map(figuresOf));
    await rectify(year);
    await year.does('office', 'cycle', 'move', '--to', 'archived');
    await year.does('office', 'cycle', 'next', '--year', '2021');
    // The new year begins empty beside the old one, whose figures stand.
    const begun = await year.asks<Computed>('office', 'compute');
    expect(begun.units.map(({ unscored }) => unscored)).toEqual([6, 6, 6, 5]);
    const before = await year.asks<Computed>('office', 'compute', '--cycle', '2020');
    expect(before.units.map(figuresOf)).toEqual(expected.map(figuresOf));
    const verified = await year.asks<{ findings: readonly unknown[] }>('office', 'verify');
    expect(verified.findings).toEqual([]);
  });
});
