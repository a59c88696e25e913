import { Button, Flex, Form, Modal } from 'antd';
import { useState } from 'react';
import type { AccountsView, AccountView } from '@shared/ipc/practice/account';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';
import { newPasswordProblem, NO_PASSWORD, PasswordFields } from '../account/PasswordFields';

/** A first or new password for somebody else, who replaces it at the next sign-in. */
export function ResetPasswordDialog({
  person,
  onClose,
  onSaved,
}: {
  readonly person: AccountView;
  readonly onClose: () => void;
  readonly onSaved: (view: AccountsView) => void;
}) {
  const [next, setNext] = useState(NO_PASSWORD);
  const reset = useAction('account:reset');
  const ready = newPasswordProblem(next, person.name) === '';
  const submit = async () => {
    if (!ready) return;
    const saved = await reset.run({ accountId: person.id, password: next.password });
    if (!saved) return;
    onSaved(saved);
    onClose();
  };
  return (
    <Modal open title={`重置口令 · ${person.name}`} onCancel={onClose} footer={null} width={460}>
      <p className="muted">
        {person.hasPassword
          ? '原来的口令和恢复码随之作废。请把新口令当面告诉本人，本人登录后要先改成自己的。'
          : '请把初始口令当面告诉本人，本人登录后要先改成自己的。'}
      </p>
      <ErrorNotice error={reset.error} onClose={reset.clearError} />
      <Form labelCol={{ flex: '84px' }} colon={false} onFinish={submit}>
        <PasswordFields id="reset" value={next} name={person.name} onChange={setNext} />
        <Flex gap={8} justify="flex-end">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" loading={reset.busy} disabled={!ready}>
            重置口令
          </Button>
        </Flex>
      </Form>
    </Modal>
  );
}
