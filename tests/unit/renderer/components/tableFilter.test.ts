import { describe, expect, it } from 'vitest';
import { compareText, matchesWords, searchWords } from '@renderer/components/tableFilter';

describe('search in tables', () => {
  it('wants every word, in any column', () => {
    expect(matchesWords(['区教育局', 'A02'], searchWords('教育 a0'))).toBe(true);
    expect(matchesWords(['区教育局', 'A02'], searchWords('教育 b0'))).toBe(false);
  });
  it('reads full-width as half-width', () => expect(matchesWords(['A02'], searchWords('Ａ０２'))).toBe(true));
  it('shows everything for a blank query', () => expect(matchesWords(['x'], searchWords('  '))).toBe(true));
});

describe('order of texts', () => {
  it('counts numbers inside codes', () =>
    expect(['1.10', '1.2', '1.1'].sort(compareText)).toEqual(['1.1', '1.2', '1.10']));
});
