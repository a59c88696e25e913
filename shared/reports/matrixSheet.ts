import type { Points } from '../domain/points';
import type { ItemView, UnitView } from '../ipc/views';
import { ownItemsOf } from './ownItems';
import { footers, provenanceNote, systemLabel, yearTitle, type ReportContext } from './reportContext';
import {
  fixed,
  pointsCell,
  pointsFormula,
  range,
  titleRows,
  wideRow,
  type FormulaCell,
  type Merge,
  type ReportCell,
  type ReportRow,
  type ReportSheet,
  type StyleName,
} from './reportSheet';
import { heightFor } from './rowHeight';

/** The mark of an item that does not apply. Not scored is blank; neither is a zero. */
export const NOT_APPLICABLE_MARK = '/';
/** What a unit's score of one item is in the matrix besides points in hundredths. */
export const MATRIX_NOT_APPLICABLE = -1;
export const MATRIX_UNSCORED = -2;

const UNIT_COLUMNS = ['单位编码', '单位名称', '单位类别'] as const;
const UNIT_WIDTHS = [10, 20, 17];
const ITEM_WIDTH = 9;
/** About so many columns a printed page keep the figures readable on A4. */
const COLUMNS_PER_PAGE = 17;
const SUM_COLUMNS = ['得分合计', '适用分值', '未评项数'] as const;

/** The matrix, ready to be filled unit by unit: 4,000 units never stand in memory at once. */
export interface MatrixLayout {
  readonly sheet: Omit<ReportSheet, 'body'>;
  /**
   * One unit's row.
   * @param scores by place of the item in `items`: hundredths, MATRIX_NOT_APPLICABLE or MATRIX_UNSCORED.
   * @param row number of the row in the sheet.
   */
  rowOf(unit: UnitView, scores: ArrayLike<number>, row: number): ReportRow;
  /** Base items, then bonus and deduction items: what the columns stand for. */
  readonly items: readonly ItemView[];
  readonly firstRow: number;
}

/**
 * 指标得分矩阵: a row for each unit, a column for each item, flat for filtering. Practice page §12; sums of the base
 * items as formulas. Vetoes have no points and no column.
 */
export function layOutMatrix(context: ReportContext, name: string): MatrixLayout {
  const base = context.items.filter((item) => item.section === 'base');
  const extra = context.items.filter((item) => item.section === 'bonus' || item.section === 'deduction');
  const items = [...base, ...extra];
  const places: Places = {
    first: UNIT_COLUMNS.length,
    sums: UNIT_COLUMNS.length + base.length,
    extra: UNIT_COLUMNS.length + base.length + SUM_COLUMNS.length,
    count: UNIT_COLUMNS.length + items.length + SUM_COLUMNS.length,
  };
  const head = headRows(context, base, extra, places);
  const pointsRow = head.length;
  const widths = Array.from({ length: places.count }, (_, i) => UNIT_WIDTHS[i] ?? ITEM_WIDTH);
  const provenance = provenanceNote(context);
  const credit =
    context.settings.notApplicableMethod === 'proRata' ? '' : '适用分值和得分合计不含缺项计入的部分。';
  const note = `注：“/”为不适用；空白为未评，不是零分。加分项、扣分项不计入得分合计。${credit}${provenance}`;
  return {
    sheet: {
      name,
      widths,
      head,
      repeatFrom: 3,
      // Code and name; the group scrolls away.
      frozenColumns: 2,
      bodyRows: context.units.length,
      foot: () => [wideRow(note, 'note', 16, heightFor([[note, 150]], 20))],
      rowHeight: 18,
      pagesWide: Math.max(1, Math.ceil(places.count / COLUMNS_PER_PAGE)),
      filter: true,
      ...footers(context),
    },
    items,
    firstRow: pointsRow + 1,
    rowOf: rowWriter(base, items, places, pointsRow),
  };
}

/** Columns, from 0: first base item, the sums, first bonus or deduction item, one past the last. */
interface Places {
  readonly first: number;
  readonly sums: number;
  readonly extra: number;
  readonly count: number;
}

