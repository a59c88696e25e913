import type { ExplanationStep } from '@shared/domain/score';

/** The lines of an explanation from top to bottom; what a figure was made from stands below it, indented. */
export function flattenSteps(steps: readonly ExplanationStep[], depth = 0): string[] {
  return steps.flatMap((step) => [
    `${'  '.repeat(depth)}${step.text}`,
    ...flattenSteps(step.children ?? [], depth + 1),
  ]);
}
