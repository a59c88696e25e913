import { useMemo } from 'react';
import type { UnitProgress } from '@shared/ipc/views';
import { useSameList } from '../../shell/useStable';
import { isText, useRemembered } from './remembered';

export interface UnitFilter {
  readonly shown: readonly UnitProgress[];
  readonly groups: readonly string[];
  readonly group: string;
  readonly setGroup: (group: string) => void;
}

/** Units of a group, on request only those with something left to score; the chosen one always stays in sight. */
export function filterUnits(
  units: readonly UnitProgress[],
  group: string,
  onlyUnscored: boolean,
  keep: number | null,
): readonly UnitProgress[] {
  return units.filter(
    (unit) =>
      (group === '' || unit.group === group) &&
      (!onlyUnscored || unit.scored < unit.applicable || unit.unitId === keep),
  );
}

export function useUnitFilter(
  units: readonly UnitProgress[],
  onlyUnscored: boolean,
  keep: number | null,
): UnitFilter {
  const [remembered, setGroup] = useRemembered('scoring.group', '', isText);
  const groups = useSameList([...new Set(units.map((unit) => unit.group))]);
  const group = groups.includes(remembered) ? remembered : '';
  const shown = useMemo(
    () => filterUnits(units, group, onlyUnscored, keep),
    [units, group, onlyUnscored, keep],
  );
  return { shown, groups, group, setGroup };
}
