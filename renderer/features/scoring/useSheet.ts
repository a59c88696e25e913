import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
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
  const [failed, setFailed] = useState<{ readonly unitId: number; readonly cause: unknown } | null>(null);
  const shown = useRef<SheetState | null>(null);
  useLayoutEffect(() => {
    shown.current = state;
  }, [state]);

  const load = useCallback(
    async (unit: number) => {
      // Values on their way are let in first: an answer read before them would show them as unsaved again.
      await session.settled();
      const view = await call('scores:sheet', { unitId: unit });
      return openSheet(view, items, (itemId) => session.typedEntry(unit, itemId), cycleYear);
    },
    [items, session, cycleYear],
  );
  useEffect(() => {
    if (unitId === null) return;
    let gone = false;
    load(unitId).then(
      (sheet) => {
        if (gone) return;
        setState(sheet);
        setFailed(null);
      },
      (cause: unknown) => !gone && setFailed({ unitId, cause }),
    );
    return () => {
      gone = true;
    };
  }, [unitId, load]);
  const reload = useCallback(() => {
    if (unitId === null) return;
    load(unitId).then(setState, (cause: unknown) => setFailed({ unitId, cause }));
  }, [unitId, load]);

  useSavedRows(session, setState);
  useEffect(() => session.onRefused(reload), [session, reload]);

  const show = useCallback(
    (itemId: number, entry: ScoreEntry) => {
      if (!shown.current) return;
      // Two keystrokes may come before the next drawing: the second builds on the first.
      shown.current = typeEntry(shown.current, itemId, entry, cycleYear);
      setState((sheet) => sheet && typeEntry(sheet, itemId, entry, cycleYear));
    },
    [cycleYear],
  );
  const type = useCallback(
    (itemId: number, entry: ScoreEntry, editId: string) => {
      const sheet = shown.current;
      const line = sheet?.lines.find((each) => each.item.id === itemId);
      if (!sheet || !line || line.row.closed) return;
      session.type(sheet.unit.id, itemId, line.entry, entry, editId);
      show(itemId, entry);
    },
    [session, show],
  );
  const setEvidenceCount = useCallback(
    (itemId: number, count: number) => setState((sheet) => sheet && takeEvidenceCount(sheet, itemId, count)),
    [],
  );
  const error = failed?.unitId === unitId ? failed?.cause : undefined;
  const loading = unitId !== null && state?.unit.id !== unitId && error === undefined;
  return { state, loading, error, reload, type, show, setEvidenceCount };
}

/** Puts the database's answers in place, and asks for the new rank once typing pauses. */
function useSavedRows(
  session: ScoringSession,
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
      const { unitId } = answer.row;
      setState((sheet) => (sheet?.unit.id === unitId ? takeRecorded(sheet, answer) : sheet));
      clearTimeout(timer);
      if (answer.total) timer = setTimeout(() => void askRank(unitId), RANK_AFTER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [session, setState]);
}
