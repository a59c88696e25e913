import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Action } from '@shared/domain/role';
import type { AppState, WorkspaceView } from '@shared/ipc/views';
import { call, subscribe } from '../api';
import { reportSave } from './saveState';
import { useCloseWhenSaved } from './useCloseWhenSaved';

export interface WorkspaceContextValue {
  readonly app: AppState;
  /** Takes over an AppState a call answered with. */
  readonly setApp: (app: AppState) => void;
  /** Asks main again, for instance after publishing. */
  readonly refresh: () => Promise<void>;
}

const WorkspaceContext = createContext<WorkspaceContextValue | null>(null);

export function WorkspaceProvider({
  initial,
  children,
}: {
  readonly initial: AppState;
  readonly children: ReactNode;
}) {
  const [app, setApp] = useState(initial);
  const folder = app.workspace?.folder;
  useCloseWhenSaved();
  useEffect(() => subscribe('workspace:changed', setApp), []);
  // Another workspace has its own saved state.
  useEffect(() => {
    if (folder !== undefined) reportSave({ type: 'reset' });
  }, [folder]);
  const value = useMemo(
    () => ({ app, setApp, refresh: async () => setApp(await call('app:state', {})) }),
    [app],
  );
  return <WorkspaceContext value={value}>{children}</WorkspaceContext>;
}

/** The app's state with the possibly missing workspace. */
export function useApp(): WorkspaceContextValue {
  const value = useContext(WorkspaceContext);
  if (!value) throw new Error('WorkspaceProvider is missing');
  return value;
}

/** Whether the person may do something here and now: it is theirs to do, and the workspace can be written to. */
export function useMay(): (action: Action) => boolean {
  const { actions, readOnly } = useWorkspace().workspace;
  return useCallback((action) => !readOnly && actions.includes(action), [actions, readOnly]);
}

/** For screens, which are shown only while a workspace is open. */
export function useWorkspace(): WorkspaceContextValue & { readonly workspace: WorkspaceView } {
  const value = useApp();
  const workspace = value.app.workspace;
  if (!workspace) throw new Error('no workspace is open');
  return useMemo(() => ({ ...value, workspace }), [value, workspace]);
}
