import { describe, expect, it } from 'vitest';
import { blockedReason, rowOfCell } from '@renderer/components/problemRows';
import { explanationText } from '@renderer/components/explanationText';
import type { TableProblem } from '@shared/tables/problem';

const problem = (severity: TableProblem['severity']): TableProblem => ({
  severity,
  code: 'X',
  sheet: '指标',
  cell: 'C7',
  message: '',
  remedy: '',
});

describe('problems of an import', () => {
  it('knows the row of a cell', () => {
    expect(rowOfCell('C7')).toBe(7);
    expect(rowOfCell('AA120')).toBe(120);
    expect(rowOfCell('')).toBeNull();
  });
  it('says how many errors keep it from being confirmed', () =>
    expect(blockedReason([problem('error'), problem('warning'), problem('error')], true)).toContain(
      '2 处错误',
    ));
  it('gives no reason where nothing blocks', () =>
    expect(blockedReason([problem('warning')], false)).toBe(''));
});

describe('复制说明', () => {
  it('indents what a figure was made from', () =>
    expect(
      explanationText('区教育局', {
        text: '最终 70.65',
        children: [{ text: '原始 61.20', children: [{ text: '1.1.1 得 1.00' }] }],
      }),
    ).toBe('区教育局\n最终 70.65\n  原始 61.20\n    1.1.1 得 1.00'));
});
