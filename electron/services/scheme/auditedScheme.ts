import type { SchemeComponent } from '@shared/domain/totals';

/** What the trail keeps of a comprehensive scheme: its components in order, weights in hundredths. */
export function auditedScheme(components: readonly SchemeComponent[]): {
  readonly components: readonly SchemeComponent[];
} {
  return { components: components.map(({ name, weight, ruleOfLaw }) => ({ name, weight, ruleOfLaw })) };
}
