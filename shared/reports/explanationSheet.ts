import { NOT_APPLICABLE_METHOD_NAMES, type SystemSettings, type TieBreak } from '../domain/indicatorSystem';
import { formatPoints, shortPoints, type Points } from '../domain/points';
import type { CompositeWeights } from '../domain/totals';
import { COMPOSITE_PART_NAMES, COMPOSITE_PARTS, weightsText } from '../scoring/composite';
import { compositeWeights } from './compositeCells';
import { footers, provenanceNote, yearTitle, type ReportContext } from './reportContext';
import {
  fixed,
  onSheet,
  pointsCell,
  titleRows,
  wideRow,
  type ReportRow,
  type ReportSheet,
} from './reportSheet';
import { heightFor } from './rowHeight';

export const EXPLANATION_SHEET = '说明';

/** Where the formulas of the other sheets find the caps: change one there and every sheet follows. */
export interface SettingAddresses {
  readonly bonusCap: string;
  readonly deductionCap: string;
  readonly finalMax: string;
  /** Weights of the parts, in percent; left out: no composite is on. */
  readonly composite?: CompositeAddresses;
}

/** Where the weights stand; parts without weight too. */
export type CompositeAddresses = Readonly<Record<keyof CompositeWeights, string>>;

export interface SheetPurpose {
  readonly name: string;
  readonly purpose: string;
}

const WIDTHS = [28, 16, 82] as const;
const COLUMNS = WIDTHS.length;

const TIE_BREAK_TEXTS: Readonly<Record<TieBreak, string>> = {
  withoutBonus: '不含加分的得分高者在前',
  enforcementRate: '第4部分（行政执法）得分率高者在前',
  caseFileMean: '案卷评查平均分高者在前',
};

/**
 * 说明: which cycle, system and version, when and by whom; the rules in words; the signs used; the sheets of the file.
 * Product page, rule 9.
 */
export function layOutExplanation(
  context: ReportContext,
  sheets: readonly SheetPurpose[],
): { sheet: ReportSheet; addresses: SettingAddresses } {
  const head = titleRows(
    `${yearTitle(context)}报表说明`,
    `考评库：${context.workspaceName}`,
    `导出时间：${context.exportedAt}`,
    COLUMNS,
  );
  const body: ReportRow[] = [
    band('一、基本情况'),
    ...basics(context).map(([name, value]) => wideEntry(name, value)),
  ];
  body.push(band('二、计分参数（改动这里的数值，各表随之重算）'));
  const firstSetting = head.length + body.length + 1;
  const settings = settingRows(context.settings);
  const weights = compositeWeights(context);
  body.push(...settings, ...(weights ? weightRows(weights) : []));
  body.push(
    band('三、计分规则'),
    ...rules(context.settings, weights).map(([name, value]) => wideEntry(name, value)),
  );
  body.push(band('四、表中符号'), ...SIGNS.map(([name, value]) => wideEntry(name, value)));
  body.push(band('五、本文件各表'), ...sheets.map(({ name, purpose }) => wideEntry(name, purpose)));
  const address = (offset: number): string => onSheet(EXPLANATION_SHEET, fixed(1, firstSetting + offset));
  return {
    sheet: {
      name: EXPLANATION_SHEET,
      widths: WIDTHS,
      head,
      repeatFrom: head.length,
      frozenColumns: 0,
      body,
      bodyRows: body.length,
      foot: () => [],
      rowHeight: 20,
      pagesWide: 1,
      filter: false,
      ...footers(context),
    },
    addresses: {
      bonusCap: address(0),
      deductionCap: address(1),
      finalMax: address(2),
      ...(weights
        ? {
            composite: {
              indicators: address(settings.length),
              caseFiles: address(settings.length + 1),
              survey: address(settings.length + 2),
            },
          }
        : {}),
    },
  };
}

function band(text: string): ReportRow {
  return wideRow(text, 'band', COLUMNS, 24);
}

function wideEntry(name: string, value: string): ReportRow {
  return {
    cells: [name, value],
    styles: ['center', 'text', 'text'],
    merges: [{ from: 1, to: COLUMNS - 1 }],
    height: heightFor(
      [
        [name, WIDTHS[0]],
        [value, WIDTHS[1] + WIDTHS[2]],
      ],
      20,
    ),
  };
}

function basics(context: ReportContext): [string, string][] {
  const { cycle, system, units, groups } = context.result;
  const note = provenanceNote(context);
  const scored = units.reduce((sum, unit) => sum + unit.scored, 0);
  const unscored = units.reduce((sum, unit) => sum + unit.unscored, 0);
  return [
    ['考核年度', `${cycle.year}年（${cycle.name}）`],
    ['指标体系', system.title],
    [
      '版本',
      `${system.version}（${system.year}年），${system.itemCount} 项，基础分值合计 ${formatPoints(system.basePoints)} 分`,
    ],
    ['指标来源', note === '' ? '官方文本' : note],
    [
      '被考评单位',
      `${units.length} 个：${groups.map((group) => `${group.name} ${group.units} 个`).join('，')}`,
    ],
    ['评分进度', `适用的基础指标共 ${scored + unscored} 项次，已评 ${scored} 项次，未评 ${unscored} 项次`],
    ['导出', `${context.exportedAt}，导出人：${context.generatedBy || '未登记'}，法衡 ${context.appVersion}`],
  ];
}

