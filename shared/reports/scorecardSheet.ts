import { SECTION_NAMES } from '../domain/indicatorSystem';
import { formatPoints, parsePoints, shortPoints, type Points } from '../domain/points';
import type { ItemView, UnitResult } from '../ipc/views';
import type { SettingAddresses } from './explanationSheet';
import { compositeCell, compositeFigures, compositeFinalCell, type FigureAddresses } from './compositeCells';
import { convertedFormula, finalFormula } from './groupSummarySheet';
import { NOT_APPLICABLE_MARK } from './matrixSheet';
import {
  footers,
  provenanceNote,
  SIGN_OFF,
  systemLabel,
  yearTitle,
  type ReportContext,
} from './reportContext';
import {
  at,
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
import type { ScoreDetail, UnitDetails } from './scoreDetail';
import { adjustmentText } from './shortfall';

const HEADINGS = [
  '指标编号',
  '指标',
  '分值',
  '是否适用',
  '自评分',
  '审核分',
  '调整分',
  '最终分',
  '扣分理由',
] as const;
const WIDTHS = [10, 30, 8, 9, 9, 9, 9, 9, 52] as const;
const COLUMNS = HEADINGS.length;
const [POINTS, APPLIES, SCORE, ADJUSTMENT, FINAL] = [2, 3, 5, 6, 7] as const;
const ITEM_STYLES: readonly StyleName[] = [
  'code',
  'text',
  'points',
  'center',
  'points',
  'points',
  'points',
  'points',
  'text',
];
const BAND_STYLES: readonly StyleName[] = [
  'band',
  'band',
  'bandPoints',
  'band',
  'bandPoints',
  'bandPoints',
  'bandPoints',
  'bandPoints',
  'band',
];

/**
 * 单位明细表 of one unit. Practice page §12. 调整分 is blank until a check, an appeal or a correction changes a score;
 * 最终分 adds the two, and every sum below follows.
 *
 * @param own items of the unit's own table, the only ones listed.
 */
export function layOutScorecard(
  context: ReportContext,
  details: UnitDetails,
  own: readonly ItemView[],
  total: UnitResult,
  sheetName: string,
  addresses: SettingAddresses,
): ReportSheet {
  const { unit } = details;
  const head = [
    ...titleRows(
      `${yearTitle(context)}单位明细表`,
      `被考评单位：${unit.name}（${unit.code}）　组别：${unit.group}`,
      `指标体系：${systemLabel(context)}　单位：分`,
      COLUMNS,
    ),
    { cells: HEADINGS, styles: 'header' as const, height: 26 },
  ];
  const table = new ScorecardRows(head.length + 1, details, own);
  for (const part of partsOf(own)) table.addPart(part);
  table.addTotals(context, total, addresses);
  return {
    name: sheetName,
    widths: WIDTHS,
    head,
    repeatFrom: 3,
    frozenColumns: 2,
    body: table.rows,
    bodyRows: table.rows.length,
    foot: () => footRows(context),
    rowHeight: 20,
    pagesWide: 1,
    filter: false,
    ...footers(context),
  };
}

interface Part {
  readonly section: ItemView['section'];
  readonly title: string;
  readonly items: readonly ItemView[];
}

function partsOf(items: readonly ItemView[]): Part[] {
  const parts: { section: ItemView['section']; code: string; title: string; items: ItemView[] }[] = [];
  for (const item of items) {
    const code = item.section === 'base' ? item.level1Code : item.section;
    const last = parts.find((part) => part.code === code && part.section === item.section);
    const title =
      item.section === 'base' ? `${item.level1Code}　${item.level1Name}`.trim() : SECTION_NAMES[item.section];
    if (last) last.items.push(item);
    else parts.push({ section: item.section, code, title, items: [item] });
  }
  return parts;
}

/** Rows of one unit's table, with the row numbers its formulas need. */
class ScorecardRows {
  readonly rows: ReportRow[] = [];
  readonly #firstRow: number;
  readonly #details: UnitDetails;
  readonly #own: readonly ItemView[];
  readonly #ranges = { bonus: '', deduction: '' };
  #lastBaseRow = 0;

  constructor(firstRow: number, details: UnitDetails, own: readonly ItemView[]) {
    this.#firstRow = firstRow;
    this.#details = details;
    this.#own = own;
  }

  get #nextRow(): number {
    return this.#firstRow + this.rows.length;
  }

  addPart(part: Part): void {
    const first = this.#nextRow + 1;
    const last = first + part.items.length - 1;
    this.rows.push(part.section === 'base' ? this.#baseBand(part, first, last) : sectionBand(part));
    for (const item of part.items) this.rows.push(this.#itemRow(item));
    if (part.section === 'base') this.#lastBaseRow = last;
    if (part.section === 'bonus' || part.section === 'deduction') {
      this.#ranges[part.section] = range(FINAL, first, FINAL, last);
    }
  }

  /** Name of the part with what applies of it and what was earned. */
  #baseBand(part: Part, first: number, last: number): ReportRow {
    const sums = { applicable: 0, scored: 0 };
    for (const item of part.items) {
      const detail = this.#details.scores.get(item.id);
      if (detail?.status === 'notApplicable') continue;
      sums.applicable += item.points;
      sums.scored += detail?.finalPoints ?? 0;
    }
    const cells: ReportCell[] = [
      part.title,
      null,
      this.#sumWhereApplies(POINTS, first, last, sums.applicable),
    ];
    cells.push(null, null, null, null, this.#sumWhereApplies(FINAL, first, last, sums.scored), null);
    return { cells, styles: BAND_STYLES, height: 22, merges: [{ from: 0, to: 1 }] };
  }

  #sumWhereApplies(column: number, first: number, last: number, result: Points): ReportCell {
    const applies = range(APPLIES, first, APPLIES, last);
    return pointsFormula(`ROUND(SUMIF(${applies},"是",${range(column, first, column, last)}),2)`, result);
  }

  #itemRow(item: ItemView): ReportRow {
    const row = this.#nextRow;
    const detail = this.#details.scores.get(item.id);
    const applies = detail?.status !== 'notApplicable';
    const reason = reasonText(detail);
    const cells: ReportCell[] = [
      item.code,
      item.name,
      item.section === 'base' ? pointsCell(item.points) : null,
      applies ? '是' : '否',
      selfCell(this.#details.selfPoints.get(item.id)),
      ...(item.section === 'veto' ? [vetoWord(detail), null, null] : scoreCells(detail, row)),
      reason,
    ];
    const height = heightFor(
      [
        [item.name, WIDTHS[1]],
        [reason, WIDTHS[8]],
      ],
      20,
    );
    return { cells, styles: item.section === 'veto' ? VETO_STYLES : ITEM_STYLES, height };
  }

  addTotals(context: ReportContext, total: UnitResult, addresses: SettingAddresses): void {
    const applies = range(APPLIES, this.#firstRow, APPLIES, Math.max(this.#firstRow, this.#lastBaseRow));
    const sumOf = (column: number): string =>
      `SUMIF(${applies},"是",${range(column, this.#firstRow, column, Math.max(this.#firstRow, this.#lastBaseRow))})`;
    const own = this.#ownSums();
    // Where what does not apply is credited, what it adds on both sides stands in rows of its own.
    const credited = context.settings.notApplicableMethod !== 'proRata';
    this.rows.push(wideRow('得分合计', 'band', COLUMNS, 22));
    const credit = credited
      ? [
          this.#totalRow('缺项计入的分值', pointsCell(total.applicable - own.applicable)),
          this.#totalRow('缺项计入的得分', pointsCell(total.raw - own.scored)),
        ]
      : [];
    const plus = (address: string): string => (credited ? `+${address}` : '');
    const applicable = this.#totalRow(
      '适用分值',
      pointsFormula(`ROUND(${sumOf(POINTS)}${plus(credit[0] ?? '')},2)`, total.applicable),
    );
    const raw = this.#totalRow(
      '原始分',
      pointsFormula(`ROUND(${sumOf(FINAL)}${plus(credit[1] ?? '')},2)`, total.raw),
    );
    const converted = this.#totalRow(
      '折算分',
      pointsFormula(convertedFormula(raw, applicable), total.converted),
    );
    const bonus = this.#totalRow('加分', cappedSum(addresses.bonusCap, this.#ranges.bonus, total.bonus));
    const deduction = this.#totalRow(
      '扣分',
      cappedSum(addresses.deductionCap, this.#ranges.deduction, total.deduction),
    );
    const indicators = finalFormula(converted, bonus, deduction, addresses);
    this.#totalRow('最终得分', this.#finalCell(total, indicators, addresses), 'totalPoints');
    this.#totalRow('等次', total.grade ?? '未定', 'totalCenter', total.gradeNote ?? '');
    this.#totalRow('名次', total.rank ?? '不排名', 'totalCount', rankNote(context, total));
  }

  /** Where a composite is on, its parts stand in rows of their own before the final score. */
  #finalCell(total: UnitResult, indicators: string, addresses: SettingAddresses): ReportCell {
    const { composite } = total;
    if (!composite) return pointsFormula(indicators, total.final);
    const places: { -readonly [K in keyof FigureAddresses]: FigureAddresses[K] } = {};
    for (const { name, key, style } of compositeFigures(composite.weights)) {
      const cell = compositeCell(key, composite, places, indicators);
      places[key] = this.#totalRow(name, cell, style === 'count' ? 'totalCount' : 'points');
    }
    return compositeFinalCell(total, places, addresses);
  }

  #ownSums(): { applicable: Points; scored: Points } {
    const sums = { applicable: 0, scored: 0 };
    for (const item of this.#own) {
      if (item.section !== 'base') continue;
      const detail = this.#details.scores.get(item.id);
      if (detail?.status === 'notApplicable') continue;
      sums.applicable += item.points;
      sums.scored += detail?.finalPoints ?? 0;
    }
    return sums;
  }

  /** @returns the address of the row's figure. */
  #totalRow(name: string, cell: ReportCell, style: StyleName = 'points', note = ''): string {
    const row = this.#nextRow;
    const cells: ReportCell[] = [name, null, null, null, null, null, null, cell, note];
    const styles: StyleName[] = [...Array.from({ length: FINAL }, (): StyleName => 'total'), style, 'text'];
    this.rows.push({
      cells,
      styles,
      height: heightFor([[note, WIDTHS[8]]], 20),
      merges: [{ from: 0, to: FINAL - 1 }],
    });
    return at(FINAL, row);
  }
}

