import type { ExplanationStep } from '@shared/domain/score';

/** The derivation as indented lines, for 「复制说明」. */
export function explanationText(title: string, root: ExplanationStep): string {
  const lines: string[] = [title];
  const walk = (step: ExplanationStep, depth: number): void => {
    lines.push(`${'  '.repeat(depth)}${step.text}`);
    for (const child of step.children ?? []) walk(child, depth + 1);
  };
  walk(root, 0);
  return lines.join('\n');
}
