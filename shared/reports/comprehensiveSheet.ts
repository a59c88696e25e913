import { shortPoints, type Points } from '../domain/points';
import type { SchemeView, UnitResult } from '../ipc/views';
import { footers, provenanceNote, SIGN_OFF, yearTitle, type ReportContext } from './reportContext';
import {
  at,
  fixed,
  onSheet,
  pointsCell,
  pointsFormula,
  titleRows,
  wideRow,
  type FormulaCell,
  type ReportCell,
  type ReportRow,
  type ReportSheet,
  type StyleName,
} from './reportSheet';
import { heightFor } from './rowHeight';

const HEADINGS = [
  '单位',
  '组别',
  '综合考核总分',
  '法治分值(W)',
  '占比',
  '法治得分',
  '计入得分',
  '其他得分合计',
  '综合总分',
  '权重检验(≥10%)',
  '名次',
] as const;
const WIDTHS = [24, 17, 12, 12, 9, 10, 10, 12, 10, 13, 7] as const;
const FIRST_OTHER = HEADINGS.length;
const OTHER_WIDTH = 11;
const [TOTAL, LAW, FINAL, COUNTED, OTHERS, SUM] = [2, 3, 5, 6, 7, 8] as const;

/**
 * 综合考核汇总 of one group: how the rule-of-law result enters the comprehensive total, and the test that it weighs at
 * least a tenth. Practice page §9 and §12. The weights stand in the second heading row; every line follows them.
 *
 * @param finals sheet and address of each unit's final score in the group's 汇总表.
 */
export function layOutComprehensive(
  context: ReportContext,
  scheme: SchemeView,
  sheetName: string,
  finals: { readonly sheet: string; readonly addresses: ReadonlyMap<number, string> },
): ReportSheet {
  const others = scheme.components.filter((component) => !component.ruleOfLaw);
  const columns = FIRST_OTHER + others.length;
  const units = unitsByTotal(context, scheme.group);
  const head = [
    ...titleRows(
      `${context.result.cycle.year}年度综合考核汇总表`,
      `组别：${scheme.group}　　法治得分取自${yearTitle(context)}结果`,
      `单位：分　　导出时间：${context.exportedAt}`,
      columns,
    ),
    headings(others),
    weights(scheme, WEIGHTS_ROW),
  ];
  const firstRow = head.length + 1;
  const table: Table = { firstRow, lastRow: firstRow + units.length - 1, others: others.length, units };
  const body = units.map((unit, index) => unitRow(unit, scheme, firstRow + index, table, finals));
  return {
    name: sheetName,
    widths: [...WIDTHS, ...others.map(() => OTHER_WIDTH)],
    head,
    repeatFrom: 3,
    frozenColumns: 1,
    body,
    bodyRows: body.length,
    foot: () => closing(context, scheme, units, columns),
    rowHeight: 22,
    pagesWide: 1,
    filter: false,
    ...footers(context),
  };
}

/** Row of the weights: third is the heading, fourth the weights. */
const WEIGHTS_ROW = 4;

function lawWeightOf(scheme: SchemeView): Points {
  return scheme.components.reduce((sum, component) => sum + (component.ruleOfLaw ? component.weight : 0), 0);
}

function totalOf(scheme: SchemeView): Points {
  return scheme.components.reduce((sum, component) => sum + component.weight, 0);
}

/** Sorts behind every rank. */
const UNRANKED = Number.MAX_SAFE_INTEGER;

/** By comprehensive rank; units whose total is not complete stand last, in list order. */
function unitsByTotal(context: ReportContext, group: string): UnitResult[] {
  const order = new Map(context.units.map((unit, position) => [unit.id, position]));
  const place = (unit: UnitResult): number => order.get(unit.id) ?? order.size;
  return context.result.units
    .filter((unit) => unit.group === group)
    .sort(
      (a, b) => (a.comprehensiveRank ?? UNRANKED) - (b.comprehensiveRank ?? UNRANKED) || place(a) - place(b),
    );
}

function headings(others: SchemeView['components']): ReportRow {
  const cells = [...HEADINGS, ...others.map((component) => `${component.name}得分`)];
  const texts = cells.map((text, i) => [text, WIDTHS[i] ?? OTHER_WIDTH] as const);
  return { cells, styles: 'header', height: heightFor(texts, 40) };
}

function weights(scheme: SchemeView, row: number): ReportRow {
  const others = scheme.components.filter((component) => !component.ruleOfLaw);
  const last = at(FIRST_OTHER + Math.max(0, others.length - 1), row);
  const law = at(LAW, row);
  const sum = others.length > 0 ? `ROUND(${law}+SUM(${at(FIRST_OTHER, row)}:${last}),2)` : `ROUND(${law},2)`;
  const cells: ReportCell[] = [
    '权重（分值）',
    null,
    pointsFormula(sum, totalOf(scheme)),
    pointsCell(lawWeightOf(scheme)),
  ];
  cells.push(
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    ...others.map((component) => pointsCell(component.weight)),
  );
  return { cells, styles: 'headerPoints', height: 20, merges: [{ from: 0, to: 1 }] };
}

interface Table {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly others: number;
  readonly units: readonly UnitResult[];
}

