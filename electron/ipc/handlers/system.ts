import { basename } from 'node:path';
import { recordKeeping, recordKeepingIn } from '../../services/audit/recordKeeping';
import { getUiState, setUiState } from '../../services/uiState';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';

type SystemCalls = Extract<keyof Handlers, `system:${string}` | `ui:${string}`>;

/** 系统管理, and what the screens remember. */
export function systemHandlers(session: Session): Pick<Handlers, SystemCalls> {
  return {
    'system:verify': async () => session.run('verify', { folder: (await session.workspace()).folder }),
    'system:backup': async ({ target }) => {
      // As it is now: the backup is this person's, whoever sits there when it is done.
      const workspace = { ...(await session.workspace()) };
      const path = session.files.path(target, 'write');
      const keep = (): Promise<void> =>
        recordKeeping(workspace, { action: 'workspace.backup', file: basename(path) });
      const { folder } = workspace;
      return { jobId: session.startWithProgress('backup', { folder, target: path }, path, keep) };
    },
    'system:restore': async ({ file, folder }) => {
      const target = session.files.path(folder, 'folder');
      const backup = session.files.path(file, 'read');
      await session.run('restore', { file: backup, folder: target });
      await recordKeepingIn(target, { action: 'workspace.restore', file: basename(backup) });
      return session.open(target);
    },
    'ui:get': async ({ key }) => getUiState(await session.workspace(), key),
    'ui:set': async ({ key, value }) => {
      await setUiState(await session.workspace(), key, value);
      return null;
    },
  };
}
