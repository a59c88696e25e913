import { Button, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import type { SignedInAccount } from '@shared/ipc/views';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';
import { useApp } from '../../shell/workspace';
import { newPasswordProblem, NO_PASSWORD, PasswordFields } from './PasswordFields';
import { showRecoveryCode } from './recoveryCode';

/** Sets or replaces the own password. */
export function PasswordForm({
  account,
  onDone,
  onCancel,
}: {
  readonly account: SignedInAccount;
  readonly onDone?: () => void;
  readonly onCancel?: () => void;
}) {
  const { setApp } = useApp();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState(NO_PASSWORD);
  const save = useAction('account:setPassword');
  const ready = newPasswordProblem(next, account.name) === '' && (!account.hasPassword || current !== '');
  const submit = async () => {
    if (!ready) return;
    const saved = await save.run({ current, password: next.password });
    if (!saved) return;
    setApp(saved.app);
    showRecoveryCode(saved.recoveryCode);
    onDone?.();
  };
  return (
    <>
      <ErrorNotice error={save.error} onClose={save.clearError} />
      <Form labelCol={{ flex: '84px' }} colon={false} onFinish={submit}>
        {account.hasPassword && (
          <Form.Item label="原口令" htmlFor="password-current" required>
            <Input.Password
              id="password-current"
              autoFocus
              autoComplete="current-password"
              maxLength={256}
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
          </Form.Item>
        )}
        <PasswordFields id="password" value={next} name={account.name} onChange={setNext} />
        <Flex gap={8} justify="flex-end">
          {onCancel && <Button onClick={onCancel}>取消</Button>}
          <Button type="primary" htmlType="submit" loading={save.busy} disabled={!ready}>
            {account.hasPassword ? '修改口令' : '设置口令'}
          </Button>
        </Flex>
      </Form>
    </>
  );
}
