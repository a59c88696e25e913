import { useCallback, useEffect, useRef, useState } from 'react';
import type { ScoreEntry } from '@shared/domain/score';
import type { ItemView } from '@shared/ipc/views';
import { call } from '../../api';
import type { ScoringSession } from './scoringSession';
import { openSheet, takeEvidenceCount, takeRecorded, typeEntry, type SheetState } from './sheetState';

/** Rank and grade are asked for once typing pauses: they need the whole group. */
const RANK_AFTER_MS = 300;

export interface Sheet {
  /** The sheet of the unit asked for, or still the one before while the next is on its way. */
  readonly state: SheetState | null;
  readonly loading: boolean;
  readonly error: unknown;
  readonly reload: () => void;
  readonly type: (itemId: number, entry: ScoreEntry, editId: string) => void;
  /** Shows an entry that undo or redo has already sent. */
  readonly show: (itemId: number, entry: ScoreEntry) => void;
  readonly setEvidenceCount: (itemId: number, count: number) => void;
}

/** The score sheet of one unit, kept up with what is typed and what the database answers. */
export function useSheet(
  unitId: number | null,
  items: ReadonlyMap<number, ItemView>,
  session: ScoringSession,
  cycleYear: number,
): Sheet {
  const [state, setState] = useState<SheetState | null>(null);
  const [error, setError] = useState<unknown>(undefined);
  const [loading, setLoading] = useState(false);
  const [round, setRound] = useState(0);
  const shown = useRef(state);
  shown.current = state;

  useEffect(() => {
    if (unitId === null || items.size === 0) return;
    let gone = false;
    setLoading(true);
    // Values on their way are let in first: an answer read before them would show them as unsaved again.
    session
      .settled()
      .then(() => call('scores:sheet', { unitId }))
      .then(
        (view) => {
          if (gone) return;
          setState(openSheet(view, items, (itemId) => session.typedEntry(unitId, itemId), cycleYear));
          setError(undefined);
          setLoading(false);
        },
        (cause: unknown) => {
          if (gone) return;
          setError(cause);
          setLoading(false);
        },
      );
    return () => {
      gone = true;
    };
  }, [unitId, items, session, cycleYear, round]);

  useSavedRows(session, shown, setState);

  const type = useCallback(
    (itemId: number, entry: ScoreEntry, editId: string) => {
      const sheet = shown.current;
      const line = sheet?.lines.find((each) => each.item.id === itemId);
      if (!sheet || !line) return;
      session.type(sheet.unit.id, itemId, line.entry, entry, editId);
      shown.current = typeEntry(sheet, itemId, entry, cycleYear);
      setState(shown.current);
    },
    [session, cycleYear],
  );
  const show = useCallback(
    (itemId: number, entry: ScoreEntry) =>
      setState((sheet) => sheet && typeEntry(sheet, itemId, entry, cycleYear)),
    [cycleYear],
  );
  const setEvidenceCount = useCallback(
    (itemId: number, count: number) => setState((sheet) => sheet && takeEvidenceCount(sheet, itemId, count)),
    [],
  );
  const reload = useCallback(() => setRound((n) => n + 1), []);
  return { state, loading, error, reload, type, show, setEvidenceCount };
}

/** Puts the database's answers in place, and asks for the new rank once typing pauses. */
function useSavedRows(
  session: ScoringSession,
  shown: { readonly current: SheetState | null },
  setState: (change: (sheet: SheetState | null) => SheetState | null) => void,
): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const askRank = async (unitId: number) => {
      try {
        const total = await call('scores:rank', { unitId });
        setState((sheet) => (sheet?.unit.id === unitId ? { ...sheet, total } : sheet));
      } catch {
        // The rank stays as it was; the next saved score asks again.
      }
    };
    const stop = session.onSaved(({ answer }) => {
      if (shown.current?.unit.id !== answer.row.unitId) return;
      setState((sheet) => (sheet?.unit.id === answer.row.unitId ? takeRecorded(sheet, answer) : sheet));
      clearTimeout(timer);
      timer = setTimeout(() => void askRank(answer.row.unitId), RANK_AFTER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [session, shown, setState]);
}
