import { useEffect } from 'react';
import { useApp } from '../../shell/workspace';
import { lockNow } from './lockNow';

const TOUCHES = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** How often it is looked whether the time is over. By the clock, so that a machine that slept locks on waking. */
const LOOK_EVERY_MS = 5_000;

/** Locks the window after a while without a touch; only accounts with a password, for which there is a way back in. */
export function useIdleLock(): void {
  const { app, setApp } = useApp();
  const { workspace } = app;
  const minutes = workspace?.account?.hasPassword && !workspace.locked ? workspace.lockAfterMinutes : 0;
  useEffect(() => {
    if (minutes === 0) return;
    let last = Date.now();
    const touch = () => {
      last = Date.now();
    };
    const look = setInterval(() => {
      if (Date.now() - last < minutes * 60_000) return;
      clearInterval(look);
      void lockNow(app, setApp);
    }, LOOK_EVERY_MS);
    for (const name of TOUCHES) window.addEventListener(name, touch, { capture: true, passive: true });
    return () => {
      clearInterval(look);
      for (const name of TOUCHES) window.removeEventListener(name, touch, { capture: true });
    };
  }, [minutes, app, setApp]);
}
