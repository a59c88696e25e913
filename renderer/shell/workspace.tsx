import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { mayForEveryUnit, type Action } from '@shared/domain/role';
import type { AppState, WorkspaceView } from '@shared/ipc/views';
import { call, subscribe } from '../api';
import { reportSave } from './saveState';
import { endTyping, NO_SEAT, seatAfter } from './typing';
import { useCloseWhenSaved } from './useCloseWhenSaved';
import { useTellUnsaved } from './useTellUnsaved';

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
  const [app, show] = useState(initial);
  const seat = useRef(seatAfter(NO_SEAT, initial.workspace).seat);
  // At once, not with the next drawing: whatever is sent from here on is about what is open now.
  const setApp = useCallback((next: AppState) => {
    const after = seatAfter(seat.current, next.workspace);
    seat.current = after.seat;
    if (after.ends) {
      endTyping();
      reportSave({ type: 'reset' });
    }
    show(next);
  }, []);
  useCloseWhenSaved();
  useTellUnsaved();
  useEffect(() => subscribe('workspace:changed', setApp), [setApp]);
  const value = useMemo(
    () => ({ app, setApp, refresh: async () => setApp(await call('app:state', {})) }),
    [app, setApp],
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

/** `useMay` for what concerns one unit: people of a unit act for their own only. */
export function useMayFor(): (action: Action, unitCode: string | undefined) => boolean {
  const { account } = useWorkspace().workspace;
  const may = useMay();
  return useCallback(
    (action, unitCode) =>
      may(action) &&
      account !== null &&
      (mayForEveryUnit(account, action) || (unitCode !== undefined && unitCode === account.unitCode)),
    [may, account],
  );
}

/** For screens, which are shown only while a workspace is open. */
export function useWorkspace(): WorkspaceContextValue & { readonly workspace: WorkspaceView } {
  const value = useApp();
  const workspace = value.app.workspace;
  if (!workspace) throw new Error('no workspace is open');
  return useMemo(() => ({ ...value, workspace }), [value, workspace]);
}
