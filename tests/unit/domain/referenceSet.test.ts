import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { readReferenceSet } from '@shared/domain/referenceSet';
import { EMPTY_ENTRY, type ItemResult, type ScoreEntry } from '@shared/domain/score';
import { belongsToUnit, STANDARD_GROUPS } from '@shared/domain/unit';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { totalUnit } from '@shared/scoring/totalUnit';
import { sumsOfUnit } from '@shared/scoring/unitSums';
import { computeIndependently } from '../../helpers/independent/computeIndependently';

const json: unknown = JSON.parse(
  readFileSync('resources/indicator-sets/jiangsu-reference-2020.json', 'utf8'),
);
const { system, groups, sampleUnits, unitTags } = readReferenceSet(json);
const base = system.items.filter((item) => item.section === 'base');

function item(code: string): ScoringItem | undefined {
  return system.items.find((each) => each.code === code);
}

/** Full marks for an item, however it is scored. */
function fullMarks(points: number): ScoreEntry {
  return { ...EMPTY_ENTRY, points: (points / 100).toFixed(2) };
}

describe('the reference set', () => {
  it('has 7 parts, 29 level-2 indicators, 108 items, and 5 each beside them', () => {
    expect(new Set(base.map((item) => item.level1Code)).size).toBe(7);
    expect(new Set(base.map((item) => item.level2Code)).size).toBe(29);
    expect(base).toHaveLength(108);
    for (const section of ['bonus', 'deduction', 'veto']) {
      expect(system.items.filter((item) => item.section === section)).toHaveLength(5);
    }
    expect(new Set(system.items.map((item) => item.code)).size).toBe(123);
  });

  it('sums to 100.00: 18 + 12 + 12 + 22 + 14 + 10 + 12', () => {
    const parts = new Map<string, number>();
    for (const item of base) parts.set(item.level1Code, (parts.get(item.level1Code) ?? 0) + item.points);
    expect([...parts.values()]).toEqual([1800, 1200, 1200, 2200, 1400, 1000, 1200]);
  });

  it('says that it is not the official text', () => {
    expect(system.provenance.official).toBe(false);
    expect(system.provenance.note).toContain('不是《江苏省法治政府建设示范创建指标体系》官方文本');
  });

  it('names groups and tags as units do', () => {
    expect(groups.map((group) => group.name)).toEqual([...STANDARD_GROUPS]);
    expect(sampleUnits).toHaveLength(36);
    expect(sampleUnits.map((unit) => unit.position)).toEqual(sampleUnits.map((_, index) => index + 1));
    for (const unit of sampleUnits) {
      expect(STANDARD_GROUPS).toContain(unit.group);
      for (const tag of unit.tags) expect(Object.keys(unitTags)).toContain(tag);
    }
    for (const item of system.items) {
      for (const group of item.groups) expect(STANDARD_GROUPS).toContain(group);
    }
  });

  it.each([
    ['有行政执法权部门', 102, 9400],
    ['无行政执法权部门', 66, 6000],
    ['镇（街道）', 90, 8400],
  ])('applies to %s with %d items and %d hundredths, tags aside', (group, items, points) => {
    const own = base.filter((item) => item.groups.includes(group));
    expect(own).toHaveLength(items);
    expect(own.reduce((sum, item) => sum + item.points, 0)).toBe(points);
  });

  it.each(sampleUnits.map((unit) => [unit.name, unit] as const))(
    'converts to exactly 100.00 at full marks: %s',
    (_name, unit) => {
      const own = system.items.filter((item) => item.section === 'base' && belongsToUnit(item, unit));
      const results = new Map<string, ItemResult>(
        own.map((item) => [item.code, evaluateItem(item, fullMarks(item.points), 2020)]),
      );
      const total = totalUnit(sumsOfUnit(system.items, unit, results), system.settings);
      expect(total).toMatchObject({ converted: 10000, final: 10000, unscored: 0 });
    },
  );

  it('comes to 100.00 in the second computation too', () => {
    const entries = new Map(
      sampleUnits.map((unit) => [
        unit.code,
        new Map(base.map((item) => [item.code, fullMarks(item.points)])),
      ]),
    );
    for (const unit of computeIndependently(system, sampleUnits, entries)) expect(unit.final).toBe('100.00');
  });

  it('keeps parameters exact', () => {
    expect(item('1.5.1')?.rules).toMatchObject([
      {
        direction: 'lowerBetter',
        bands: [{ max: '43', min: null }, { min: '43', max: '45', score: 60 }, {}, {}],
      },
    ]);
    expect(item('7.1.4')?.rules).toMatchObject([{ month: 3, day: 1, yearOffset: 1, perDay: 10 }]);
    expect(item('J.2')).toMatchObject({
      section: 'bonus',
      level1Code: 'J',
      level1Name: '加分项',
      points: 0,
      rules: [{ levels: [{ each: 150 }, {}, {}], cap: 200 }],
    });
  });

  it('names the place where a file has another shape', () => {
    expect(() =>
      readReferenceSet({ ...(json as object), firstLevel: [{ code: '1', name: '甲', indicators: 5 }] }),
    ).toThrow(/indicators/);
    expect(() => readReferenceSet('text')).toThrow(/expected object/);
  });
});
