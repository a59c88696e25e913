import { useCallback, useEffect, useRef, useState } from 'react';
import type { Channel, Request, Response } from '@shared/ipc/contract';
import { call, takeAhead } from '../api';

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
  const [answer, setAnswer] = useState<Answer<Response<C>>>(() => firstAnswer(channel, request));
  const [round, setRound] = useState(0);
  const cameAhead = useRef(answer.turn);
  const key = request === null ? null : JSON.stringify(request);
  const turn = key === null ? '' : `${round} ${key}`;
  const latest = useRef('');
  const asked = useRef('');

  useEffect(() => {
    latest.current = turn;
    asked.current = turn;
    const isThere = cameAhead.current === turn;
    cameAhead.current = '';
    if (key === null || isThere) return;
    call(channel, JSON.parse(key) as Request<C>).then(
      (data) => {
        if (latest.current === turn) setAnswer({ turn, data });
      },
      (error: unknown) => {
        if (latest.current === turn) setAnswer((before) => ({ turn, data: before.data, error }));
      },
    );
  }, [channel, key, turn]);

  const reload = useCallback(() => setRound((n) => n + 1), []);
  const setData = useCallback((data: Response<C>) => {
    // What is put in place is newer than any answer still on its way.
    latest.current = '';
    setAnswer({ turn: asked.current, data });
  }, []);
  return { data: answer.data, error: answer.error, loading: answer.turn !== turn, reload, setData };
}

/** What was asked ahead and is there already. */
function firstAnswer<C extends Channel>(channel: C, request: Request<C> | null): Answer<Response<C>> {
  const data = request === null ? undefined : takeAhead(channel, request);
  return data === undefined ? { turn: '' } : { turn: `0 ${JSON.stringify(request)}`, data };
}

interface Answer<T> {
  /** The request it belongs to; '' before the first. */
  readonly turn: string;
  readonly data?: T;
  readonly error?: unknown;
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