const VETO_STYLES: readonly StyleName[] = [
  'code',
  'text',
  'points',
  'center',
  'points',
  'center',
  'points',
  'points',
  'text',
];

function sectionBand(part: Part): ReportRow {
  return wideRow(part.title, 'band', COLUMNS, 22);
}

/** 审核分, 调整分, 最终分. Not scored leaves all three blank, and the formula keeps 最终分 blank too. */
function scoreCells(detail: ScoreDetail | undefined, row: number): ReportCell[] {
  if (detail?.status === 'notApplicable') return [NOT_APPLICABLE_MARK, null, NOT_APPLICABLE_MARK];
  const points = detail?.points ?? null;
  const final = detail?.finalPoints ?? null;
  const adjusted = detail !== undefined && detail.adjustments.length > 0;
  const score = at(SCORE, row);
  const formula = `IF(${score}="","",ROUND(${score}+${at(ADJUSTMENT, row)},2))`;
  return [
    points === null ? null : pointsCell(points),
    points === null || final === null || !adjusted ? null : pointsCell(final - points),
    final === null ? { formula, result: '' } : pointsFormula(formula, final),
  ];
}

function vetoWord(detail: ScoreDetail | undefined): string | null {
  if (detail?.status !== 'scored') return null;
  return detail.veto ? '触发' : '未触发';
}

