import { fractionFromQuantity, compare } from '@shared/domain/fraction';
import { SECTION_NAMES, type IndicatorSystem, type ScoringItem } from '@shared/domain/indicatorSystem';
import { formatPoints, shortPoints, type Points } from '@shared/domain/points';
import { RULE_KIND_NAMES, type Band, type BandsRule, type Rule } from '@shared/domain/rule';
import { ownWorth, ruleWorth } from '@shared/scoring/worth';
import { isAllowedIn } from './ruleText';

/** A finding about an item or the whole table; `error` keeps it from being published, `warning` does not. */
export interface CheckProblem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** Code of the item, '' for the whole system. */
  readonly itemCode: string;
  /** Heading of the column of sheet 指标 (or row of 设置) the finding is about. */
  readonly column: string;
  readonly message: string;
  readonly remedy: string;
}

/** Base points an indicator table usually sums to, hundredths. */
const FULL_TABLE: Points = 10_000;

/** Whether the parameters of an item's rules agree with each other and with its points. Practice page §6.4, §6.6, §17. */
export function checkItem(item: ScoringItem): CheckProblem[] {
  const found: CheckProblem[] = [];
  const report: Report = (code, column, message, remedy, severity = 'error') =>
    found.push({ severity, code, itemCode: item.code, column, message, remedy });
  if (item.code.trim() === '') report('ITEM_CODE_MISSING', '指标编码', '没有指标编码', '请填写指标编码');
  if (item.name.trim() === '')
    report('ITEM_NAME_MISSING', '三级指标', '没有指标名称', '请填写三级指标的名称');
  if (item.rules.length === 0)
    report('ITEM_RULE_MISSING', '评分方式', '没有评分规则', '请填写评分方式和评分参数');
  checkItemPoints(item, report);
  item.rules.forEach((rule) => checkRule(rule, item, report));
  if (item.section === 'base' && item.rules.length > 1) checkShares(item, report);
  return found;
}

type Report = (
  code: string,
  column: string,
  message: string,
  remedy: string,
  severity?: 'error' | 'warning',
) => void;

function checkItemPoints(item: ScoringItem, report: Report): void {
  if (item.section === 'base' && item.points <= 0) {
    report('ITEM_POINTS_MISSING', '分值', '分值应大于0', '请填写分值，最多两位小数');
  }
  if (item.section !== 'base' && item.points !== 0) {
    report(
      'ITEM_POINTS_NOT_ALLOWED',
      '分值',
      `${SECTION_NAMES[item.section]}不占100分，分值应为空`,
      '请清空分值，上限写在评分参数里',
    );
  }
}

function checkRule(rule: Rule, item: ScoringItem, report: Report): void {
  const name = RULE_KIND_NAMES[rule.kind];
  if (!isAllowedIn(rule.kind, item.section)) {
    report('METHOD_NOT_ALLOWED', '评分方式', `评分方式“${name}”不能用在这里`, '请换用适合的评分方式');
    return;
  }
  const worth = ruleWorth(rule, item);
  if (item.section === 'base' && worth > item.points) {
    report(
      'RULE_ABOVE_ITEM',
      '评分参数',
      `“${name}”最多得${shortPoints(worth)}，超过本项分值${shortPoints(item.points)}`,
      '请使规则的分值不超过本项分值',
    );
  }
  const own = ownWorth(rule);
  const expected = 'points' in rule && rule.points !== undefined ? rule.points : item.points;
  const hasOwnPoints = item.section === 'base' && item.rules.length === 1;
  if (
    rule.kind === 'checklist' &&
    own !== null &&
    (hasOwnPoints || rule.points !== undefined) &&
    own !== expected
  ) {
    report(
      'PARTS_SUM',
      '评分参数',
      `各部分合计${shortPoints(own)}，应等于分值${shortPoints(expected)}`,
      '请调整各部分的分值',
    );
  }
  if ((rule.kind === 'graded' || rule.kind === 'bands') && own !== null && own > worth) {
    report(
      'LEVEL_ABOVE_POINTS',
      '评分参数',
      `最高一档${shortPoints(own)}超过分值${shortPoints(worth)}`,
      '请调整各档的分值',
    );
  } else if (
    (rule.kind === 'graded' || rule.kind === 'bands') &&
    own !== null &&
    hasOwnPoints &&
    own < expected
  ) {
    report(
      'LEVEL_BELOW_POINTS',
      '评分参数',
      `最高一档${shortPoints(own)}低于分值${shortPoints(expected)}，得不到满分`,
      '请核对各档的分值',
      'warning',
    );
  }
  if (rule.kind === 'bands') checkBands(rule, report);
  if ('maxDeduct' in rule && item.section === 'base' && rule.maxDeduct > worth) {
    report(
      'CAP_ABOVE_POINTS',
      '评分参数',
      `最多扣${shortPoints(rule.maxDeduct)}，超过分值${shortPoints(worth)}`,
      '请使“最多扣”不超过分值',
    );
  }
  if (rule.kind === 'manual' && item.section !== 'base' && rule.points === undefined) {
    report(
      'MANUAL_WITHOUT_POINTS',
      '评分参数',
      '没有写分值上限，只受合计上限限制',
      '如有上限，请在评分参数里写“分值=…”',
      'warning',
    );
  }
  checkNumbers(rule, report);
}

