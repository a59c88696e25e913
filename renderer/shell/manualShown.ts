import { useSyncExternalStore } from 'react';

let shown = false;
const listeners = new Set<() => void>();

/** 「用户手册」 over whatever is on the screen: F1, the native menu and 「帮助」 all ask for it here. */
export function showManual(show: boolean): void {
  shown = show;
  for (const listener of listeners) listener();
}

function listen(onChange: () => void): () => void {
  listeners.add(onChange);
  return () => listeners.delete(onChange);
}

export function useManualShown(): boolean {
  return useSyncExternalStore(listen, () => shown);
}
