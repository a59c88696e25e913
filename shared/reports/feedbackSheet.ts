import { caseFileMean, weightsText } from '../scoring/composite';
import { stageOf } from '../domain/cycleState';
import { formatPoints, parsePoints, shortPoints } from '../domain/points';
import type { UnitResult } from '../ipc/views';
import type { FeedbackItem } from './feedbackLines';
import { plainDate } from '../year/dates';
import { deductionTotal } from './deductionTotal';
import { fittedRow } from './fittedRow';
import {
  footers,
  provenanceNote,
  SIGN_OFF,
  systemLabel,
  yearTitle,
  type ReportContext,
} from './reportContext';
import {
  pointsCell,
  titleRows,
  wideRow,
  type ReportCell,
  type ReportRow,
  type ReportSheet,
  type StyleName,
} from './reportSheet';
import { heightFor } from './rowHeight';

const HEADINGS = [
  '序号',
  '指标编号',
  '指标',
  '分值',
  '自评分',
  '审核分',
  '调整分',
  '最终分',
  '扣分',
  '扣分事项和理由',
  '证据编号',
  '单位意见',
] as const;
const WIDTHS = [6, 10, 24, 8, 8, 8, 8, 8, 8, 40, 14, 16] as const;
const COLUMNS = HEADINGS.length;
const DEDUCTED = 8;
const STYLES: readonly StyleName[] = [
  'count',
  'code',
  'text',
  ...Array.from({ length: 6 }, (): StyleName => 'points'),
  'text',
  'text',
  'text',
];
/** Totals stand in pairs of columns under the title. */
const TOTALS = ['适用分值', '原始分', '折算分', '加分', '扣分', '最终得分'] as const;

export interface FeedbackSheet {
  readonly name: string;
  readonly result: UnitResult;
  readonly items: readonly FeedbackItem[];
  /** ISO date until which the unit may appeal, '' before 反馈申诉. */
  readonly appealUntil: string;
  readonly showsRank: boolean;
}

/**
 * 反馈单 of one unit: its totals so far, every deduction with its reason, how to appeal and until when, and a line to
 * sign on receipt. Practice page §15 (个人单位反馈单).
 */
export function layOutFeedback(context: ReportContext, feedback: FeedbackSheet): ReportSheet {
  const { result, items } = feedback;
  const head: ReportRow[] = [
    ...titleRows(
      `${yearTitle(context)}反馈单`,
      `被考评单位：${result.name}（${result.code}）　组别：${result.group}`,
      `指标体系：${systemLabel(context)}　单位：分`,
      COLUMNS,
    ),
    totalsRow(result, feedback.showsRank, isFinal(context)),
    { cells: HEADINGS, styles: 'header', height: 26 },
  ];
  return {
    name: feedback.name,
    widths: WIDTHS,
    head,
    repeatFrom: head.length,
    frozenColumns: 3,
    body: items.map(itemRow),
    bodyRows: items.length,
    foot: () => [
      ...totalOf(items, head.length + 1),
      ...notes(context, feedback),
      wideRow(RECEIPT, 'signOff', COLUMNS, 36),
      wideRow(SIGN_OFF, 'signOff', COLUMNS, 36),
    ],
    rowHeight: 20,
    pagesWide: 1,
    filter: false,
    ...footers(context),
  };
}

const RECEIPT =
  '签收：本单位已收到本反馈单。　　签收人（签字）：　　　　　　　单位（盖章）　　　　　　　签收日期：　　　年　　月　　日';

/** One line of figures: text, because names and figures share it. */
function totalsRow(result: UnitResult, showsRank: boolean, final: boolean): ReportRow {
  const figures = [
    result.applicable,
    result.raw,
    result.converted,
    result.bonus,
    result.deduction,
    result.final,
  ].map((points, index) => `${TOTALS[index] ?? ''} ${formatPoints(points)}`);
  figures.splice(-1, 0, ...partTexts(result));
  const grade = `等次 ${gradeText(result, final)}`;
  const rank = showsRank ? [`名次 ${result.rank ?? '不排名'}`] : [];
  const open = result.unscored > 0 ? [`暂计：未评 ${result.unscored} 项`] : [];
  return wideRow([...figures, grade, ...rank, ...open].join('　'), 'band', COLUMNS, 24);
}

/** From 审定 on nothing of it is provisional any more. */
function isFinal({ result }: ReportContext): boolean {
  return stageOf(result.cycle.state) >= stageOf('approved');
}

/** Why there is no grade, where there is none: nothing scored is another thing than too little that applies. */
function gradeText({ grade, gradeNote }: UnitResult, final: boolean): string {
  if (grade === null) return gradeNote ?? '未定';
  return final ? grade : `${grade}（暂定）`;
}

/** The parts the final score was put together from; a part the unit does not have is said. */
function partTexts({ composite }: UnitResult): string[] {
  if (!composite) return [];
  const { weights, indicators, survey } = composite;
  const mean = caseFileMean(composite);
  const text = (points: number | null): string => (points === null ? '无' : formatPoints(points));
  return [
    `指标得分 ${formatPoints(indicators)}`,
    ...(weights.caseFiles > 0 ? [`案卷均分 ${text(mean)}`] : []),
    ...(weights.survey > 0 ? [`满意度 ${text(survey)}`] : []),
    weightsText(weights),
  ];
}

function itemRow(item: FeedbackItem, index: number): ReportRow {
  const cells: ReportCell[] = [
    index + 1,
    item.itemCode,
    item.itemName,
    item.section === 'base' ? pointsCell(item.itemPoints) : null,
    selfCell(item.selfPoints),
    pointsCell(item.assessedPoints),
    item.adjustment === 0 ? null : pointsCell(item.adjustment),
    pointsCell(item.finalPoints),
    pointsCell(item.deducted),
    item.matter,
    item.evidence,
    null,
  ];
  return fittedRow(cells, STYLES, WIDTHS, 20);
}

/** A number where the unit typed one; its own words otherwise. */
function selfCell(typed: string): ReportCell {
  if (typed === '') return null;
  const points = parsePoints(typed);
  return points === null ? typed : pointsCell(points);
}

function totalOf(items: readonly FeedbackItem[], firstRow: number): ReportRow[] {
  const sum = items.reduce((total, { deducted }) => total + deducted, 0);
  return deductionTotal('扣分合计', { columns: COLUMNS, column: DEDUCTED, firstRow }, items.length, sum);
}

function notes(context: ReportContext, { appealUntil }: FeedbackSheet): ReportRow[] {
  const { bonusCap, deductionCap } = context.settings;
  const draft = '本单为反馈稿，得分和等次以审定结果为准。';
  const texts = [
    `说明：${isFinal(context) ? '' : draft}调整分为实地核查、申诉复核的增减，未调整的空白；空白为未填，不是零分。`,
    `加分最多计 ${shortPoints(bonusCap)} 分，扣分项最多扣 ${shortPoints(deductionCap)} 分。`,
    isFinal(context) ? '' : appealText(appealUntil),
    provenanceNote(context),
  ];
  return texts
    .filter((text) => text !== '')
    .map((text) => wideRow(text, 'note', COLUMNS, heightFor([[text, 150]], 20)));
}

function appealText(until: string): string {
  const how = '逐项写明指标编号、申诉理由和请求的分数，附补充材料，由单位负责人签字并加盖公章';
  if (until === '') return `对得分有异议的，进入反馈申诉阶段后可以申诉：${how}。`;
  const late = '逾期的，须说明理由，由考核办公室决定是否受理';
  return `对得分有异议的，请在 ${plainDate(until)} 前（含当日）向考核办公室申诉：${how}；${late}。`;
}
