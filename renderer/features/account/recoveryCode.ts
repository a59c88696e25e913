import { useSyncExternalStore } from 'react';

let shown: string | null = null;
const listeners = new Set<() => void>();

/**
 * Shows a recovery code until it was written down. It outlives the screen that brought it: making a workspace, or signing
 * in, takes that screen away.
 */
export function showRecoveryCode(code: string | null): void {
  shown = code;
  for (const listener of listeners) listener();
}

function listen(onChange: () => void): () => void {
  listeners.add(onChange);
  return () => listeners.delete(onChange);
}

/** The code to be written down now; null: none. */
export function useRecoveryCode(): string | null {
  return useSyncExternalStore(listen, () => shown);
}