function settingRows(settings: SystemSettings): ReportRow[] {
  return [
    settingRow('加分上限', settings.bonusCap, '全部加分项合计超过的部分不计'),
    settingRow('扣分上限', settings.deductionCap, '全部扣分项合计超过的部分不计'),
    settingRow('最终得分上限', settings.finalMax, '最终得分最低为 0，最高为此数'),
    settingRow(
      '最低适用分值',
      settings.minApplicablePoints,
      '适用分值低于此数的单位不排名，等次由考核办公室单独评定',
    ),
  ];
}

/** In percent, as people read weights. */
function weightRows(weights: CompositeWeights): ReportRow[] {
  const text = '合成权重（%），三部分合计 100；单位没有的部分不计入，其余部分按权重折算';
  return COMPOSITE_PARTS.map((part) => settingRow(`${COMPOSITE_PART_NAMES[part]}权重`, weights[part], text));
}

function settingRow(name: string, points: Points, text: string): ReportRow {
  return { cells: [name, pointsCell(points), text], styles: ['center', 'points', 'text'] };
}

function rules(settings: SystemSettings, weights: CompositeWeights | null): [string, string][] {
  return [
    ['指标得分', '每项指标按评分标准计算，扣完为止，不低于 0 分；四舍五入保留两位小数。'],
    ['缺项', notApplicableText(settings)],
    [
      '折算分',
      '折算分＝原始分 ÷ 适用分值 × 100，四舍五入保留两位小数。只在指标得分和折算分两处修约，其余全部按原数计算。',
    ],
    [
      weights ? '指标考核得分' : '最终得分',
      `${weights ? '指标考核得分' : '最终得分'}＝折算分＋加分（不超过上限）－扣分（不超过上限），限于 0 至最终得分上限。加分不参加折算。`,
    ],
    ...compositeRule(weights),
    ['等次', gradeText(settings)],
    [
      '名次',
      `只在本组内排名，同名次占位（1、2、2、4）。得分相同的，依次按：${tieBreakText(settings.tieBreaks)}。不同组之间不比较。`,
    ],
    [
      '否决',
      '触发“不合格”类否决的，等次为不合格；触发“最高良好”类否决的，等次不高于第二等。得分和名次照常列出，并加注记。',
    ],
    [
      '综合考核',
      '计入得分＝最终得分（超过 100 的按 100）× 法治分值 ÷ 100；法治分值之和不低于综合考核总分的 10%（法治分值×10≥总分，按整数比较，不按四舍五入后的百分比）。总分不含加分项。',
    ],
  ];
}

function compositeRule(weights: CompositeWeights | null): [string, string][] {
  if (!weights) return [];
  return [
    [
      '最终得分',
      `最终得分＝${weightsText(weights)}，四舍五入保留两位小数，只在这一处修约。案卷评查取本单位各卷得分的平均数，满意度取测评得分。单位没有的部分不计入，权重按其余部分折算。`,
    ],
  ];
}

function notApplicableText(settings: SystemSettings): string {
  const name = NOT_APPLICABLE_METHOD_NAMES[settings.notApplicableMethod];
  const own = '组别或标签不涉及的指标不列入该单位的指标表。';
  switch (settings.notApplicableMethod) {
    case 'proRata':
      return `${name}：经批准不适用或当年无此事项（分母为零）的指标退出适用分值，原始分按比例折算到 100 分。${own}`;
    case 'fullMark':
      return `${name}：经批准不适用或当年无此事项（分母为零）的指标按满分计入。${own}`;
    case 'groupAverage':
      return `${name}：经批准不适用或当年无此事项（分母为零）的指标按同组单位的平均得分计入；同组都没有得分的，退出适用分值。${own}`;
  }
}

function gradeText(settings: SystemSettings): string {
  const lines = settings.grades.map((grade) => `${grade.name} ${shortPoints(grade.min)} 分以上`).join('，');
  const best = settings.grades[0]?.name ?? '';
  if (settings.excellentPercent >= 100) return `${lines}。`;
  return `${lines}。${best}不超过本组排名单位数的 ${settings.excellentPercent}%（取整，至少 1 个），超出的列入下一等次，得分不变；在名额线上同分的全部列入下一等次。`;
}

function tieBreakText(tieBreaks: readonly TieBreak[]): string {
  return [...tieBreaks.map((rule) => TIE_BREAK_TEXTS[rule]), '仍相同的名次相同'].join('；');
}

const SIGNS: readonly [string, string][] = [
  ['空白', '未评。未评不是零分：未评的项仍在适用分值里，得分暂未计入，所在单位的合计为暂计。'],
  ['/', '不适用（缺项）。'],
  ['暂计', '还有未评的指标，合计、名次和等次会变。'],
];
