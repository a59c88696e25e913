import { Alert, Button } from 'antd';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';
import { chineseTime } from '../../shell/words';
import { useWorkspace } from '../../shell/workspace';

/** Tells administrators that somebody used a recovery code, until one takes note. */
export function RecoveryNotices() {
  const { workspace } = useWorkspace();
  const manages = workspace.actions.includes('managePeople');
  const notices = useCall('account:notices', manages ? {} : null);
  const acknowledge = useAction('account:acknowledge');
  if (!manages || !notices.data) return null;
  const note = async (accountId: number) => {
    const left = await acknowledge.run({ accountId });
    if (left) notices.setData(left);
  };
  return (
    <>
      {notices.data.map(({ accountId, name, at }) => (
        <Alert
          key={accountId}
          type="warning"
          banner
          role="alert"
          title={`“${name}”在${chineseTime(at)}用恢复码重设了口令。不是本人所为的，请马上停用这个账号。`}
          action={
            <Button size="small" disabled={workspace.readOnly} onClick={() => void note(accountId)}>
              知道了
            </Button>
          }
        />
      ))}
      <ErrorNotice error={acknowledge.error} onClose={acknowledge.clearError} />
    </>
  );
}
