import {
  DEFAULT_SETTINGS,
  NOT_APPLICABLE_METHOD_NAMES,
  type Grade,
  type IndicatorSystem,
  type NotApplicableMethod,
  type SystemSettings,
  type TieBreak,
} from '@shared/domain/indicatorSystem';
import { halfWidth, parsePoints, shortPoints, type Points } from '@shared/domain/points';
import { escapeText, splitLabel, splitList, type TextProblem } from './parameterText';

/** A row of sheet 设置. */
export interface SettingRow {
  /** 项目 */
  readonly name: string;
  /** 值 */
  readonly value: string;
}

/** What sheet 设置 says beside the settings; absent where the sheet does not say it. */
export interface SettingsHeader {
  readonly title?: string;
  readonly version?: string;
  readonly year?: number;
  readonly note?: string;
  readonly systemId?: string;
  readonly official?: boolean;
}

/** A problem with the row it stands in, for the address of the cell. */
export interface SettingProblem extends TextProblem {
  /** Index into the rows given. */
  readonly row: number;
}

const TIE_BREAK_NAMES: Readonly<Record<TieBreak, string>> = {
  withoutBonus: '不含加分得分',
  enforcementRate: '第四部分得分率',
  caseFileMean: '案卷平均分',
};

/** Said instead of an empty list, which would read as 'not filled in'. */
const SAME_RANK = '名次相同';

/** Sheet 设置 of a system, in the order of tables.md; `parseSettings` reads the same back. */
export function formatSettings(system: Omit<IndicatorSystem, 'items'>): SettingRow[] {
  const { settings } = system;
  return [
    { name: '名称', value: system.title },
    { name: '版本', value: system.version },
    { name: '年度', value: String(system.year) },
    { name: '说明', value: system.provenance.note },
    { name: '加分上限', value: shortPoints(settings.bonusCap) },
    { name: '扣分上限', value: shortPoints(settings.deductionCap) },
    { name: '最终得分上限', value: shortPoints(settings.finalMax) },
    { name: '不适用办法', value: NOT_APPLICABLE_METHOD_NAMES[settings.notApplicableMethod] },
    { name: '最低适用分值', value: shortPoints(settings.minApplicablePoints) },
    {
      name: '等次',
      value: settings.grades.map((grade) => `${escapeText(grade.name)}:${shortPoints(grade.min)}`).join('|'),
    },
    { name: '优秀比例', value: `${settings.excellentPercent}%` },
    {
      name: '并列排序',
      value: settings.tieBreaks.map((each) => TIE_BREAK_NAMES[each]).join('|') || SAME_RANK,
    },
    { name: '体系标识', value: system.systemId },
    { name: '官方文本', value: system.provenance.official ? '是' : '否' },
  ];
}

/**
 * Reads sheet 设置. What is not there keeps its default (practice page §7–8); unknown rows are ignored as extra
 * columns are. `settings` is complete even where there are problems, so that a preview can go on.
 */
