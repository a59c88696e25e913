import { useSyncExternalStore } from 'react';
import type { ErrorReport } from '@shared/errors/appError';

/**
 * What the top bar says about saving. `dirty` counts writes on their way; a failed write stays until one of the same
 * key succeeds, so that one screen's success never hides another's failure.
 */
export interface SaveState {
  readonly pending: number;
  /** ISO time of the last acknowledged write of this session; null before the first. */
  readonly savedAt: string | null;
  readonly failures: ReadonlyMap<string, ErrorReport>;
}

export const INITIAL_SAVE_STATE: SaveState = { pending: 0, savedAt: null, failures: new Map() };

export type SaveEvent =
  | { readonly type: 'started'; readonly key: string }
  | { readonly type: 'saved'; readonly key: string; readonly at: string }
  | { readonly type: 'failed'; readonly key: string; readonly error: ErrorReport }
  /** The value was given up: it is neither saved nor waiting. */
  | { readonly type: 'withdrawn'; readonly key: string }
  | { readonly type: 'reset' };

/** `key` names what is written ("score:12:34"), so that a retry clears its own failure. */
export function reduceSaveState(state: SaveState, event: SaveEvent): SaveState {
  switch (event.type) {
    case 'started':
      return { ...state, pending: state.pending + 1 };
    case 'saved': {
      const failures = new Map(state.failures);
      failures.delete(event.key);
      const savedAt = state.savedAt !== null && state.savedAt > event.at ? state.savedAt : event.at;
      return { pending: Math.max(0, state.pending - 1), savedAt, failures };
    }
    case 'failed': {
      const failures = new Map(state.failures);
      failures.set(event.key, event.error);
      return { ...state, pending: Math.max(0, state.pending - 1), failures };
    }
    case 'withdrawn': {
      const failures = new Map(state.failures);
      failures.delete(event.key);
      return { ...state, failures };
    }
    case 'reset':
      return INITIAL_SAVE_STATE;
    default:
      return event satisfies never;
  }
}

let current = INITIAL_SAVE_STATE;
/** Counts resets: how a write ended that began before one is nobody's concern any more. */
let era = 0;
const listeners = new Set<() => void>();

/** Screens tell the top bar how their writes go. */
export function reportSave(event: SaveEvent): void {
  if (event.type === 'reset') era += 1;
  current = reduceSaveState(current, event);
  for (const listener of listeners) listener();
}

function listen(onChange: () => void): () => void {
  listeners.add(onChange);
  return () => listeners.delete(onChange);
}

export function currentSaveState(): SaveState {
  return current;
}

/** Resolves when no write is on its way any more: each has arrived, or failed. */
export async function allArrived(): Promise<void> {
  // A queue sends its next value in the turn its last one arrives.
  do await new Promise((resolve) => setTimeout(resolve, 0));
  while (current.pending > 0 && (await nextChange()));
}

function nextChange(): Promise<true> {
  return new Promise((resolve) => {
    const stop = listen(() => {
      stop();
      resolve(true);
    });
  });
}

export function useSaveState(): SaveState {
  return useSyncExternalStore(listen, () => current);
}

/**
 * Runs one write and reports it. The error is thrown on, so that the caller can keep what was typed.
 * @param key names what is written; the same key for every try of the same thing.
 */
export async function trackSave<T>(
  key: string,
  write: () => Promise<T>,
  toReport: (cause: unknown) => ErrorReport,
): Promise<T> {
  const begun = era;
  const report = (event: SaveEvent): void => {
    if (era === begun) reportSave(event);
  };
  report({ type: 'started', key });
  try {
    const value = await write();
    report({ type: 'saved', key, at: new Date().toISOString() });
    return value;
  } catch (cause) {
    report({ type: 'failed', key, error: toReport(cause) });
    throw cause;
  }
}

/** Local wall-clock time as the top bar shows it: 10:32:05. */
export function clockTime(iso: string): string {
  const time = new Date(iso);
  return [time.getHours(), time.getMinutes(), time.getSeconds()]
    .map((n) => String(n).padStart(2, '0'))
    .join(':');
}
