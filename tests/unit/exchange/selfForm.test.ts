import { describe, expect, it } from 'vitest';
import { formMarkText, parseSelfForm, rowMarkText } from '@shared/exchange/selfForm';
import type { CellText, SheetText } from '@shared/tables/sheet';

const MARK = { id: 'f1', cycleUid: 'c1', unitCode: 'A:01/东' };

/** A sheet of these texts; a cell may also be given as it was read. */
function sheet(name: string, rows: readonly (readonly (string | CellText)[])[]): SheetText {
  return {
    ...{ name, hidden: false, merges: [] },
    rows: rows.map((cells, index) => ({
      rowNumber: index + 1,
      cells: cells.map((cell) =>
        typeof cell === 'string' ? (cell === '' ? undefined : { text: cell }) : cell,
      ),
    })),
  };
}

const HEADINGS = ['行标识', '指标编码', '自评分', '自评说明', '材料文件名'];
const table = (...rows: readonly (readonly (string | CellText)[])[]) =>
  sheet('自评表', [[formMarkText(MARK), '自评表'], HEADINGS, ...rows]);
const row = (code: string, ...rest: readonly (string | CellText)[]) => [
  rowMarkText(code, `uid-${code}`),
  code,
  ...rest,
];

describe('a filled-in form', () => {
  it('is read with its mark, its rows as typed, and who filled in', () => {
    const guide = sheet('填报说明', [
      ['填报人', '', '李四'],
      ['审核人（单位负责人）：', '周敏'],
    ]);
    const parsed = parseSelfForm([
      guide,
      table(row('1.1.1', '０．８', '  第一行\r\n第二行 ', ' 甲.pdf \n\n乙.pdf')),
    ]);
    expect(parsed).toMatchObject({ mark: MARK, filler: '李四', leader: '周敏', problems: [] });
    expect(parsed?.rows).toEqual([
      {
        ...{ code: '1.1.1', uid: 'uid-1.1.1', points: '0.8', statement: '  第一行\n第二行 ' },
        files: ['甲.pdf', '乙.pdf'],
        cells: { points: 'C3', statement: 'D3', files: 'E3' },
      },
    ]);
  });

  it.each<[string, CellText, string]>([
    ['a number', { text: '0.80', number: '0.8' }, '0.8'],
    ['what a format hides', { text: '1', number: '0.85' }, '0.85'],
    ['a sum of a spreadsheet', { text: '0.3', number: '0.30000000000000004' }, '0.3'],
    ['no number at all', { text: '约一分' }, '约一分'],
    ['points with their unit', { text: '０．８ 分' }, '0.8'],
    ['points in brackets', { text: '（0.8分）' }, '0.8'],
    // 0.5 % of a point is not half a point, and 45 % of 50 points not 45.
    ['a percentage', { text: '0.5%', number: '0.005' }, '0.5%'],
    ['a percentage as text', { text: '45％' }, '45%'],
  ])('takes %s for what it is', (_what, cell, points) => {
    expect(parseSelfForm([table(row('1.1.1', cell))])?.rows[0]?.points).toBe(points);
  });

  it('is read wherever its headings were sorted to', () => {
    const parsed = parseSelfForm([
      sheet('自评表', [
        ...Array.from({ length: 60 }, (_, index) => row(`1.1.${index}`, '1', '已做')),
        HEADINGS,
        [formMarkText(MARK), '自评表'],
        ['', '', '2', '写在下面的'],
      ]),
    ]);
    expect(parsed?.rows).toHaveLength(60);
    expect(parsed?.problems.map(({ code, cell }) => [code, cell])).toEqual([['FORM_ROW_UNKNOWN', 'C63']]);
  });

  it('with a column twice is refused, whichever comes first', () => {
    const parsed = parseSelfForm([
      sheet('自评表', [[formMarkText(MARK)], [...HEADINGS, '自评分'], row('1.1.1', '1', '已做', '', '0')]),
    ]);
    expect(parsed?.problems.map(({ code, cell }) => [code, cell])).toEqual([['FORM_COLUMN_TWICE', 'F2']]);
  });

  it('takes a statement merged over several items for each of them, points merged so for none', () => {
    const merged = (left: number): SheetText => ({
      ...table(row('1.1.1', '1', '一并说明', '甲.pdf'), row('1.1.2', '1'), row('1.1.3', '1', '另说')),
      merges: [{ top: 3, bottom: 4, left, right: left }],
    });
    const statements = parseSelfForm([merged(3)]);
    expect(statements?.rows.map(({ statement }) => statement)).toEqual(['一并说明', '一并说明', '另说']);
    expect(statements?.rows.map(({ files }) => files.length)).toEqual([1, 0, 0]);
    expect(statements?.problems).toEqual([]);
    expect(parseSelfForm([merged(2)])?.problems.map(({ code, cell }) => [code, cell])).toEqual([
      ['FORM_POINTS_MERGED', 'C3'],
    ]);
  });

  it('is none without its mark', () => {
    expect(parseSelfForm([sheet('自评表', [HEADINGS, row('1.1.1', '1')])])).toBeNull();
    expect(parseSelfForm([])).toBeNull();
  });
});
