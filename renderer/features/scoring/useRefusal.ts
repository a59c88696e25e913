import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { DraftSession } from './draftSession';

/** Why the last value typed was given up, undefined while none was; what is stored is shown again then. */
export function useRefusal<Saved, Entry>(session: DraftSession<Saved, Entry>, reload: () => void): unknown {
  const refusal = useSyncExternalStore(session.onChange, () => session.refusal);
  const latest = useRef(reload);
  useEffect(() => {
    latest.current = reload;
  });
  useEffect(() => {
    if (refusal !== null) latest.current();
  }, [refusal]);
  return refusal ?? undefined;
}