function unitRow(
  unit: UnitResult,
  scheme: SchemeView,
  row: number,
  table: Table,
  finals: { readonly sheet: string; readonly addresses: ReadonlyMap<number, string> },
): ReportRow {
  const cell = (column: number): string => at(column, row);
  const [total, law] = [totalOf(scheme), lawWeightOf(scheme)];
  const finalAddress = finals.addresses.get(unit.id);
  const cells: ReportCell[] = [
    unit.name,
    unit.group,
    pointsFormula(fixed(TOTAL, WEIGHTS_ROW), total),
    pointsFormula(fixed(LAW, WEIGHTS_ROW), law),
    { formula: `${cell(LAW)}/${cell(TOTAL)}`, result: law / 100 / (total / 100) },
    finalAddress ? pointsFormula(onSheet(finals.sheet, finalAddress), unit.final) : pointsCell(unit.final),
    unit.contribution === null
      ? null
      : pointsFormula(contributionFormula(cell(FINAL), cell(LAW)), unit.contribution),
    othersCell(unit, row, table.others),
    sumCell(unit, cell(COUNTED), cell(OTHERS)),
    {
      formula: `IF(ROUND(${cell(LAW)}*100,0)*10>=ROUND(${cell(TOTAL)}*100,0),"符合","不符合")`,
      result: law * 10 >= total ? '符合' : '不符合',
    },
    rankCell(unit, cell(SUM), table),
    ...unit.otherScores.map((score) => (score === null ? null : pointsCell(score))),
  ];
  const points = Array.from({ length: table.others }, (): StyleName => 'points');
  return { cells, styles: [...UNIT_STYLES, ...points], height: heightFor([[unit.name, WIDTHS[0]]], 22) };
}

const UNIT_STYLES: readonly StyleName[] = [
  'text',
  'text',
  'points',
  'points',
  'percent',
  'points',
  'points',
  'points',
  'totalPoints',
  'center',
  'count',
];

/** §9: roundHalfUp(min(final, 100) × W ÷ 100), on whole hundredths. */
function contributionFormula(final: string, law: string): string {
  return `ROUND(ROUND(MIN(${final},100)*100,0)*ROUND(${law}*100,0)/10000,0)/100`;
}

/** Σ score × weight ÷ 100, rounded once; blank while a score is missing. */
function othersCell(unit: UnitResult, row: number, others: number): ReportCell {
  if (others === 0) return 0;
  const [first, last] = [FIRST_OTHER, FIRST_OTHER + others - 1];
  const scores = `${at(first, row)}:${at(last, row)}`;
  const weightCells = `${fixed(first, WEIGHTS_ROW)}:${fixed(last, WEIGHTS_ROW)}`;
  const product = `SUMPRODUCT(ROUND(${scores}*100,0),ROUND(${weightCells}*100,0))`;
  const formula = `IF(COUNT(${scores})<${others},"",ROUND(${product}/10000,0)/100)`;
  if (unit.comprehensiveTotal === null || unit.contribution === null) return { formula, result: '' };
  return pointsFormula(formula, unit.comprehensiveTotal - unit.contribution);
}

function sumCell(unit: UnitResult, counted: string, others: string): FormulaCell {
  const formula = `IF(${others}="","",ROUND(${counted}+${others},2))`;
  return unit.comprehensiveTotal === null
    ? { formula, result: '' }
    : pointsFormula(formula, unit.comprehensiveTotal);
}

function rankCell(unit: UnitResult, sum: string, table: Table): ReportCell {
  const rank = unit.comprehensiveRank;
  if (rank === null || unit.comprehensiveTotal === null) return null;
  const mine = unit.comprehensiveTotal;
  const bySum = 1 + table.units.filter((other) => (other.comprehensiveTotal ?? -1) > mine).length;
  if (bySum !== rank) return rank;
  return { formula: `RANK(${sum},${fixed(SUM, table.firstRow)}:${fixed(SUM, table.lastRow)})`, result: rank };
}

function closing(
  context: ReportContext,
  scheme: SchemeView,
  units: readonly UnitResult[],
  columns: number,
): ReportRow[] {
  const law = scheme.components.filter((component) => component.ruleOfLaw);
  const lines = law.map((component) => `${component.name} ${shortPoints(component.weight)}`).join('＋');
  const notes = [
    `注：法治分值＝${lines}；综合考核总分为各组成部分权重之和，不含加分项。权重检验：法治分值×10≥综合考核总分，按整数比较。`,
    '计入得分＝法治得分（超过100的按100）×法治分值÷100；其他得分合计＝各部分得分×权重÷100之和；均四舍五入保留两位小数。',
  ];
  const missing = units.filter((unit) => unit.comprehensiveTotal === null).length;
  if (missing > 0) notes.push(`有 ${missing} 个单位的其他得分未录全，综合总分空白。`);
  if (units.some((unit) => unit.unscored > 0)) notes.push('有单位尚未评完，法治得分为暂计。');
  const text = notes.join('') + provenanceNote(context);
  return [
    wideRow(text, 'note', columns, heightFor([[text, 140]], 20)),
    wideRow(SIGN_OFF, 'signOff', columns, 36),
  ];
}
