import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { UnitProgress } from '@shared/ipc/views';
import { useCall } from '../../shell/useCall';
import type { ScoringSession } from './scoringSession';

export interface ProgressList {
  readonly units: readonly UnitProgress[];
  readonly loading: boolean;
  readonly error: unknown;
  readonly reload: () => void;
}

/** Whose totals are not shown, their list is read again once typing pauses. */
const RELOAD_AFTER_MS = 1_500;

type Figures = Pick<UnitProgress, 'scored' | 'applicable'>;

/** Every unit with what is scored; kept up by the answers to what is typed. */
export function useProgress(session: ScoringSession): ProgressList {
  const { data, loading, error, reload } = useCall('scores:progress', {});
  const [fresh, setFresh] = useState<ReadonlyMap<number, Figures>>(new Map());
  const reloadSoon = useDelayed(reload);
  useEffect(
    () =>
      session.onSaved(({ answer }) => {
        if (answer.total === null) return void reloadSoon();
        const { scored, unscored } = answer.total;
        setFresh((known) => {
          const before = known.get(answer.row.unitId);
          if (before?.scored === scored && before.applicable === scored + unscored) return known;
          return new Map(known).set(answer.row.unitId, { scored, applicable: scored + unscored });
        });
      }),
    [session, reloadSoon],
  );
  const units = useMemo(
    () =>
      (data ?? []).map((unit) => {
        const figures = fresh.get(unit.unitId);
        return figures ? { ...unit, ...figures } : unit;
      }),
    [data, fresh],
  );
  return { units, loading, error, reload };
}

function useDelayed(work: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(work, RELOAD_AFTER_MS);
  }, [work]);
}