/** A number where the unit typed one; its own words otherwise. */
function selfCell(typed: string | undefined): ReportCell {
  if (!typed) return null;
  const points = parsePoints(typed);
  return points === null ? typed : pointsCell(points);
}

function reasonText(detail: ScoreDetail | undefined): string {
  if (!detail) return '';
  if (detail.status !== 'notApplicable') {
    return [detail.entry.reason, adjustmentText(detail)].filter((text) => text !== '').join('；');
  }
  return detail.entry.notApplicable
    ? `不适用：${detail.entry.reason}`
    : `不适用：当年无此事项${detail.entry.reason ? `，${detail.entry.reason}` : ''}`;
}

function cappedSum(cap: string, finals: string, result: Points): ReportCell {
  return finals === '' ? pointsCell(result) : pointsFormula(`ROUND(MIN(${cap},SUM(${finals})),2)`, result);
}

function rankNote(context: ReportContext, total: UnitResult): string {
  const ranked = context.result.units.filter(
    (unit) => unit.group === total.group && unit.rank !== null,
  ).length;
  const notes = total.rank === null ? [] : [`本组参加排名的单位 ${ranked} 个`];
  if (total.unscored > 0) notes.push(`暂计：未评 ${total.unscored} 项`);
  return notes.join('；');
}

function footRows(context: ReportContext): ReportRow[] {
  const { settings } = context;
  const caps = `加分最多 ${shortPoints(settings.bonusCap)} 分，扣分最多 ${shortPoints(settings.deductionCap)} 分，最终得分最高 ${formatPoints(settings.finalMax)} 分。`;
  const text = `注：“/”为不适用；空白为未评，不是零分。调整分为实地核查、申诉复核、更正的增减，未调整的空白。${caps}${provenanceNote(context)}`;
  return [
    wideRow(text, 'note', COLUMNS, heightFor([[text, 140]], 20)),
    wideRow(SIGN_OFF, 'signOff', COLUMNS, 36),
  ];
}
