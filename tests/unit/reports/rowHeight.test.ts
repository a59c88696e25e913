import { describe, expect, it } from 'vitest';
import { heightFor, textWidth, wrappedLines } from '@shared/reports/rowHeight';

describe('row heights', () => {
  it('counts a Chinese character as two', () => {
    expect(textWidth('法治A1（）“”')).toBe(14);
  });

  it.each([
    ['短', 10, 1],
    ['一二三四五', 10, 2],
    ['第一行\n第二行', 10, 2],
    ['', 10, 1],
  ])('wraps %j in a column of %i into %i lines', (text, width, lines) => {
    expect(wrappedLines(text, width)).toBe(lines);
  });

  it('shows every line of the longest cell, within what Excel allows', () => {
    expect(heightFor([['一行', 20]], 20)).toBe(20);
    expect(heightFor([['字'.repeat(30), 12]], 20)).toBeGreaterThanOrEqual(6 * 15);
    expect(heightFor([['字'.repeat(5000), 12]], 20)).toBe(409);
  });
});
