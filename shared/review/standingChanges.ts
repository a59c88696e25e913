import type { Points } from '../domain/points';

/** Where a unit stands in its group. */
export interface Standing {
  readonly final: Points;
  readonly rank: number | null;
  readonly grade: string | null;
  /** 综合总分; null without a scheme or while it is incomplete. */
  readonly comprehensiveTotal: Points | null;
}

export interface StandingOfUnit extends Standing {
  readonly id: number;
  readonly name: string;
  readonly group: string;
}

/** A unit before and after a change of scores. */
export interface StandingChange {
  readonly unitId: number;
  readonly name: string;
  readonly group: string;
  readonly before: Standing;
  readonly after: Standing;
  /** One of its own scores was changed; otherwise others moved past it. */
  readonly own: boolean;
}

/**
 * The units whose scores were changed, and every other whose total, rank or grade moves with them; those changed first,
 * then in the order given. peers.md 1.9: 前后对照.
 *
 * @param before, after the same units.
 */
export function standingChanges(
  before: readonly StandingOfUnit[],
  after: readonly StandingOfUnit[],
  changedUnits: ReadonlySet<number>,
): StandingChange[] {
  const later = new Map(after.map((unit) => [unit.id, unit]));
  const changes = before.flatMap((unit): StandingChange[] => {
    const now = later.get(unit.id);
    const own = changedUnits.has(unit.id);
    if (!now || (!own && isSameStanding(unit, now))) return [];
    return [
      {
        unitId: unit.id,
        name: unit.name,
        group: unit.group,
        before: standingOf(unit),
        after: standingOf(now),
        own,
      },
    ];
  });
  return [...changes.filter(({ own }) => own), ...changes.filter(({ own }) => !own)];
}

function standingOf({ final, rank, grade, comprehensiveTotal }: Standing): Standing {
  return { final, rank, grade, comprehensiveTotal };
}

function isSameStanding(one: Standing, other: Standing): boolean {
  return (
    one.final === other.final &&
    one.rank === other.rank &&
    one.grade === other.grade &&
    one.comprehensiveTotal === other.comprehensiveTotal
  );
}
