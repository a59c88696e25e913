import { useCallback, useEffect, useState } from 'react';
import type { ItemView } from '@shared/ipc/views';
import { call } from '../../api';
import type { SelfSession } from './selfSession';
import { openSelfSheet, type SelfEntry, type SelfLine } from './selfState';

export interface SelfSheet {
  readonly lines: readonly SelfLine[] | null;
  readonly error: unknown;
  readonly reload: () => void;
  readonly type: (itemId: number, entry: SelfEntry) => void;
  readonly setEvidenceCount: (itemId: number, count: number) => void;
}

/** The self-evaluation of one unit, kept up with what is typed. */
export function useSelfSheet(
  unitId: number | null,
  items: ReadonlyMap<number, ItemView>,
  session: SelfSession,
): SelfSheet {
  const [sheet, setSheet] = useState<{ unitId: number; lines: readonly SelfLine[] } | null>(null);
  const [error, setError] = useState<unknown>(undefined);

  const load = useCallback(
    async (unit: number) => {
      await session.settled();
      const rows = await call('self:sheet', { unitId: unit });
      return openSelfSheet(rows, items, (itemId) => session.draftAt(unit, itemId));
    },
    [items, session],
  );

  useEffect(() => {
    if (unitId === null || items.size === 0) return;
    let gone = false;
    load(unitId).then(
      (lines) => {
        if (gone) return;
        setSheet({ unitId, lines });
        setError(undefined);
      },
      (cause: unknown) => !gone && setError(cause),
    );
    return () => {
      gone = true;
    };
  }, [unitId, items, load]);

  const reload = useCallback(() => {
    if (unitId === null) return;
    load(unitId).then((lines) => setSheet({ unitId, lines }), setError);
  }, [unitId, load]);

  const change = useCallback((itemId: number, apply: (line: SelfLine) => SelfLine) => {
    setSheet(
      (known) =>
        known && {
          ...known,
          lines: known.lines.map((line) => (line.item.id === itemId ? apply(line) : line)),
        },
    );
  }, []);
  const type = useCallback(
    (itemId: number, entry: SelfEntry) => {
      if (unitId === null) return;
      session.type(unitId, itemId, entry);
      change(itemId, (line) => ({ ...line, entry }));
    },
    [unitId, session, change],
  );
  const setEvidenceCount = useCallback(
    (itemId: number, evidenceCount: number) => change(itemId, (line) => ({ ...line, evidenceCount })),
    [change],
  );
  return { lines: sheet?.unitId === unitId ? sheet.lines : null, error, reload, type, setEvidenceCount };
}
