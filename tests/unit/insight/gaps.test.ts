import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDoubleDeductions, deductingUnits } from '@shared/insight/doubleDeduction';
import { byDifference, gapDifference, GapSummary } from '@shared/insight/gaps';

describe('self score against assessed score', () => {
  it('adds up exactly by unit and by item, and leaves out what is no figure', () => {
    const summary = new GapSummary();
    summary.add(1, 10, '5', 450);
    summary.add(1, 11, '０．１', 20);
    summary.add(2, 10, '4.5', 450);
    summary.add(2, 11, '没有', 20);
    const { units, items } = summary.sums;
    expect(units.get(1)).toEqual({ self: 510, assessed: 470, compared: 2, above: 1, below: 1 });
    expect(units.get(2)).toEqual({ self: 450, assessed: 450, compared: 1, above: 0, below: 0 });
    expect(items.get(10)).toEqual({ self: 950, assessed: 900, compared: 2, above: 1, below: 0 });
  });

  it('comes to the same over units and over items, and starts with the largest excess', () => {
    const rows = fc.array(
      fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 999 })),
    );
    fc.assert(
      fc.property(rows, (all) => {
        const summary = new GapSummary();
        for (const [unit, item, self, assessed] of all) {
          summary.add(unit, item, (self / 100).toFixed(2), assessed);
        }
        const total = (sums: ReadonlyMap<number, { self: number; assessed: number }>) =>
          [...sums.values()].reduce((sum, gap) => sum + gap.self - gap.assessed, 0);
        expect(total(summary.sums.units)).toBe(total(summary.sums.items));
        const ordered = byDifference([...summary.sums.units.values()].map((gap) => ({ gap })));
        const differences = ordered.map(({ gap }) => gapDifference(gap));
        expect(differences).toEqual([...differences].sort((a, b) => b - a));
      }),
    );
  });
});

describe('one fact in several items', () => {
  const place = (unitId: number, itemId: number, deducts: boolean, note = '') => ({
    unitId,
    itemId,
    deducts,
    note,
  });

  it('is a double deduction only where it deducts twice from the same unit', () => {
    expect(findDoubleDeductions([place(1, 1, true), place(1, 2, false), place(2, 1, true)])).toEqual([]);
    const twice = [place(1, 1, true), place(1, 2, true)];
    expect(findDoubleDeductions(twice)).toEqual([{ unitId: 1, places: twice, explained: false }]);
  });

  it('is explained when every place but one says why', () => {
    const third = [place(1, 1, true), place(1, 2, true, '另一情节'), place(1, 3, true)];
    expect(findDoubleDeductions(third)[0]?.explained).toBe(false);
    const noted = third.map((each) => (each.itemId === 3 ? { ...each, note: '履行判决另算' } : each));
    expect(findDoubleDeductions(noted)[0]?.explained).toBe(true);
  });

  it('names every unit it deducts from', () =>
    expect(deductingUnits([place(1, 1, true), place(2, 1, true), place(3, 1, false)])).toEqual([1, 2]));
});
