import { formatPoints } from '@shared/domain/points';
import type { ExplanationStep, FieldProblem, ItemResult } from '@shared/domain/score';
import type { ItemView } from '@shared/ipc/views';

/** What an item may give or take at most, as its heading shows it; '' for vetoes. */
export function limitText(item: ItemView): string {
  switch (item.section) {
    case 'base':
      return `满分 ${formatPoints(item.points)}`;
    case 'bonus':
      return `最多加 ${formatPoints(sumOf(item, 'cap'))}`;
    case 'deduction':
      return `最多扣 ${formatPoints(sumOf(item, 'maxDeduct'))}`;
    case 'veto':
      return '否决项';
    default:
      return item.section satisfies never;
  }
}

function sumOf(item: ItemView, key: 'cap' | 'maxDeduct'): number {
  return item.rules.reduce((sum, rule) => {
    if (key in rule) return sum + Number(Reflect.get(rule, key));
    return sum + ('points' in rule ? (rule.points ?? 0) : 0);
  }, 0);
}

const SIGNS = { base: '得分', bonus: '加分', deduction: '扣分', veto: '否决' } as const;

/** The figure at the right of an item: 得分 0.80, 未评, 不适用 … */
export function resultText(item: ItemView, result: ItemResult): string {
  if (result.status === 'unscored') return item.section === 'base' ? '未评' : '无';
  if (result.status === 'notApplicable') return '不适用';
  if (item.section === 'veto') return result.veto ? '已触发' : '未触发';
  return `${SIGNS[item.section]} ${formatPoints(result.points)}`;
}

function flatten(steps: readonly ExplanationStep[]): string[] {
  return steps.flatMap((step) => [step.text, ...flatten(step.children ?? [])]);
}

/** 得分说明 in one line: the derivation, step by step. */
export function reasonLine(result: ItemResult): string {
  if (result.status === 'unscored' && result.problems.length > 0) return '';
  return flatten(result.steps).join('；');
}

/** Problems no field of the screen shows: input of an import that the rule does not know. */
export function unplacedProblems(
  problems: readonly FieldProblem[],
  shownFields: ReadonlySet<string>,
): readonly FieldProblem[] {
  return problems.filter((problem) => !shownFields.has(problem.field.replace(/^\[1\]/, '')));
}
