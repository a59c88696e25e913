import { useMemo, useSyncExternalStore } from 'react';
import { useWorkspace } from '../../shell/workspace';
import { scoringTyping, type ScoringSession } from './scoringSession';

export interface SessionState {
  readonly session: ScoringSession;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly failure: unknown;
}

/** The typing session of the open workspace, and what of it the screen shows. */
export function useScoringSession(): SessionState {
  const { workspace } = useWorkspace();
  const session = scoringTyping.in(workspace.folder);
  const listen = useMemo(() => (onChange: () => void) => session.onChange(onChange), [session]);
  const canUndo = useSyncExternalStore(listen, () => session.canUndo);
  const canRedo = useSyncExternalStore(listen, () => session.canRedo);
  const failure = useSyncExternalStore(listen, () => session.lastFailure);
  return { session, canUndo, canRedo, failure };
}
