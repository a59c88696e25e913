import { Button, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import type { SignedInView } from '@shared/ipc/practice/account';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';
import { newPasswordProblem, NO_PASSWORD, PasswordFields } from './PasswordFields';

/** A forgotten password: with the recovery code a new one, otherwise the office. */
export function RecoverForm({
  name: first,
  onSignedIn,
  onBack,
}: {
  readonly name: string;
  readonly onSignedIn: (signedIn: SignedInView) => void;
  readonly onBack: () => void;
}) {
  const [name, setName] = useState(first);
  const [code, setCode] = useState('');
  const [next, setNext] = useState(NO_PASSWORD);
  const recover = useAction('account:recover');
  const ready = name.trim() !== '' && code.trim() !== '' && newPasswordProblem(next, name) === '';
  const submit = async () => {
    if (!ready) return;
    const signedIn = await recover.run({ name: name.trim(), code, password: next.password });
    if (signedIn) onSignedIn(signedIn);
  };
  return (
    <Form layout="vertical" colon={false} onFinish={submit}>
      <p className="muted">
        设置口令时显示过一次恢复码。用它可以自己重设口令，会记入审计记录并通知考核办公室。没有恢复码的，请考核办公室管理员在“系统管理
        · 人员”里重置。
      </p>
      <ErrorNotice error={recover.error} onClose={recover.clearError} />
      <Form.Item label="姓名" htmlFor="recover-name" required>
        <Input
          id="recover-name"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Form.Item>
      <Form.Item label="恢复码" htmlFor="recover-code" required>
        <Input
          id="recover-code"
          autoFocus
          autoComplete="off"
          maxLength={100}
          placeholder="例如 7KQ2M-ABCDE-FGHJK-LMNPQ，大小写和横线不论"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </Form.Item>
      <PasswordFields id="recover" value={next} name={name} onChange={setNext} />
      <Flex gap={8}>
        <Button type="primary" htmlType="submit" loading={recover.busy} disabled={!ready}>
          重设口令
        </Button>
        <Button onClick={onBack}>返回</Button>
      </Flex>
    </Form>
  );
}
