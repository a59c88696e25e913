import { formatPoints, type Points } from '../domain/points';
import type { CycleResult, UnitResult } from '../ipc/views';
import { weightsText } from '../scoring/composite';
import {
  compositeCell,
  compositeFigures,
  compositeFinalCell,
  compositeWeights,
  type CompositeFigure,
  type FigureAddresses,
} from './compositeCells';
import type { SettingAddresses } from './explanationSheet';
import {
  footers,
  provenanceNote,
  SIGN_OFF,
  systemLabel,
  unitsByRank,
  yearTitle,
  type ReportContext,
} from './reportContext';
import {
  at,
  fixed,
  pointsCell,
  pointsFormula,
  range,
  titleRows,
  wideRow,
  type ReportCell,
  type ReportRow,
  type ReportSheet,
  type StyleName,
} from './reportSheet';
import { heightFor } from './rowHeight';

/** Where the columns stand; the parts push the others to the right. */
interface Columns {
  readonly firstPart: number;
  readonly lastPart: number;
  readonly raw: number;
  /** 指标得分 and the other parts, before the final score; none where no composite is on. */
  readonly composite: readonly CompositeFigure[];
  readonly firstComposite: number;
  readonly final: number;
  readonly count: number;
}

/** Address of every unit's final score, so that 综合考核汇总 can point at it. */
export interface GroupSummary {
  readonly sheet: ReportSheet;
  readonly finalAddress: ReadonlyMap<number, string>;
}

/**
 * 汇总表 of one group. Practice page §12: 排名, 单位, 适用分值, 一级指标得分, 原始分, 折算分, 加分, 扣分, 最终得分, 等次,
 * 否决情形, 备注; the formulas are those of §7 on whole hundredths, so that they round as the engine does.
 */
export function layOutGroupSummary(
  context: ReportContext,
  group: string,
  sheetName: string,
  addresses: SettingAddresses,
): GroupSummary {
  const { result } = context;
  const units = unitsByRank(context, group);
  const columns = placeColumns(context);
  const widths = columnWidths(columns, result);
  const head = [
    ...titleRows(
      `${yearTitle(context)}结果汇总表`,
      `组别：${group}　　指标体系：${systemLabel(context)}`,
      `单位：分　　导出时间：${context.exportedAt}`,
      columns.count,
    ),
    headerRow(result, columns, widths),
  ];
  const firstRow = head.length + 1;
  const ranked = units.filter((unit) => unit.rank !== null).length;
  const body = units.map((unit, index) =>
    unitRow(context, unit, firstRow + index, columns, widths, {
      addresses,
      firstRow,
      lastRanked: firstRow + ranked - 1,
      units,
    }),
  );
  return {
    sheet: {
      name: sheetName,
      widths,
      head,
      repeatFrom: 3,
      frozenColumns: 2,
      body,
      bodyRows: body.length,
      foot: () => footRows(context, units, columns.count),
      rowHeight: 22,
      pagesWide: 1,
      filter: false,
      ...footers(context),
    },
    finalAddress: new Map(units.map((unit, index) => [unit.id, fixed(columns.final, firstRow + index)])),
  };
}

function placeColumns(context: ReportContext): Columns {
  const firstPart = 3;
  const raw = firstPart + context.result.parts.length;
  const composite = compositeFigures(compositeWeights(context));
  const firstComposite = raw + 4;
  const final = firstComposite + composite.length;
  return { firstPart, lastPart: raw - 1, raw, composite, firstComposite, final, count: final + 4 };
}

function columnWidths({ composite }: Columns, result: CycleResult): number[] {
  const parts = result.parts.map(() => 9);
  return [6, 20, 9, ...parts, 9, 9, 8, 8, ...composite.map(() => 9), 9, 8, 15, 18];
}

function headerRow(result: CycleResult, columns: Columns, widths: readonly number[]): ReportRow {
  const parts = result.parts.map((part) => part.name);
  const cells = [
    '排名',
    '单位',
    '适用分值',
    ...parts,
    '原始分',
    '折算分',
    '加分',
    '扣分',
    ...columns.composite.map(({ name }) => name),
    '最终得分',
    '等次',
    '否决情形',
    '备注',
  ];
  const texts = cells.map((text, i) => [text, widths[i] ?? 9] as const);
  const isPart = (i: number): boolean => i >= columns.firstPart && i <= columns.lastPart;
  return {
    cells,
    styles: cells.map((_, i) => (isPart(i) ? 'headerSmall' : 'header')),
    height: heightFor(texts, 40),
  };
}

interface Table {
  readonly addresses: SettingAddresses;
  readonly firstRow: number;
  /** Last row of the ranked units: those not ranked stand below and never count in 排名. */
  readonly lastRanked: number;
  readonly units: readonly UnitResult[];
}

