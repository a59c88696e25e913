import { halfWidth, type Points } from '@shared/domain/points';
import type {
  BandsRule,
  BonusPerOccurrenceRule,
  CaseReviewRule,
  DeadlineRule,
  DeductPerMissingRule,
  PerOccurrenceDeductRule,
  RatioRule,
  Rule,
  RuleKind,
  VetoRule,
} from '@shared/domain/rule';
import { readBands } from './bandText';
import { splitList, unescapeText, type ParameterReader } from './parameterText';
import { NO_UNIT, WHEN_EMPTY_WORDS } from './ruleParameters';

const DUE = /^(当年|本年|次年|\+(\d{1,2})年)?\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/;
const WHEN_EMPTY_KEY = '为空';

/**
 * One rule from its parameters; null when the reader had to refuse something.
 *
 * @param most hundredths; stands for `最多扣` where it is left out: a base item's deductions end at its points anyway.
 */
export function readRule(kind: RuleKind, reader: ParameterReader, most: Points | undefined): Rule | null {
  if (kind === 'bonusPerOccurrence') return readBonus(reader);
  if (kind === 'veto') return readVeto(reader);
  const own = reader.has('分值') ? reader.points('分值', '0.5') : undefined;
  const rule = readKind(kind, reader, most);
  if (rule === null || own === null) return null;
  return own === undefined ? rule : { ...rule, points: own };
}

type PartRule = Exclude<Rule, BonusPerOccurrenceRule | VetoRule>;

function readKind(
  kind: PartRule['kind'],
  reader: ParameterReader,
  most: Points | undefined,
): PartRule | null {
  switch (kind) {
    case 'yesNo':
      return { kind, condition: reader.text('条件') };
    case 'checklist': {
      const parts = reader.scoredList('部分', '清单公开:0.5|及时调整:0.5');
      return parts && { kind, parts: parts.map(({ label, points }) => ({ name: label, points })) };
    }
    case 'graded': {
      const criterion = reader.text('依据');
      const levels = reader.scoredList('档次', '完备:1|基本:0.7|没有:0');
      return (
        levels && { kind, criterion, levels: levels.map(({ label, points }) => ({ label, score: points })) }
      );
    }
    case 'manual': {
      const step = reader.points('步长', '0.1', 10);
      const reasonRequired = reader.choice<boolean>('理由', { 必填: true, 选填: false }, true);
      const guidance = reader.text('说明');
      if (step === 0) return reader.refuse('BAD_PARAMETER', '“步长”必须大于0', '如“步长=0.1”');
      return step === null || reasonRequired === null ? null : { kind, guidance, step, reasonRequired };
    }
    case 'deductPerMissing':
      return readMissing(reader, most);
    case 'ratio':
      return readRatio(reader);
    case 'bands':
      return readBandsRule(reader);
    case 'perOccurrenceDeduct':
      return readEvents(reader, most);
    case 'caseReview':
      return readCaseReview(reader);
    case 'deadline':
      return readDeadline(reader, most);
  }
}

function readMissing(reader: ParameterReader, most: Points | undefined): DeductPerMissingRule | null {
  const required = reader.positive('应有', '4');
  const unit = reader.text('计量');
  const perMissing = reader.points('每少扣', '0.3');
  const maxDeduct = reader.points('最多扣', '1.2', most);
  const subject = reader.text('事项');
  if (required === null || perMissing === null || maxDeduct === null) return null;
  return { kind: 'deductPerMissing', subject, required, unit, perMissing, maxDeduct };
}

function readRatio(reader: ParameterReader): RatioRule | null {
  const target = reader.positive('目标', '90');
  const mode = reader.choice('方式', { 线性: 'linear', 分步: 'step' } as const);
  const whenEmpty = reader.choice(WHEN_EMPTY_KEY, WHEN_EMPTY_WORDS, 'na');
  const names = {
    kind: 'ratio',
    metric: reader.text('指标'),
    numerator: reader.text('分子名'),
    denominator: reader.text('分母名'),
  } as const;
  if (mode === 'step') {
    const stepSize = reader.positive('每低', '5');
    const perStep = reader.points('扣', '0.2');
    // Required: 每低5个百分点 may or may not count a part of a step, and the difference is points (practice page §6.3).
    const stepRounding = reader.choice('取整', { 进一: 'ceil', 舍去: 'floor' } as const);
    if (
      target === null ||
      whenEmpty === null ||
      stepSize === null ||
      perStep === null ||
      stepRounding === null
    )
      return null;
    return { ...names, target, whenEmpty, mode, stepSize, perStep, stepRounding };
  }
  const zeroBelow = reader.has('低于得零') ? reader.quantity('低于得零', '60') : null;
  if (target === null || whenEmpty === null || mode === null) return null;
  return { ...names, target, whenEmpty, mode, zeroBelow };
}

