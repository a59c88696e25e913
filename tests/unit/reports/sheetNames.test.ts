import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SheetNames } from '@shared/reports/sheetNames';

describe('SheetNames', () => {
  it('numbers a name that is taken, whatever the case of its letters', () => {
    const names = new SheetNames();
    expect([names.take('司法局'), names.take('司法局'), names.take('abc'), names.take('ABC')]).toEqual([
      '司法局',
      '司法局(2)',
      'abc',
      'ABC(2)',
    ]);
  });

  it.each([
    ['东/西:街[道]*?\\', '东_西_街_道____'],
    ["O'Brien", 'O’Brien'],
    ['', '工作表'],
    ['History', 'History(2)'],
    ['\u0007响', '响'],
    ['很长的单位名称'.repeat(6), '很长的单位名称'.repeat(6).slice(0, 31)],
    [`${'长'.repeat(30)}😀`, '长'.repeat(30)],
  ])('makes %j into %j', (wanted, name) => {
    expect(new SheetNames().take(wanted)).toBe(name);
  });

  it('never gives a name Excel refuses, and none twice', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 30 }), (wanted) => {
        const names = new SheetNames();
        const given = wanted.map((name) => names.take(name));
        for (const name of given) {
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(31);
          expect(name).not.toMatch(/[[\]:*?/\\']/);
        }
        expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(given.length);
      }),
    );
  });
});
