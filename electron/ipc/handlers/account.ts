import { listAccounts, listRecoveryNotices, listSignInNames } from '../../services/account/listAccounts';
import { setLockAfterMinutes } from '../../services/account/lockAfter';
import { acknowledgeRecovery, recoverAccount } from '../../services/account/recoverAccount';
import { saveAccount } from '../../services/account/saveAccount';
import { resetPassword, setPassword } from '../../services/account/setPassword';
import { authenticate } from '../../services/account/signIn';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';
import type { accountCalls } from '../../../shared/ipc/practice/account';

/** Accounts, signing in (系统管理 · 人员). */
export function accountHandlers(session: Session): Pick<Handlers, keyof typeof accountCalls> {
  const open = () => session.workspace();
  return {
    'account:names': async () => listSignInNames(await open()),
    'account:signIn': async ({ name, password }) => {
      await session.signIn((workspace) => authenticate(workspace, name, password));
      return { app: await session.state(), recoveryCode: null };
    },
    'account:signOut': () => session.signOut(),
    'account:lock': () => session.lock(),
    'account:setPassword': async (request) => {
      const { recoveryCode } = await setPassword(await open(), request);
      await session.passwordChanged();
      return { app: await session.state(), recoveryCode };
    },
    'account:recover': async (request) => {
      const { recoveryCode } = await session.signIn((workspace) => recoverAccount(workspace, request));
      return { app: await session.state(), recoveryCode };
    },
    'account:list': async () => listAccounts(await open()),
    'account:save': async (request) => {
      await saveAccount(await open(), request);
      return listAccounts(await open());
    },
    'account:reset': async (request) => {
      await resetPassword(await open(), request);
      return listAccounts(await open());
    },
    'account:setLock': async ({ minutes }) => {
      await setLockAfterMinutes(await open(), minutes);
      return listAccounts(await open());
    },
    'account:notices': async () => listRecoveryNotices(await open()),
    'account:acknowledge': async ({ accountId }) => {
      await acknowledgeRecovery(await open(), accountId);
      return listRecoveryNotices(await open());
    },
  };
}
