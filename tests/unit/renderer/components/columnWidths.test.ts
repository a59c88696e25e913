import { describe, expect, it } from 'vitest';
import { boundedWidth, readWidths } from '@renderer/components/columnWidths';

describe('widths of columns', () => {
  it('stay between what can be got hold of and what leaves room', () => {
    expect([-20, 47.6, 120.4, 5_000].map(boundedWidth)).toEqual([48, 48, 120, 900]);
  });

  it('are taken over as remembered, without what is no width', () => {
    expect(readWidths({ name: 210, code: 3, note: 'wide', far: Number.POSITIVE_INFINITY })).toEqual({
      name: 210,
      code: 48,
    });
    expect(readWidths({})).toEqual({});
  });

  it('are left alone where something else was remembered', () => {
    for (const other of [null, 'x', 7, ['name']]) expect(readWidths(other)).toBeUndefined();
  });
});