/** Parameters that would make arithmetic meaningless; tables cannot hold them, files from outside can. */
function checkNumbers(rule: Rule, report: Report): void {
  const positive = (key: string, value: string): void => {
    if (compare(fractionFromQuantity(value), { n: 0n, d: 1n }) <= 0) {
      report('BAD_PARAMETER', '评分参数', `“${key}”必须大于0`, '请改正评分参数');
    }
  };
  if (rule.kind === 'ratio') {
    positive('目标', rule.target);
    if (rule.mode === 'step') positive('每低', rule.stepSize);
    else if (
      rule.zeroBelow !== null &&
      compare(fractionFromQuantity(rule.zeroBelow), fractionFromQuantity(rule.target)) > 0
    ) {
      report('BAD_PARAMETER', '评分参数', '“低于得零”不能高于目标', '请改正评分参数');
    }
  }
  if (rule.kind === 'deductPerMissing') positive('应有', rule.required);
  if (rule.kind === 'caseReview') positive('满分', rule.fullScore);
  if (rule.kind === 'manual' && rule.step <= 0)
    report('BAD_PARAMETER', '评分参数', '“步长”必须大于0', '请改正评分参数');
}

/** §6.4: bands must cover the whole line without gap or overlap. */
function checkBands(rule: BandsRule, report: Report): void {
  const bands = [...rule.bands].sort((a, b) => compareLow(a, b));
  const fault = bandFault(bands);
  if (fault !== null) {
    report(
      'BANDS_COVER',
      '评分参数',
      `区间${fault}，应不重不漏地覆盖全部数值`,
      '请调整区间的上下限，最低一档不写下限，最高一档不写上限',
    );
  }
}

function compareLow(a: Band, b: Band): number {
  if (a.min === null || b.min === null) return a.min === b.min ? 0 : a.min === null ? -1 : 1;
  return compare(fractionFromQuantity(a.min), fractionFromQuantity(b.min));
}

function bandFault(bands: readonly Band[]): string | null {
  if (bands[0]?.min !== null) return '没有覆盖最低的数值';
  if (bands.at(-1)?.max !== null) return '没有覆盖最高的数值';
  for (const [index, band] of bands.entries()) {
    if (
      band.min !== null &&
      band.max !== null &&
      compare(fractionFromQuantity(band.min), fractionFromQuantity(band.max)) >= 0
    ) {
      return `“${band.label}”的下限不小于上限`;
    }
    const next = bands[index + 1];
    if (!next) continue;
    if (band.max === null || next.min === null) return `“${band.label}”与“${next.label}”重叠`;
    const side = compare(fractionFromQuantity(band.max), fractionFromQuantity(next.min));
    if (side > 0) return `“${band.label}”与“${next.label}”重叠`;
    if (side < 0) return `在${band.max}与${next.min}之间有缺口`;
  }
  return null;
}

/** Rules with their own 分值 should not promise more than the item has; less is usual, deductions share the item. */
function checkShares(item: ScoringItem, report: Report): void {
  const shares = item.rules.map((rule) => ('points' in rule ? (rule.points ?? null) : null));
  if (shares.some((share) => share === null)) return;
  const sum = shares.reduce<number>((total, share) => total + (share ?? 0), 0);
  if (sum > item.points) {
    report(
      'SHARES_SUM',
      '评分参数',
      `各规则分值合计${shortPoints(sum)}，超过本项分值${shortPoints(item.points)}`,
      '请调整各规则的“分值”',
      'warning',
    );
  }
}

/** Every item, and what only shows on the whole: unique codes, the sum of points, the settings. */
export function checkSystem(system: IndicatorSystem): CheckProblem[] {
  const found = system.items.flatMap(checkItem);
  const codes = new Set<string>();
  for (const item of system.items) {
    if (codes.has(item.code)) {
      found.push({
        severity: 'error',
        code: 'DUPLICATE_CODE',
        itemCode: item.code,
        column: '指标编码',
        message: `指标编码“${item.code}”重复`,
        remedy: '请改成不同的编码',
      });
    }
    codes.add(item.code);
  }
  const sum = system.items.reduce((total, item) => total + (item.section === 'base' ? item.points : 0), 0);
  if (sum !== FULL_TABLE)
    found.push(
      ofSystem(
        'POINTS_SUM',
        '分值',
        `分值合计${formatPoints(sum)}，不是100.00`,
        '请核对各项分值；确实如此的可以继续，得分按适用分值折算',
        'warning',
      ),
    );
  return [...found, ...checkSettings(system)];
}

function checkSettings({ settings }: IndicatorSystem): CheckProblem[] {
  const found: CheckProblem[] = [];
  const { grades } = settings;
  const falling = grades.every((grade, index) => index === 0 || grade.min < (grades[index - 1]?.min ?? 0));
  if (grades.length < 2 || !falling || grades.at(-1)?.min !== 0) {
    found.push(ofSystem('GRADES_ORDER', '等次', '等次应从高到低排列，最后一等从0分起', '请改正等次'));
  }
  if (new Set(grades.map((grade) => grade.name)).size !== grades.length) {
    found.push(ofSystem('GRADES_NAMES', '等次', '等次名称重复', '请改成不同的名称'));
  }
  if (
    settings.excellentPercent < 1 ||
    settings.excellentPercent > 100 ||
    !Number.isInteger(settings.excellentPercent)
  ) {
    found.push(ofSystem('EXCELLENT_PERCENT', '优秀比例', '优秀比例应为1%至100%的整数', '请改正优秀比例'));
  }
  return found;
}

function ofSystem(
  code: string,
  column: string,
  message: string,
  remedy: string,
  severity: 'error' | 'warning' = 'error',
): CheckProblem {
  return { severity, code, itemCode: '', column, message, remedy };
}
