import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applicabilityOf } from '@renderer/features/units/applicability';
import { draftToUnit, newUnitDraft, unitDraftProblems } from '@renderer/features/units/unitDraft';
import { readReferenceSet } from '@shared/domain/referenceSet';
import type { UnitView } from '@shared/ipc/views';

const { system, sampleUnits } = readReferenceSet(
  JSON.parse(readFileSync('resources/indicator-sets/jiangsu-reference-2020.json', 'utf8')),
);

const unit: UnitView = {
  id: 1,
  groupId: 1,
  code: 'A01',
  name: '区发展和改革委员会',
  shortName: '发改委',
  group: '有行政执法权部门',
  tags: [],
  position: 1,
};

describe('applicability', () => {
  it('gives 发改委 its 98 base items', () => {
    const [first] = applicabilityOf(system.items, [unit]);
    expect(first?.items).toBe(98);
  });
  it('counts each of the 36 sample units', () => {
    const all = applicabilityOf(system.items, sampleUnits);
    expect(all).toHaveLength(36);
    expect(all.every(({ items, points }) => items > 0 && points >= 5000)).toBe(true);
  });
});

describe('unit form', () => {
  it('refuses a code another unit has, and names that unit', () =>
    expect(
      unitDraftProblems({ ...newUnitDraft([unit]), code: 'A01', name: 'x' }, [unit], null).code,
    ).toContain(unit.name));
  it('lets a unit keep its own code', () => expect(unitDraftProblems(unit, [unit], 1)).toEqual({}));
  it('puts a new unit after the last one', () => expect(newUnitDraft([unit]).position).toBe(2));
  it('names a unit short by its name where no short name was typed', () =>
    expect(draftToUnit({ ...newUnitDraft([]), code: ' X ', name: ' 某局 ', group: '甲' })).toMatchObject({
      code: 'X',
      name: '某局',
      shortName: '某局',
    }));
  it('keeps each tag once', () =>
    expect(draftToUnit({ ...unit, tags: ['复议机构', ' 复议机构 ', ''] }).tags).toEqual(['复议机构']));
});
