import { describe, expect, it } from 'vitest';
import { readPlace } from '@renderer/shell/readPlace';

describe('last place', () => {
  it('comes back with unit and item', () =>
    expect(readPlace({ screen: 'scoring', unitId: 3, itemId: 7 })).toEqual({
      screen: 'scoring',
      unitId: 3,
      itemId: 7,
    }));
  it.each([[null], ['scoring'], [{ screen: 'gone' }], [{}]])('is 工作台 for %j', (stored) =>
    expect(readPlace(stored)).toEqual({ screen: 'dashboard' }),
  );
  it('leaves out ids that are none', () =>
    expect(readPlace({ screen: 'units', unitId: 'x', itemId: 1.5 })).toEqual({ screen: 'units' }));
});
