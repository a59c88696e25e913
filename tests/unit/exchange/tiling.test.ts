import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTiling, type TilingHandout, type TilingScorer, type TilingSheet } from '@shared/exchange/tiling';

const zhang: TilingScorer = { uid: 'z', name: '张三', unitCode: '' };
const li: TilingScorer = { uid: 'l', name: '李四', unitCode: 'A02' };
const wang: TilingScorer = { uid: 'w', name: '王五', unitCode: '' };

const handed = (scorer: TilingScorer, unitIds: number[], itemIds: number[]): TilingHandout => ({
  scorer,
  unitIds,
  itemIds,
});

/** Three units on three items; the third item is scored by 张三 and 李四. */
function sheet(...handouts: TilingHandout[]): TilingSheet {
  return {
    units: [1, 2, 3].map((id) => ({ id, code: `A0${id}`, itemIds: [1, 2, 3] })),
    items: [1, 2, 3].map((id) => ({ id, several: id === 3 ? [zhang, li] : null })),
    handouts,
  };
}

describe('tiling of the score sheet', () => {
  it('names what was handed to nobody', () => {
    const tiling = findTiling(sheet(handed(zhang, [1, 2], [1, 2])), 10);
    expect(tiling).toMatchObject({ places: 9, gaps: 5, overlaps: 0 });
    expect(tiling.byUnit.get(3)).toEqual({ gaps: 3, overlaps: 0 });
    expect(tiling.byItem.get(3)).toEqual({ gaps: 3, overlaps: 0 });
    expect(tiling.first[0]).toEqual({ unitId: 1, itemId: 3, scorers: [], missing: ['张三', '李四'] });
  });

  it('names what one person is to score and several were handed', () => {
    const tiling = findTiling(sheet(handed(zhang, [1, 2, 3], [1, 2, 3]), handed(wang, [1], [1, 2])), 10);
    expect(tiling).toMatchObject({ overlaps: 2, gaps: 2 });
    expect(tiling.first.filter(({ missing }) => missing.length === 0)).toEqual([
      { unitId: 1, itemId: 1, scorers: ['张三', '王五'], missing: [] },
      { unitId: 1, itemId: 2, scorers: ['张三', '王五'], missing: [] },
    ]);
  });

  it('waits of several scorers for every one, but never for one of the unit itself', () => {
    const tiling = findTiling(sheet(handed(zhang, [1, 2, 3], [1, 2, 3]), handed(li, [1, 2], [3])), 10);
    expect(tiling).toMatchObject({ places: 9, gaps: 1, overlaps: 0 });
    expect(tiling.first).toEqual([{ unitId: 3, itemId: 3, scorers: ['张三'], missing: ['李四'] }]);
  });

  it('counts a package that is sent again, or a later one with more, once', () => {
    const all = handed(zhang, [1, 2, 3], [1, 2]);
    expect(findTiling(sheet(all, all, handed(zhang, [1], [1, 2, 3])), 10)).toMatchObject({ overlaps: 0 });
  });

  it('counts for nobody’s place what was handed to somebody of that unit', () => {
    expect(findTiling(sheet(handed(li, [2], [1])), 10)).toMatchObject({ gaps: 9 });
  });

  it('names as many of each kind as asked for, and counts all', () => {
    const tiling = findTiling(sheet(handed(zhang, [3], [1, 2]), handed(wang, [3], [1, 2])), 1);
    expect(tiling).toMatchObject({ gaps: 7, overlaps: 2 });
    expect(tiling.first.map(({ unitId, itemId }) => [unitId, itemId])).toEqual([
      [1, 1],
      [3, 1],
    ]);
  });

  it('agrees with looking at every place by itself', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 4 }));
    const handout = fc.record({ scorer: fc.constantFrom(zhang, li, wang), unitIds: ids, itemIds: ids });
    fc.assert(
      fc.property(
        fc.array(handout, { maxLength: 6 }),
        fc.array(ids, { minLength: 4, maxLength: 4 }),
        (handouts, tables) => {
          const units = tables.map((itemIds, at) => ({ id: at + 1, code: `A0${at + 1}`, itemIds }));
          const items = [1, 2, 3, 4].map((id) => ({ id, several: id > 2 ? [zhang, li] : null }));
          const tiling = findTiling({ units, items, handouts }, 100);
          const named = new Map(tiling.first.map((place) => [`${place.unitId}:${place.itemId}`, place]));
          for (const { id: unitId, code, itemIds } of units) {
            for (const itemId of itemIds) {
              const who = [zhang, li, wang].filter(
                (scorer) =>
                  scorer.unitCode !== code &&
                  handouts.some(
                    (h) => h.scorer === scorer && h.unitIds.includes(unitId) && h.itemIds.includes(itemId),
                  ),
              );
              const wanted = [zhang, li].filter((scorer) => scorer.unitCode !== code);
              const fine = itemId > 2 ? wanted.every((scorer) => who.includes(scorer)) : who.length === 1;
              expect(named.has(`${unitId}:${itemId}`)).toBe(!fine);
            }
          }
          expect(named.size).toBe(tiling.gaps + tiling.overlaps);
        },
      ),
    );
  });
});
