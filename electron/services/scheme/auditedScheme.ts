import { formatPoints } from '@shared/domain/points';
import type { SchemeComponent } from '@shared/domain/totals';

/** What the trail keeps of a comprehensive scheme: the weight of each component as people read it, in order. */
export function auditedScheme(components: readonly SchemeComponent[]): {
  readonly components: Readonly<Record<string, string>>;
} {
  return {
    components: Object.fromEntries(
      components.map(({ name, weight, ruleOfLaw }) => [
        name,
        `${formatPoints(weight)}${ruleOfLaw ? '（法治部分）' : ''}`,
      ]),
    ),
  };
}
