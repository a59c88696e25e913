import { useCallback, useEffect, useMemo, useState } from 'react';
import { groupVisits, type Visit } from '@shared/audit/groupVisits';
import type { AuditEntryView, AuditFilter } from '@shared/ipc/practice/audit';
import { call } from '../../api';

export interface AuditTrail {
  /** Newest first; saves of one visit to a field are one of them. */
  readonly visits: readonly Visit<AuditEntryView>[];
  readonly loading: boolean;
  readonly error: unknown;
  /** Whether there are older ones. */
  readonly more: boolean;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

interface Loaded {
  readonly filter: AuditFilter;
  readonly round: number;
  readonly entries: readonly AuditEntryView[];
  readonly more: boolean;
}

/** The trail as the filter has it, page by page. A late answer to an earlier filter is dropped. */
export function useAuditTrail(filter: AuditFilter): AuditTrail {
  const [round, setRound] = useState(0);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);

  useEffect(() => {
    let late = false;
    setError(undefined);
    call('audit:list', { filter, before: null }).then(
      (page) => {
        if (!late) setLoaded({ filter, round, ...page });
      },
      (cause: unknown) => {
        if (!late) setError(cause);
      },
    );
    return () => {
      late = true;
    };
  }, [filter, round]);

  const loadMore = useCallback(() => {
    const before = loaded?.entries.at(-1)?.id;
    if (!loaded || before === undefined) return;
    setBusy(true);
    call('audit:list', { filter: loaded.filter, before })
      .then((page) =>
        setLoaded((now) =>
          now === loaded
            ? { ...loaded, entries: [...loaded.entries, ...page.entries], more: page.more }
            : now,
        ),
      )
      .catch(setError)
      .finally(() => setBusy(false));
  }, [loaded]);

  const visits = useMemo(() => groupVisits(loaded?.entries ?? []), [loaded]);
  const current = loaded?.filter === filter && loaded.round === round;
  return {
    visits,
    loading: busy || (!current && error === undefined),
    error,
    more: loaded?.more ?? false,
    loadMore,
    reload: () => setRound((n) => n + 1),
  };
}