function unitRow(
  context: ReportContext,
  unit: UnitResult,
  row: number,
  columns: Columns,
  widths: readonly number[],
  table: Table,
): ReportRow {
  const { raw } = columns;
  const cell = (offset: number): string => at(raw + offset, row);
  const applicable = at(2, row);
  const tied = rankCell(
    unit,
    at(columns.final, row),
    range(columns.final, table.firstRow, columns.final, table.lastRanked),
    table.units,
  );
  const remark = remarks(context, unit, typeof tied === 'number');
  const veto = vetoText(context, unit);
  const cells: ReportCell[] = [
    tied,
    unit.name,
    pointsCell(unit.applicable),
    ...unit.parts.map((part) => partCell(part)),
    pointsFormula(`ROUND(SUM(${range(columns.firstPart, row, columns.lastPart, row)}),2)`, unit.raw),
    pointsFormula(convertedFormula(cell(0), applicable), unit.converted),
    pointsCell(unit.bonus),
    pointsCell(unit.deduction),
    ...finalCells(unit, row, columns, table.addresses),
    unit.grade ?? '',
    veto,
    remark,
  ];
  const plain: StyleName[] = [
    ...(['count', 'text'] as const),
    ...Array.from({ length: raw + 2 }, (): StyleName => 'points'),
    ...columns.composite.map(({ style }) => style),
    'points',
  ];
  return {
    cells,
    styles: [...plain, 'center', unit.veto ? 'warning' : 'text', 'text'],
    height: heightFor(
      [
        [unit.name, widths[1] ?? 20],
        [veto, widths[columns.count - 2] ?? 15],
        [remark, widths[columns.count - 1] ?? 18],
      ],
      22,
    ),
  };
}

/** The final score; where a composite is on, its parts before it. */
function finalCells(
  unit: UnitResult,
  row: number,
  { raw, composite, firstComposite }: Columns,
  addresses: SettingAddresses,
): ReportCell[] {
  const indicators = finalFormula(at(raw + 1, row), at(raw + 2, row), at(raw + 3, row), addresses);
  const own = unit.composite;
  if (!own || composite.length === 0) return [pointsFormula(indicators, unit.final)];
  const places: FigureAddresses = Object.fromEntries(
    composite.map(({ key }, index) => [key, at(firstComposite + index, row)]),
  );
  return [
    ...composite.map(({ key }) => compositeCell(key, own, places, indicators)),
    compositeFinalCell(unit, places, addresses),
  ];
}

/** `/` where the part has nothing that applies, blank while it has no points and is not scored out: neither is a zero. */
function partCell(part: UnitResult['parts'][number]): ReportCell {
  if (part.scored > 0) return pointsCell(part.scored);
  // Credited parts (得满分, 同组平均) keep their points in `applicable`.
  if (part.applicable === 0) return '/';
  return part.unscored > 0 ? null : 0;
}

/** 否决情形: what the veto does to the grade, then the items that triggered it. §8. */
function vetoText(context: ReportContext, unit: UnitResult): string {
  if (!unit.veto) return '';
  const { grades } = context.settings;
  const effect =
    unit.veto === 'fail'
      ? `一票否决：${grades.at(-1)?.name ?? ''}`
      : `否决：最高${(grades[1] ?? grades[0])?.name ?? ''}`;
  return [effect, ...(context.vetoes.get(unit.id) ?? [])].join('\n');
}

/** §7.3 on whole hundredths; a quotient of whole numbers is exact at every half, so ROUND agrees with roundHalfUp. */
export function convertedFormula(raw: string, applicable: string): string {
  return `IF(${applicable}=0,0,ROUND(ROUND(${raw}*100,0)*10000/ROUND(${applicable}*100,0),0)/100)`;
}

/** §7.5. The outer ROUND only takes off what binary fractions leave behind the second decimal. */
export function finalFormula(
  converted: string,
  bonus: string,
  deduction: string,
  caps: SettingAddresses,
): string {
  const sum = `${converted}+MIN(${caps.bonusCap},${bonus})-MIN(${caps.deductionCap},${deduction})`;
  return `ROUND(MAX(0,MIN(${caps.finalMax},${sum})),2)`;
}

/** A formula where the final score alone decides; a plain number where equal scores were parted by the next rule. */
function rankCell(unit: UnitResult, final: string, finals: string, units: readonly UnitResult[]): ReportCell {
  if (unit.rank === null) return null;
  const byScore = 1 + units.filter((other) => other.rank !== null && other.final > unit.final).length;
  if (byScore !== unit.rank) return unit.rank;
  return { formula: `RANK(${final},${finals.replace(/([A-Z]+)(\d+)/g, '$1$$$2')})`, result: unit.rank };
}

function remarks(context: ReportContext, unit: UnitResult, tieBroken: boolean): string {
  const lines: string[] = [];
  if (unit.unscored > 0) lines.push(`暂计：未评 ${unit.unscored} 项`);
  if (unit.gradeNote) lines.push(unit.gradeNote);
  // A failing veto takes the note's place; that the unit is not ranked must be said all the same.
  if (unit.rank === null && unit.veto === 'fail')
    lines.push(notRankedText(context.settings.minApplicablePoints));
  if (tieBroken) lines.push('同分，按同分办法定名次');
  return lines.join('\n');
}

function notRankedText(least: Points): string {
  return `适用分值低于 ${formatPoints(least)}，不排名`;
}

function footRows(context: ReportContext, units: readonly UnitResult[], columns: number): ReportRow[] {
  const provisional = units.filter((unit) => unit.unscored > 0).length;
  const notes = ['注：“/”为不适用；空白为未评，不是零分。计分办法见“说明”。'];
  const weights = compositeWeights(context);
  if (weights) notes.push(`最终得分＝${weightsText(weights)}；空白的部分不计入，权重按其余部分折算。`);
  if (provisional > 0) notes.push(`本表有 ${provisional} 个单位尚未评完，合计、名次和等次为暂计。`);
  const provenance = provenanceNote(context);
  if (provenance) notes.push(provenance);
  const text = notes.join('');
  return [
    wideRow(text, 'note', columns, heightFor([[text, 150]], 20)),
    wideRow(SIGN_OFF, 'signOff', columns, 36),
  ];
}
