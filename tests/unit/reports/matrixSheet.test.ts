import { describe, expect, it } from 'vitest';
import { layOutMatrix, MATRIX_NOT_APPLICABLE, MATRIX_UNSCORED } from '@shared/reports/matrixSheet';
import { aContext, anItem, aResult, aUnitView, GROUP } from '../../helpers/reportContext';

const items = [
  anItem(1),
  anItem(2),
  anItem(3, { groups: ['镇（街道）'] }),
  anItem(4, { section: 'bonus', code: 'J.1', points: 0 }),
  anItem(5, { section: 'veto', code: 'V.1', points: 0 }),
];

describe('指标得分矩阵', () => {
  const layout = layOutMatrix(aContext([aResult(1)], { items }), '指标得分矩阵');

  it('has a text heading of code and name over the points of each item, and no column for vetoes', () => {
    expect(layout.sheet.head[3]?.cells.slice(3, 6)).toEqual([
      '1.1.1\n事项1.1.1',
      '1.1.2\n事项1.1.2',
      '1.1.3\n事项1.1.3',
    ]);
    expect(layout.sheet.head[4]?.cells.slice(3, 6)).toEqual([50, 50, 50]);
    expect(layout.items.map((item) => item.code)).toEqual(['1.1.1', '1.1.2', '1.1.3', 'J.1']);
  });

  it('tells zero, not scored and not applicable apart', () => {
    const row = layout.rowOf(aUnitView(1), [0, MATRIX_UNSCORED, 4000, 150], 6);
    expect(row.cells).toEqual([
      'A1',
      '单位1',
      GROUP,
      0,
      null,
      '/',
      { formula: 'ROUND(SUM(D6:F6),2)', result: 0 },
      { formula: 'ROUND(SUM($D$5:$F$5)-SUMIF(D6:F6,"/",$D$5:$F$5),2)', result: 100 },
      { formula: 'COUNTBLANK(D6:F6)', result: 1 },
      1.5,
    ]);
  });

  it('leaves what does not apply by request out of what applies', () => {
    const row = layout.rowOf(
      aUnitView(1),
      [4550, MATRIX_NOT_APPLICABLE, MATRIX_UNSCORED, MATRIX_UNSCORED],
      6,
    );
    expect(row.cells[4]).toBe('/');
    expect(row.cells.slice(6, 9)).toMatchObject([{ result: 45.5 }, { result: 50 }, { result: 0 }]);
  });
});
