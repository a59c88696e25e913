import { describe, expect, it } from 'vitest';
import { belongsToUnit } from '@shared/domain/unit';

const unit = { group: '垂管单位 A（试行）', tags: ['涉企（重点）', '属地'] };
const belongs = (groups: readonly string[], unitTags: readonly string[] = []): boolean =>
  belongsToUnit({ groups, unitTags }, unit);

describe('belongsToUnit', () => {
  it('by group, and by one tag in common', () => {
    expect(belongs([])).toBe(true);
    expect(belongs(['镇（街道）', '垂管单位 A（试行）'])).toBe(true);
    expect(belongs(['镇（街道）'])).toBe(false);
    expect(belongs([], ['生态', '属地'])).toBe(true);
    expect(belongs([], ['生态'])).toBe(false);
    expect(belongs(['镇（街道）'], ['属地'])).toBe(false);
  });

  it('whatever brackets and blanks the two tables use for one name', () => {
    expect(belongs(['垂管单位A(试行)'])).toBe(true);
    expect(belongs(['垂管单位 Ａ （试行）'])).toBe(true);
    expect(belongs(['垂管单位 B（试行）'])).toBe(false);
    expect(belongs([], ['涉企(重点)'])).toBe(true);
  });
});
