import { useCallback, useEffect, useRef, useState } from 'react';
import type { ScoreEntry } from '@shared/domain/score';
import type { ItemView, UnitProgress } from '@shared/ipc/views';
import { call } from '../../api';
import { openColumn, recordInColumn, typeInColumn, type ColumnLine } from './itemColumn';
import type { ScoringSession } from './scoringSession';

export interface ItemColumn {
  readonly lines: readonly ColumnLine[] | null;
  readonly error: unknown;
  readonly reload: () => void;
  readonly type: (unitId: number, entry: ScoreEntry, editId: string) => void;
  readonly show: (unitId: number, entry: ScoreEntry) => void;
}

/** One item across all units, kept up with what is typed and what the database answers. */
export function useItemColumn(
  item: ItemView | null,
  units: readonly UnitProgress[],
  session: ScoringSession,
  cycleYear: number,
): ItemColumn {
  const [lines, setLines] = useState<readonly ColumnLine[] | null>(null);
  const [error, setError] = useState<unknown>(undefined);
  const [round, setRound] = useState(0);
  const shown = useRef(lines);
  shown.current = lines;
  // Progress changes with every score; only who the units are matters here.
  const listed = useRef(units);
  listed.current = units;

  useEffect(() => {
    if (!item) return;
    let gone = false;
    setLines(null);
    session
      .settled()
      .then(() => call('scores:item', { itemId: item.id }))
      .then(
        (rows) => {
          if (gone) return;
          setLines(
            openColumn(
              item,
              rows,
              listed.current,
              (unitId) => session.typedEntry(unitId, item.id),
              cycleYear,
            ),
          );
          setError(undefined);
        },
        (cause: unknown) => !gone && setError(cause),
      );
    return () => {
      gone = true;
    };
  }, [item, session, cycleYear, round]);

  useEffect(
    () =>
      session.onSaved(({ answer }) => {
        if (answer.row.itemId === item?.id) setLines((known) => known && recordInColumn(known, answer.row));
      }),
    [session, item],
  );

  const show = useCallback(
    (unitId: number, entry: ScoreEntry) => {
      if (!item || !shown.current) return;
      shown.current = typeInColumn(shown.current, item, unitId, entry, cycleYear);
      setLines(shown.current);
    },
    [item, cycleYear],
  );
  const type = useCallback(
    (unitId: number, entry: ScoreEntry, editId: string) => {
      const line = shown.current?.find((each) => each.unit.unitId === unitId);
      if (!item || !line) return;
      session.type(unitId, item.id, line.entry, entry, editId);
      show(unitId, entry);
    },
    [item, session, show],
  );
  const reload = useCallback(() => setRound((n) => n + 1), []);
  return { lines, error, reload, type, show };
}
