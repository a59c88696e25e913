import { useCallback, useEffect, useRef, useState } from 'react';
import type { Channel, Request, Response } from '@shared/ipc/contract';
import { call } from '../api';

export interface Loaded<T> {
  /** Kept while loading again, so that nothing flickers. */
  readonly data: T | undefined;
  readonly error: unknown;
  readonly loading: boolean;
  readonly reload: () => void;
  /** Puts an answer of another call in place, without asking again. */
  readonly setData: (data: T) => void;
}

/**
 * Asks when shown and whenever the request changes. A late answer to an earlier request is dropped.
 * @param request null: do not ask yet.
 */
export function useCall<C extends Channel>(channel: C, request: Request<C> | null): Loaded<Response<C>> {
  const [data, setData] = useState<Response<C>>();
  const [error, setError] = useState<unknown>(undefined);
  const [loading, setLoading] = useState(request !== null);
  const [round, setRound] = useState(0);
  const key = request === null ? null : JSON.stringify(request);
  const latest = useRef(0);

  useEffect(() => {
    if (key === null) return;
    const turn = ++latest.current;
    setLoading(true);
    call(channel, JSON.parse(key) as Request<C>).then(
      (answer) => {
        if (turn !== latest.current) return;
        setData(answer);
        setError(undefined);
        setLoading(false);
      },
      (cause: unknown) => {
        if (turn !== latest.current) return;
        setError(cause);
        setLoading(false);
      },
    );
  }, [channel, key, round]);

  const reload = useCallback(() => setRound((n) => n + 1), []);
  const replace = useCallback((answer: Response<C>) => {
    latest.current += 1;
    setData(() => answer);
    setLoading(false);
    setError(undefined);
  }, []);
  return { data, error, loading, reload, setData: replace };
}

export interface Action<C extends Channel> {
  readonly run: (request: Request<C>) => Promise<Response<C> | undefined>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clearError: () => void;
}

/** A call a person starts with a button. Answers undefined where it failed; `error` then says why. */
export function useAction<C extends Channel>(channel: C): Action<C> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const run = useCallback(
    async (request: Request<C>) => {
      setBusy(true);
      setError(undefined);
      try {
        return await call(channel, request);
      } catch (cause) {
        setError(cause);
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [channel],
  );
  const clearError = useCallback(() => setError(undefined), []);
  return { run, busy, error, clearError };
}
