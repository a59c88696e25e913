import type { TableProblem } from '../tables/problem';
import { AppError, defineError, keptUntouched } from './appError';

const REQUIREMENT =
  '法治建设成效在综合考核中的分值权重不得低于 10%（法治权重 × 10 ≥ 权重合计，按精确值比较）';

/** `line` is the line under the weights: 「法治占比 9.99%,低于10%,不能保存」. Practice page §9. */
export const lawWeightBelow10 = defineError<{ readonly line: string; readonly remedy: string }>(
  'LAW_WEIGHT_BELOW_10',
  ({ line, remedy }) => ({
    what: `${line}。违反的要求：${REQUIREMENT}。`,
    kept: '原来的综合考核方案没有改动。',
    todo: `${remedy}。`,
  }),
);

export const weightsNot100 = defineError<{ readonly message: string; readonly remedy: string }>(
  'WEIGHTS_NOT_100',
  ({ message, remedy }) => ({
    what: `${message}，不能保存。`,
    kept: '原来的综合考核方案没有改动。',
    todo: `${remedy}。`,
  }),
);

export const schemeInvalid = defineError<{ readonly message: string; readonly remedy: string }>(
  'SCHEME_INVALID',
  ({ message, remedy }) => ({
    what: `${message}，不能保存。`,
    kept: '原来的综合考核方案没有改动。',
    todo: `${remedy}。`,
  }),
);

export const groupNotFound = defineError('GROUP_NOT_FOUND', () => ({
  what: '这个单位类别已不在考评库里。',
  kept: keptUntouched,
  todo: '请刷新页面，重新选择单位类别。',
}));

export const componentNotFound = defineError('COMPONENT_NOT_FOUND', () => ({
  what: '这个组成部分已不在综合考核方案里，或者它不属于这个单位的类别。',
  kept: keptUntouched,
  todo: '请刷新综合考核页面后重新填写。',
}));

export const otherScoreOutOfRange = defineError<{
  readonly component: string;
  readonly unit: string;
  readonly score: string;
}>('OTHER_SCORE_RANGE', ({ component, unit, score }) => ({
  what: `“${unit}”的“${component}”得分“${score}”不在允许范围：0 到 100，最多两位小数。`,
  kept: '原来的得分没有改动。',
  todo: '请改成 0 到 100 之间、最多两位小数的数；没有得分的留空。',
}));

export const noScheme = defineError('NO_SCHEME', () => ({
  what: '还没有综合考核方案，不知道有哪些组成部分。',
  kept: keptUntouched,
  todo: '请先设置或导入综合考核方案，再导入其他部分的得分。',
}));

/** A table that was refused whole, with every finding, for whoever shows them as a list. */
export class TableRefused extends AppError {
  constructor(readonly problems: readonly TableProblem[]) {
    const errors = problems.filter(({ severity }) => severity === 'error');
    const first = errors[0];
    const law = errors.some(({ code }) => code === 'SCHEME_LAW_SHARE' || code === 'SCHEME_NO_LAW');
    const listed = errors.slice(0, 3).map(({ sheet, cell, message }) => `${sheet} ${cell} ${message}`.trim());
    super({
      code: law ? 'LAW_WEIGHT_BELOW_10' : 'IMPORT_BLOCKED',
      what: `表中有 ${errors.length} 个必须处理的问题，不能导入：${listed.join('；')}${errors.length > 3 ? '……' : ''}`,
      kept: keptUntouched,
      todo: first?.remedy ?? '请按提示改正原表，保存后重新导入。',
      ...(first ? { place: { sheet: first.sheet, cell: first.cell } } : {}),
    });
    this.name = 'TableRefused';
  }
}

/** @throws {TableRefused} if any finding is an error. */
export function refuseTableErrors(problems: readonly TableProblem[]): void {
  if (problems.some(({ severity }) => severity === 'error')) throw new TableRefused(problems);
}
