import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ScoreEntry } from '@shared/domain/score';
import type { ItemView, UnitProgress } from '@shared/ipc/views';
import { call } from '../../api';
import { openColumn, recordInColumn, typeInColumn, type ColumnLine } from './itemColumn';
import type { ScoringSession } from './scoringSession';

export interface ItemColumn {
  /** null while the item asked for is on its way. */
  readonly lines: readonly ColumnLine[] | null;
  readonly error: unknown;
  readonly reload: () => void;
  readonly type: (unitId: number, entry: ScoreEntry, editId: string) => void;
  readonly show: (unitId: number, entry: ScoreEntry) => void;
}

interface Column {
  readonly item: ItemView;
  readonly lines: readonly ColumnLine[];
}

/** One item across all units, kept up with what is typed and what the database answers. */
export function useItemColumn(
  item: ItemView | null,
  units: readonly UnitProgress[],
  session: ScoringSession,
  cycleYear: number,
): ItemColumn {
  const [column, setColumn] = useState<Column | null>(null);
  const [error, setError] = useState<unknown>(undefined);
  const shown = useRef<Column | null>(null);
  // Progress changes with every score; only who the units are matters here.
  const listed = useRef(units);
  useLayoutEffect(() => {
    shown.current = column;
    listed.current = units;
  }, [column, units]);

  const load = useCallback(
    async (asked: ItemView): Promise<Column> => {
      await session.settled();
      const rows = await call('scores:item', { itemId: asked.id });
      const typed = (unitId: number) => session.typedEntry(unitId, asked.id);
      return { item: asked, lines: openColumn(asked, rows, listed.current, typed, cycleYear) };
    },
    [session, cycleYear],
  );
  useEffect(() => {
    if (!item) return;
    let gone = false;
    load(item).then(
      (loaded) => {
        if (gone) return;
        setColumn(loaded);
        setError(undefined);
      },
      (cause: unknown) => !gone && setError(cause),
    );
    return () => {
      gone = true;
    };
  }, [item, load]);
  const reload = useCallback(() => {
    if (item) load(item).then(setColumn, setError);
  }, [item, load]);

  const change = useCallback((apply: (known: Column) => readonly ColumnLine[]) => {
    setColumn((known) => known && { ...known, lines: apply(known) });
  }, []);
  useEffect(
    () =>
      session.onSaved(({ answer }) =>
        change(({ item: held, lines }) =>
          held.id === answer.row.itemId ? recordInColumn(lines, answer) : lines,
        ),
      ),
    [session, change],
  );

  useEffect(() => session.onRefused(reload), [session, reload]);

  const show = useCallback(
    (unitId: number, entry: ScoreEntry) => {
      const typeIn = (known: Column) => typeInColumn(known.lines, known.item, unitId, entry, cycleYear);
      if (shown.current) shown.current = { ...shown.current, lines: typeIn(shown.current) };
      change(typeIn);
    },
    [cycleYear, change],
  );
  const type = useCallback(
    (unitId: number, entry: ScoreEntry, editId: string) => {
      const held = shown.current;
      const line = held?.lines.find((each) => each.unit.unitId === unitId);
      if (!held || !line || line.row.closed) return;
      session.type(unitId, held.item.id, line.entry, entry, editId);
      show(unitId, entry);
    },
    [session, show],
  );
  return { lines: column?.item === item ? (column?.lines ?? null) : null, error, reload, type, show };
}
