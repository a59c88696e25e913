import {
  add,
  compare,
  divide,
  fractionFromQuantity,
  fractionOf,
  multiply,
  roundToPoints,
  subtract,
  ZERO,
  type Fraction,
} from '@shared/domain/fraction';
import { formatPoints, parsePoints, parseQuantity, type Quantity } from '@shared/domain/points';
import type { CaseReviewRule } from '@shared/domain/rule';
import { NONE_WORD, type InputReader } from './inputReader';
import {
  exactPointsText,
  scored,
  shownBeside,
  whenNothing,
  type RuleContext,
  type RuleOutcome,
} from './ruleScore';

const LIST_SIGN = /[|、,;\s]+/;

/**
 * 案卷评查: max(0, points × average ÷ full score − fails × failDeductEach). Practice page §6 kind 10, §10.
 * Inputs 得分 (92|78|55, or 无 where the year had no such file) or 未报送=是 (nothing earned).
 */
export function scoreCaseReview(
  rule: CaseReviewRule,
  input: InputReader,
  { worth }: RuleContext,
): RuleOutcome {
  const text = input.text('得分');
  const notSubmitted = input.yesNo('未报送', '未报送');
  if (notSubmitted === true) {
    if (text !== '')
      return input.refuse('未报送', 'CONFLICT', '已填案卷得分，不能同时填“未报送=是”，请保留一项');
    return scored(0, '0.00', [`${rule.fileType}案卷应报未报，不得分`]);
  }
  if (text === '') return null;
  if (text === NONE_WORD) return whenNothing(rule.whenEmpty, worth, `没有${rule.fileType}案卷`);
  const files = readFiles(text, rule, input);
  if (files === null) return null;
  const full = fractionFromQuantity(rule.fullScore);
  const pass = fractionFromQuantity(rule.passScore);
  const sum = files.reduce<Fraction>((total, file) => add(total, fractionFromQuantity(file)), ZERO);
  const mean = divide(sum, fractionOf(files.length));
  const fails = files.filter((file) => compare(fractionFromQuantity(file), pass) < 0).length;
  const deducted = fails * rule.failDeductEach;
  const byMean = divide(multiply(fractionOf(worth), mean), full);
  const meanText = shownBeside(mean, [full]);
  const notes = [`评查${rule.fileType}案卷 ${files.length} 份：${files.join('、')}，平均 ${meanText}`];
  if (files.length < rule.minFiles) notes.push(`少于应评查的 ${rule.minFiles} 份`);
  notes.push(
    `按平均分：${formatPoints(worth)} × ${meanText} ÷ ${rule.fullScore} = ${exactPointsText(byMean)}`,
    fails > 0
      ? `不合格（低于${rule.passScore}分）${fails} 份，每份扣 ${formatPoints(rule.failDeductEach)} 分，扣 ${formatPoints(deducted)} 分`
      : '没有不合格案卷',
  );
  const expression =
    fails > 0 ? `${exactPointsText(byMean)} − ${formatPoints(deducted)}` : exactPointsText(byMean);
  return scored(subtract(byMean, fractionOf(deducted)), expression, notes, {
    // In hundredths of a 100-point scale, so that means of different scales can be compared in a tie.
    caseFiles: { sum: roundToPoints(divide(multiply(sum, fractionOf(10000)), full)), count: files.length },
  });
}

function readFiles(text: string, rule: CaseReviewRule, input: InputReader): readonly Quantity[] | null {
  const files: Quantity[] = [];
  const full = fractionFromQuantity(rule.fullScore);
  for (const part of text.split(LIST_SIGN)) {
    if (part === '') continue;
    const quantity = parseQuantity(part);
    const place = `第${files.length + 1}份案卷得分“${part}”`;
    if (quantity === null)
      return input.refuse('得分', 'NOT_A_NUMBER', `${place}不是数字，应为0至${rule.fullScore}`);
    if (quantity.startsWith('-') || compare(fractionFromQuantity(quantity), full) > 0) {
      return input.refuse('得分', 'OUT_OF_RANGE', `${place}超出范围，应为0至${rule.fullScore}`);
    }
    if (parsePoints(quantity) === null) {
      return input.refuse(
        '得分',
        'TOO_MANY_DECIMALS',
        `${place}超过两位小数，应为0至${rule.fullScore}，最多两位小数`,
      );
    }
    files.push(quantity);
  }
  return files.length > 0 ? files : null;
}
