import { useEffect, useRef } from 'react';
import { call } from '../api';
import { useSaveState } from './saveState';

/** Tells main what cannot be saved: it asks before 最近打开 or a double click takes the workspace away. */
export function useTellUnsaved(): void {
  const [failure] = useSaveState().failures.values();
  const what = failure?.what.slice(0, 500) ?? '';
  const told = useRef('');
  useEffect(() => {
    if (told.current === what) return;
    told.current = what;
    call('workspace:unsaved', { what }).catch(() => undefined);
  }, [what]);
}
