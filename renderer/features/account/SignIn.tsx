import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { SignedInView } from '@shared/ipc/practice/account';
import { call } from '../../api';
import { useShowError } from '../../components/useShowError';
import { useSaveState } from '../../shell/saveState';
import { LEAVING_WORKSPACE, useAskUnsaved } from '../../shell/useAskUnsaved';
import { useWorkspace } from '../../shell/workspace';
import { PasswordForm } from './PasswordForm';
import { RecoverForm } from './RecoverForm';
import { showRecoveryCode } from './recoveryCode';
import { SignInForm } from './SignInForm';
import './account.css';

/**
 * The page before the workspace, and over it while the window is locked: 「登录」; then, where somebody else set the
 * password, a new one.
 */
export default function SignIn() {
  const { workspace, setApp } = useWorkspace();
  const { account, locked } = workspace;
  const mustChange = account !== null && account.mustChange && !locked;
  return (
    <div
      className="sign-in"
      role={locked ? 'dialog' : 'main'}
      aria-modal={locked || undefined}
      aria-label="登录"
    >
      <div className="sign-in-box">
        <h1>法衡</h1>
        <p className="sign-in-workspace">{workspace.name}</p>
        {mustChange ? (
          <>
            <Alert
              type="info"
              showIcon
              className="sign-in-note"
              title={`${account.name}，现在的口令是别人设置的，请改成自己的。`}
            />
            <PasswordForm account={account} />
          </>
        ) : (
          <Enter onSignedIn={({ app }) => setApp(app)} />
        )}
        {!locked && <Leave />}
      </div>
    </div>
  );
}

function Enter({ onSignedIn }: { readonly onSignedIn: (signedIn: SignedInView) => void }) {
  const { workspace } = useWorkspace();
  const unsaved = useSaveState().failures.size > 0;
  const [forgotten, setForgotten] = useState<string | null>(null);
  const { account, locked } = workspace;
  const enter = (signedIn: SignedInView) => {
    onSignedIn(signedIn);
    showRecoveryCode(signedIn.recoveryCode);
  };
  const person = locked ? (account?.name ?? '') : '';
  // Another person's signing in takes the screen away, and with it what could not be saved.
  const fixed = locked && unsaved;
  if (forgotten !== null) {
    return <RecoverForm name={forgotten} onSignedIn={enter} onBack={() => setForgotten(null)} />;
  }
  return (
    <>
      {locked && (
        <Alert
          type="info"
          showIcon
          className="sign-in-note"
          title={
            fixed
              ? `已锁定。“${person}”还有没保存的内容，请本人登录后保存。`
              : '已锁定，屏幕上的内容都在，登录后接着用。'
          }
        />
      )}
      <SignInForm first={person} fixed={fixed} onSignedIn={enter} onForgotten={setForgotten} />
    </>
  );
}

/** Nobody of this workspace is here: another one may be opened. */
function Leave() {
  const { setApp } = useWorkspace();
  const showError = useShowError();
  const askUnsaved = useAskUnsaved();
  const leave = async () => {
    if (await askUnsaved(LEAVING_WORKSPACE)) setApp(await call('workspace:close', {}));
  };
  return (
    <Button type="link" className="sign-in-leave" onClick={() => void leave().catch(showError)}>
      打开其他考评库
    </Button>
  );
}