export function parseSettings(rows: readonly SettingRow[]): {
  readonly header: SettingsHeader;
  readonly settings: SystemSettings;
  readonly problems: SettingProblem[];
} {
  const problems: SettingProblem[] = [];
  const header: { -readonly [K in keyof SettingsHeader]: SettingsHeader[K] } = {};
  const settings: { -readonly [K in keyof SystemSettings]: SystemSettings[K] } = { ...DEFAULT_SETTINGS };
  rows.forEach(({ name, value }, row) => {
    const text = halfWidth(value);
    if (text === '') return;
    const refuse = (message: string, remedy: string): void => {
      problems.push({ row, code: 'BAD_SETTING', message, remedy });
    };
    const points = (): Points | null => {
      const read = parsePoints(text.replace(/分$/, ''));
      if (read === null) refuse(`“${name}”的值“${value}”不是分值`, '请写0或正数，最多两位小数，如“5”');
      return read;
    };
    switch (halfWidth(name)) {
      case '名称':
        header.title = value.trim();
        break;
      case '版本':
        header.version = value.trim();
        break;
      case '年度':
        if (/^(199\d|20\d\d|21\d\d|2200)年?(度)?$/.test(text)) header.year = Number(text.slice(0, 4));
        else refuse(`年度“${value}”无法识别`, '请写四位年份，如“2020”');
        break;
      case '说明':
        header.note = value.trim();
        break;
      case '体系标识':
        header.systemId = value.trim();
        break;
      case '官方文本':
        if (text === '是' || text === '否') header.official = text === '是';
        else refuse(`“官方文本”的值“${value}”无法识别`, '请写“是”或“否”');
        break;
      case '加分上限':
        settings.bonusCap = points() ?? settings.bonusCap;
        break;
      case '扣分上限':
        settings.deductionCap = points() ?? settings.deductionCap;
        break;
      case '最终得分上限':
        settings.finalMax = points() ?? settings.finalMax;
        break;
      case '最低适用分值':
        settings.minApplicablePoints = points() ?? settings.minApplicablePoints;
        break;
      case '不适用办法':
        settings.notApplicableMethod = methodOf(text, refuse) ?? settings.notApplicableMethod;
        break;
      case '等次':
        settings.grades = gradesOf(value, refuse) ?? settings.grades;
        break;
      case '优秀比例':
        settings.excellentPercent = percentOf(text, refuse) ?? settings.excellentPercent;
        break;
      case '并列排序':
        settings.tieBreaks = tieBreaksOf(value, refuse) ?? settings.tieBreaks;
        break;
      default:
        break;
    }
  });
  return { header, settings, problems };
}

type Refuse = (message: string, remedy: string) => void;

function methodOf(text: string, refuse: Refuse): NotApplicableMethod | null {
  const names = Object.entries(NOT_APPLICABLE_METHOD_NAMES) as [NotApplicableMethod, string][];
  const found = names.find(([, name]) => name === text);
  if (!found) refuse(`不适用办法“${text}”无法识别`, `可写：${names.map(([, name]) => name).join('、')}`);
  return found?.[0] ?? null;
}

/** `优秀:90|良好:80|合格:60|不合格:0`: falling from grade to grade down to 0. */
function gradesOf(value: string, refuse: Refuse): readonly Grade[] | null {
  const example = '优秀:90|良好:80|合格:60|不合格:0';
  const grades: Grade[] = [];
  for (const element of splitList(value)) {
    const pair = splitLabel(element);
    const min = pair ? parsePoints(pair.value.replace(/分$/, '')) : null;
    if (!pair || min === null || pair.label === '') {
      refuse(`等次“${element}”无法识别`, `请写成“${example}”`);
      return null;
    }
    grades.push({ name: pair.label, min });
  }
  const falling = grades.every((grade, index) => index === 0 || grade.min < (grades[index - 1]?.min ?? 0));
  if (grades.length >= 2 && falling && grades.at(-1)?.min === 0) return grades;
  refuse('等次应从高到低排列，最后一等从0分起', `请写成“${example}”`);
  return null;
}

function percentOf(text: string, refuse: Refuse): number | null {
  const match = /^(\d{1,3})%?$/.exec(text);
  const percent = Number(match?.[1]);
  if (match && percent >= 1 && percent <= 100) return percent;
  refuse(`优秀比例“${text}”无法识别`, '请写1%至100%的整数百分比，如“30%”；100%表示不限');
  return null;
}

function tieBreaksOf(value: string, refuse: Refuse): readonly TieBreak[] | null {
  const text = halfWidth(value);
  if (text === SAME_RANK) return [];
  const names = Object.entries(TIE_BREAK_NAMES) as [TieBreak, string][];
  const tieBreaks: TieBreak[] = [];
  for (const element of splitList(text)) {
    const found = names.find(([, name]) => name === element);
    if (!found || tieBreaks.includes(found[0])) {
      refuse(
        `并列排序“${element}”无法识别或重复`,
        `可写：${names.map(([, name]) => name).join('|')}，或“${SAME_RANK}”`,
      );
      return null;
    }
    tieBreaks.push(found[0]);
  }
  return tieBreaks;
}