function readBandsRule(reader: ParameterReader): BandsRule | null {
  const direction = reader.choice('方向', { 越高越好: 'higherBetter', 越低越好: 'lowerBetter' } as const);
  const whenEmpty = reader.choice(WHEN_EMPTY_KEY, WHEN_EMPTY_WORDS, 'na');
  const unit = reader.text('计量');
  const metric = reader.text('指标');
  const bands = readBands(reader, direction ?? 'higherBetter', unit);
  if (direction === null || whenEmpty === null || bands === null) return null;
  return { kind: 'bands', metric, unit, direction, bands, whenEmpty };
}

function readEvents(reader: ParameterReader, most: Points | undefined): PerOccurrenceDeductRule | null {
  const events = reader.scoredList('事件', '越权推诿:0.5|被纠错:1');
  const maxDeduct = reader.points('最多扣', '1', most);
  const units = splitList(reader.raw('计量') ?? '').map(unescapeText);
  if (events === null || maxDeduct === null) return null;
  if (units.length > 1 && units.length !== events.length) {
    return reader.refuse(
      'BAD_PARAMETER',
      `有${events.length}个事件，但写了${units.length}个计量`,
      '请写一个共同的计量，或按事件的顺序每个写一个，如“计量=次|件”',
    );
  }
  const unitAt = (index: number): string => {
    const unit = units.length > 1 ? (units[index] ?? '') : (units[0] ?? '');
    return unit === NO_UNIT ? '' : unit;
  };
  return {
    kind: 'perOccurrenceDeduct',
    events: events.map(({ label, points }, index) => ({ label, unit: unitAt(index), each: points })),
    maxDeduct,
  };
}

function readCaseReview(reader: ParameterReader): CaseReviewRule | null {
  const fileType = reader.text('类型');
  const fullScore = reader.positive('满分', '100', '100');
  const passScore = reader.quantity('合格线', '60');
  const excellentScore = reader.quantity('优秀线', '90');
  const minFiles = reader.quantity('至少', '2', '1');
  const failDeductEach = reader.points('不合格每卷扣', '0.5');
  const notSubmitted = reader.choice('未报送', { 零分: 'zero' } as const, 'zero');
  const whenEmpty = reader.choice(WHEN_EMPTY_KEY, WHEN_EMPTY_WORDS, 'na');
  if (minFiles !== null && !/^\d{1,4}$/.test(minFiles)) {
    return reader.refuse('BAD_PARAMETER', `“至少=${minFiles}”不是份数`, '请写0或正整数，如“至少=2”');
  }
  if (fullScore === null || passScore === null || excellentScore === null || minFiles === null) return null;
  if (failDeductEach === null || notSubmitted === null || whenEmpty === null) return null;
  return {
    kind: 'caseReview',
    fileType,
    fullScore,
    passScore,
    excellentScore,
    minFiles: Number(minFiles),
    failDeductEach,
    notSubmitted,
    whenEmpty,
  };
}

function readDeadline(reader: ParameterReader, most: Points | undefined): DeadlineRule | null {
  const subject = reader.text('事项');
  const raw = reader.raw('截止');
  const perDay = reader.points('每逾期一日扣', '0.1');
  const maxDeduct = reader.points('最多扣', '1', most);
  const match = DUE.exec(halfWidth(raw ?? ''));
  const month = Number(match?.[3]);
  const day = Number(match?.[4]);
  if (!match || month < 1 || month > 12 || day < 1 || day > daysOfMonth(month)) {
    return reader.refuse(
      raw === null ? 'MISSING_PARAMETER' : 'BAD_PARAMETER',
      raw === null ? '缺少“截止”' : `“截止=${raw}”不是日期`,
      '请写成“截止=次年03-01”或“截止=当年11-30”',
    );
  }
  if (perDay === null || maxDeduct === null) return null;
  const yearOffset = match[1] === '次年' ? 1 : match[2] ? Number(match[2]) : 0;
  return { kind: 'deadline', subject, month, day, yearOffset, perDay, maxDeduct };
}

function daysOfMonth(month: number): number {
  return month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function readBonus(reader: ParameterReader): BonusPerOccurrenceRule | null {
  const levels = reader.scoredList('层级', '国家级:3|省级:2|市级:1');
  const unit = reader.text('计量');
  const cap = reader.points('最多加', '3');
  if (levels === null || cap === null) return null;
  return {
    kind: 'bonusPerOccurrence',
    unit,
    levels: levels.map(({ label, points }) => ({ label, each: points })),
    cap,
  };
}

function readVeto(reader: ParameterReader): VetoRule | null {
  const effect = reader.choice('后果', { 不合格: 'fail', 最高良好: 'capGood' } as const);
  const triggers = splitList(reader.raw('情形') ?? '').map(unescapeText);
  if (triggers.length === 0)
    return reader.refuse('MISSING_PARAMETER', '缺少“情形”', '请补上，如“情形=拒不履行生效裁判”');
  return effect && { kind: 'veto', effect, triggers };
}
