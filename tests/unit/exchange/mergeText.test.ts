import { expect, it } from 'vitest';
import { mergeText, NO_COUNTS } from '@shared/exchange/mergeWords';

const value = { cell: 'self:1' };
const record = { cell: '' };

it.each([
  [NO_COUNTS, [], '没有变化'],
  [{ ...NO_COUNTS, same: 3 }, [], '没有变化'],
  [{ ...NO_COUNTS, same: 3 }, [record], '办理 1 件'],
  [{ ...NO_COUNTS, new: 2 }, [value, value], '新增 2'],
  [{ ...NO_COUNTS, new: 1, conflict: 1 }, [value, value, record, record], '新增 1 · 冲突 1 · 办理 2 件'],
])('a line on what a package brings, records too', (counts, rows, text) => {
  expect(mergeText(counts, rows)).toBe(text);
});
