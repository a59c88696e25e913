import { scaleHalfUp } from '@shared/domain/fraction';
import { formatPoints, type Points } from '@shared/domain/points';
import type { SchemeComponent } from '@shared/domain/totals';

/** The totals a comprehensive scheme may have, hundredths: 100 or 1000 points. */
export const SCHEME_TOTALS: readonly Points[] = [10_000, 100_000];

export interface SchemeProblem {
  readonly code:
    | 'SCHEME_SUM'
    | 'SCHEME_LAW_SHARE'
    | 'SCHEME_NO_LAW'
    | 'SCHEME_NAME'
    | 'SCHEME_DUPLICATE'
    | 'SCHEME_WEIGHT';
  readonly message: string;
  /** 请怎么办 */
  readonly remedy: string;
}

export interface SchemeCheck {
  readonly ok: boolean;
  /** Σ of the 法治 lines, hundredths. */
  readonly lawWeight: Points;
  /** Σ of all lines, hundredths. */
  readonly total: Points;
  /** Cut to two decimals, never rounded up to 10.00 % from below: "9.96%". */
  readonly sharePercentText: string;
  /** The line under the weights on the screen. */
  readonly line: string;
  readonly problems: readonly SchemeProblem[];
}

/**
 * Checks a scheme: weights sum to exactly 100 or 1000 points and the 法治 lines together are at least a tenth,
 * W × 10 ≥ T on whole hundredths. Practice page §9.
 */
export function checkScheme(components: readonly SchemeComponent[]): SchemeCheck {
  const lawWeight = sum(components.filter((line) => line.ruleOfLaw));
  const total = sum(components);
  const share = total > 0 ? Math.floor((lawWeight * 10_000) / total) : 0;
  const sharePercentText = `${formatPoints(share)}%`;
  const problems = [
    ...lineProblems(components),
    ...sumProblems(components, lawWeight, total, sharePercentText),
  ];
  return {
    ok: problems.length === 0,
    lawWeight,
    total,
    sharePercentText,
    line: lineOf(problems, sharePercentText),
    problems,
  };
}

function sum(components: readonly SchemeComponent[]): Points {
  return components.reduce((total, line) => total + line.weight, 0);
}

/** W × 10 ≥ T: an inequality on whole numbers, not on a rounded percentage. */
export function reachesTenth(lawWeight: Points, total: Points): boolean {
  return total > 0 && lawWeight * 10 >= total;
}

function lineProblems(components: readonly SchemeComponent[]): SchemeProblem[] {
  const problems: SchemeProblem[] = [];
  const names = new Set<string>();
  components.forEach((line, index) => {
    const name = line.name.trim();
    if (name === '') {
      problems.push({
        code: 'SCHEME_NAME',
        message: `第${index + 1}个组成部分没有名称`,
        remedy: '请填写组成部分的名称',
      });
    } else if (names.has(name)) {
      problems.push({
        code: 'SCHEME_DUPLICATE',
        message: `组成部分“${name}”重复`,
        remedy: '请合并为一行，或改成不同的名称',
      });
    }
    names.add(name);
    if (!Number.isSafeInteger(line.weight) || line.weight <= 0) {
      problems.push({
        code: 'SCHEME_WEIGHT',
        message: `“${name}”的权重应为大于0、最多两位小数的数`,
        remedy: '请改正权重',
      });
    }
  });
  return problems;
}

function sumProblems(
  components: readonly SchemeComponent[],
  lawWeight: Points,
  total: Points,
  share: string,
): SchemeProblem[] {
  const problems: SchemeProblem[] = [];
  if (!SCHEME_TOTALS.includes(total)) {
    problems.push({
      code: 'SCHEME_SUM',
      message: `权重合计为${formatPoints(total)}，应正好等于100或1000`,
      remedy: '请调整各组成部分的权重，使合计正好等于100（或1000）',
    });
  }
  if (!components.some((line) => line.ruleOfLaw)) {
    problems.push({
      code: 'SCHEME_NO_LAW',
      message: '没有标为法治的组成部分；法治建设成效在综合考核中的分值权重不得低于10%',
      remedy: '请把法治建设对应的组成部分标为法治，权重不低于合计的10%',
    });
  } else if (!reachesTenth(lawWeight, total)) {
    const least = formatPoints(total === 100_000 ? 10_000 : 1_000);
    problems.push({
      code: 'SCHEME_LAW_SHARE',
      message: `法治占比 ${share}，低于10%；法治建设成效在综合考核中的分值权重不得低于10%`,
      remedy: `请把法治部分的权重提高到${least}以上（含），并相应调低其他部分`,
    });
  }
  return problems;
}

function lineOf(problems: readonly SchemeProblem[], share: string): string {
  if (problems.length === 0) return `法治占比 ${share} · 符合不低于10%要求`;
  const share10 = problems.find(
    (problem) => problem.code === 'SCHEME_LAW_SHARE' || problem.code === 'SCHEME_NO_LAW',
  );
  if (share10) return `法治占比 ${share},低于10%,不能保存`;
  return `法治占比 ${share} · ${problems[0]?.message},不能保存`;
}

/**
 * What the assessment adds to the comprehensive total: roundHalfUp(min(final, 100) × W ÷ 100). Practice page §9.
 * All in hundredths.
 */
export function contribution(final: Points, lawWeight: Points): Points {
  return scaleHalfUp(Math.min(final, 10_000), lawWeight, 10_000);
}

/** One component that is not 法治: its weight and the unit's score in it (0–100), hundredths; null where missing. */
export interface OtherScore {
  readonly weight: Points;
  readonly score: Points | null;
}

/** roundHalfUp(Σ score × weight ÷ 100) of the other components, once; null if any score is missing. Hundredths. */
export function othersTotal(others: readonly OtherScore[]): Points | null {
  let sum = 0;
  for (const { weight, score } of others) {
    if (score === null) return null;
    sum += score * weight;
  }
  return scaleHalfUp(sum, 1, 10_000);
}

/** The unit's comprehensive total: contribution + others; null if any other score is missing. Hundredths. */
export function comprehensiveTotal(lawContribution: Points, others: readonly OtherScore[]): Points | null {
  const rest = othersTotal(others);
  return rest === null ? null : lawContribution + rest;
}
