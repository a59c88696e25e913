import { useEffect } from 'react';
import { subscribe } from '../api';
import { showManual, useManualShown } from './manualShown';
import { ScreenModule, Show } from './ScreenModule';

// The manual and what reads it are wanted rarely.
const dialog = new ScreenModule(() => import('../features/manual/ManualDialog'));
const close = (): void => showManual(false);

/** 「用户手册」, also before a workspace is open. */
export function Manual() {
  const shown = useManualShown();
  useEffect(() => subscribe('menu:command', ({ command }) => command === 'manual' && showManual(true)), []);
  return shown && <Show module={dialog} props={{ onClose: close }} />;
}
