import type { ChosenFile } from '@shared/ipc/views';

/** Packages opened from outside the window, on their way to 数据交换 · 收入. */
let waiting: readonly ChosenFile[] = [];
const listeners = new Set<() => void>();

/** Hands packages on to the screen that takes them in. */
export function offer(files: readonly ChosenFile[]): void {
  if (files.length === 0) return;
  waiting = [...waiting, ...files];
  for (const listener of listeners) listener();
}

/** What waits; each is taken once. */
export function takeOffered(): readonly ChosenFile[] {
  const taken = waiting;
  waiting = [];
  return taken;
}

export const hasOffered = (): boolean => waiting.length > 0;

/** Tells of packages that come from now on; the answer stops that. */
export function onOffered(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
