import type { AppState } from '@shared/ipc/views';
import { call } from '../../api';
import { allArrived } from '../../shell/saveState';

/** So long locking waits for what is being saved; a disk that hangs must not keep the window open to everybody. */
const SAVED_WITHIN_MS = 3_000;

/** Covers the screen at once, lets what is under way be saved, then locks. */
export async function lockNow(app: AppState, setApp: (app: AppState) => void): Promise<void> {
  const { workspace } = app;
  if (!workspace?.account?.hasPassword || workspace.locked) return;
  setApp({ ...app, workspace: { ...workspace, locked: true } });
  await Promise.race([allArrived(), new Promise((resolve) => setTimeout(resolve, SAVED_WITHIN_MS))]);
  setApp(await call('account:lock', {}));
}