function headRows(
  context: ReportContext,
  base: readonly ItemView[],
  extra: readonly ItemView[],
  places: Places,
): ReportRow[] {
  // The part's name stands over each of its items: a merged band would break apart at the printed pages' edges.
  const parts: ReportCell[] = [
    ...UNIT_COLUMNS,
    ...base.map((item) => item.level1Name),
    ...SUM_COLUMNS,
    ...extra.map((item) => item.level1Name),
  ];
  const names: ReportCell[] = [
    ...blanks(places.first),
    ...base.map(heading),
    ...blanks(SUM_COLUMNS.length),
    ...extra.map(heading),
  ];
  const sumOfPoints = base.reduce((sum, item) => sum + item.points, 0);
  const pointsRow = 5;
  const pointsRange = range(places.first, pointsRow, places.sums - 1, pointsRow);
  const points: ReportCell[] = [
    null,
    null,
    '分值',
    ...base.map((item) => pointsCell(item.points)),
    base.length > 0 ? pointsFormula(`ROUND(SUM(${pointsRange}),2)`, sumOfPoints) : null,
    null,
    null,
    ...extra.map((item) => (item.section === 'bonus' ? '加分' : '扣分')),
  ];
  const down: Merge[] = [...UNIT_COLUMNS.map((_, i) => i), ...SUM_COLUMNS.map((_, i) => places.sums + i)].map(
    (column) => ({
      from: column,
      to: column,
      rows: 2,
    }),
  );
  const longest = [...base, ...extra].map((item) => [heading(item), ITEM_WIDTH] as const);
  const partNames = [...base, ...extra].map((item) => [item.level1Name, ITEM_WIDTH] as const);
  return [
    ...titleRows(
      `${yearTitle(context)}指标得分矩阵`,
      `指标体系：${systemLabel(context)}`,
      `单位：分　　导出时间：${context.exportedAt}`,
      Math.min(places.count, 16),
    ),
    { cells: parts, styles: 'headerSmall', height: heightFor(partNames, 24), merges: down },
    { cells: names, styles: 'headerSmall', height: heightFor(longest, 40) },
    { cells: points, styles: 'headerPoints', height: 18 },
  ];
}

function blanks(length: number): null[] {
  return Array.from({ length }, () => null);
}

function heading(item: ItemView): string {
  return `${item.code}\n${item.name}`;
}

function rowWriter(
  base: readonly ItemView[],
  items: readonly ItemView[],
  places: Places,
  pointsRow: number,
): MatrixLayout['rowOf'] {
  const styles: readonly StyleName[] = Array.from({ length: places.count }, (_, column): StyleName => {
    if (column === 0) return 'code';
    if (column < places.first) return 'text';
    if (column === places.sums + 2) return 'count';
    return column >= places.sums && column < places.extra ? 'totalPoints' : 'points';
  });
  const ownItems = ownItemsOf(items);
  const belonging = new Map<readonly ItemView[], readonly boolean[]>();
  const pointsRange = `${fixed(places.first, pointsRow)}:${fixed(places.sums - 1, pointsRow)}`;
  return (unit, scores, row) => {
    const own = ownItems(unit);
    let belongs = belonging.get(own);
    if (!belongs) {
      const ids = new Set(own.map((item) => item.id));
      belongs = items.map((item) => ids.has(item.id));
      belonging.set(own, belongs);
    }
    const cells: ReportCell[] = [unit.code, unit.name, unit.group];
    const sums = { scored: 0, applicable: 0, unscored: 0 };
    for (let i = 0; i < base.length; i += 1) {
      const score = belongs[i] ? (scores[i] ?? MATRIX_UNSCORED) : MATRIX_NOT_APPLICABLE;
      cells.push(scoreCell(score));
      if (score === MATRIX_NOT_APPLICABLE) continue;
      sums.applicable += base[i]?.points ?? 0;
      if (score === MATRIX_UNSCORED) sums.unscored += 1;
      else sums.scored += score;
    }
    if (base.length > 0)
      cells.push(...sumCells(sums, range(places.first, row, places.sums - 1, row), pointsRange));
    else cells.push(null, null, null);
    for (let i = base.length; i < items.length; i += 1) {
      cells.push(scoreCell(belongs[i] ? (scores[i] ?? MATRIX_UNSCORED) : MATRIX_NOT_APPLICABLE));
    }
    return { cells, styles };
  };
}

function scoreCell(score: number): ReportCell {
  if (score === MATRIX_UNSCORED) return null;
  return score === MATRIX_NOT_APPLICABLE ? NOT_APPLICABLE_MARK : pointsCell(score);
}

interface RowSums {
  readonly scored: Points;
  readonly applicable: Points;
  readonly unscored: number;
}

function sumCells(sums: RowSums, row: string, points: string): FormulaCell[] {
  return [
    pointsFormula(`ROUND(SUM(${row}),2)`, sums.scored),
    pointsFormula(
      `ROUND(SUM(${points})-SUMIF(${row},"${NOT_APPLICABLE_MARK}",${points}),2)`,
      sums.applicable,
    ),
    { formula: `COUNTBLANK(${row})`, result: sums.unscored },
  ];
}
