import { DownOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Dropdown, Modal } from 'antd';
import { useState } from 'react';
import { call } from '../../api';
import { useShowError } from '../../components/useShowError';
import { useAskUnsaved, type Leaving } from '../../shell/useAskUnsaved';
import { useWorkspace } from '../../shell/workspace';
import { lockNow } from './lockNow';
import { PasswordForm } from './PasswordForm';

const CHANGING_PERSON: Leaving = { now: '现在换人', leave: '仍要换人', stay: '不换' };

/** Who works here: 「切换用户」, 「修改口令」, 「锁定」. */
export function PersonMenu() {
  const { app, workspace, setApp } = useWorkspace();
  const askUnsaved = useAskUnsaved();
  const showError = useShowError();
  const [changing, setChanging] = useState(false);
  const { account, person } = workspace;
  if (!account) return null;

  const leave = async () => {
    if (!(await askUnsaved(CHANGING_PERSON))) return;
    setApp(await call('account:signOut', {}));
  };
  const choose = (key: string) => {
    if (key === 'switch') leave().catch(showError);
    if (key === 'password') setChanging(true);
    if (key === 'lock') lockNow(app, setApp).catch(showError);
  };
  const items = [
    { key: 'switch', label: '切换用户' },
    { key: 'password', label: account.hasPassword ? '修改口令' : '设置口令', disabled: workspace.readOnly },
    ...(account.hasPassword ? [{ key: 'lock', label: '锁定' }] : []),
  ];
  return (
    <>
      <Dropdown menu={{ items, onClick: ({ key }) => choose(key) }} trigger={['click']}>
        <Button type="text" className="top-bar-person" icon={<UserOutlined aria-hidden />}>
          {person}
          <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
      {changing && (
        <Modal
          open
          title={account.hasPassword ? '修改口令' : '设置口令'}
          footer={null}
          width={460}
          onCancel={() => setChanging(false)}
        >
          <PasswordForm
            account={account}
            onDone={() => setChanging(false)}
            onCancel={() => setChanging(false)}
          />
        </Modal>
      )}
    </>
  );
}
