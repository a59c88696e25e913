import { useEffect, useRef } from 'react';
import type { PackageFacts } from '@shared/ipc/practice/exchange';
import type { Seat } from '@shared/exchange/packageKind';
import type { ChosenFile, WorkspaceView } from '@shared/ipc/views';
import { call, subscribe, toErrorReport } from '../api';
import { useShowError } from '../components/useShowError';
import { offer } from './offered';

const NOT_NOW = /^(NOT_SIGNED_IN|PASSWORD_MUST_CHANGE)$/;

/**
 * Takes packages that were double-clicked as soon as somebody may open them: into the workspace that is open, or where they
 * make one of their own.
 *
 * @param workspace null: none is open.
 * @param ready whether whoever is here may go on to the screens, or there is nobody to be yet.
 * @param onSeat shows the dialog that makes a workspace of a package.
 */
export function useOfferedPackages(
  workspace: WorkspaceView | null,
  ready: boolean,
  onSeat: (file: ChosenFile) => void,
): void {
  const showError = useShowError();
  const here = useRef(workspace);
  here.current = workspace;
  useEffect(() => {
    if (!ready) return undefined;
    const take = async () => {
      for (const file of await call('app:offered', {})) {
        if (await makesOwn(file, here.current)) onSeat(file);
        else offer([file]);
      }
    };
    // Locked in between, they wait for whoever signs in.
    const takeNow = () =>
      void take().catch((cause: unknown) => {
        if (!NOT_NOW.test(toErrorReport(cause).code)) showError(cause);
      });
    takeNow();
    return subscribe('packages:offered', takeNow);
  }, [ready, onSeat, showError]);
}

/** Whether a package makes a workspace: where none is open, or the open one is of another seat than it is for. */
async function makesOwn(file: ChosenFile, workspace: WorkspaceView | null): Promise<boolean> {
  if (!workspace) return true;
  try {
    return isForAnother(await call('exchange:facts', { file: file.token, passphrase: '' }), workspace.seat);
  } catch {
    // Why it cannot be read is told where packages are taken in.
    return false;
  }
}

function isForAnother({ kind, to }: PackageFacts, seat: Seat): boolean {
  return kind === 'archive' || ((kind === 'task' || kind === 'assign') && to?.seat !== seat);
}
