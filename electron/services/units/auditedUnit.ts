import type { Unit } from '@shared/domain/unit';

/** What the trail keeps of a unit. */
export function auditedUnit({ code, name, shortName, group, tags, position }: Unit): Unit {
  return { code, name, shortName, group, tags, position };
}
