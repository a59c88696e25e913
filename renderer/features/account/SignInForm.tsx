import { Alert, Button, Flex, Form, Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { SignedInView, SignInView } from '@shared/ipc/practice/account';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';

/** 「姓名」, 「口令」, 「登录」, 「忘记口令」. */
export function SignInForm({
  first,
  fixed = false,
  onSignedIn,
  onForgotten,
}: {
  /** Whose name stands there at first; '' for the first of the list. */
  readonly first: string;
  /** Nobody else may sign in now. */
  readonly fixed?: boolean;
  readonly onSignedIn: (signedIn: SignedInView) => void;
  readonly onForgotten: (name: string) => void;
}) {
  const names = useCall('account:names', {});
  const [chosen, setChosen] = useState(first);
  const [password, setPassword] = useState('');
  const signIn = useAction('account:signIn');
  const name = chosen || (names.data?.names[0]?.name ?? '');
  const submit = async () => {
    if (name === '') return;
    const signedIn = await signIn.run({ name, password });
    setPassword('');
    if (signedIn) onSignedIn(signedIn);
  };
  return (
    <Form layout="vertical" colon={false} onFinish={submit}>
      <ErrorNotice error={names.error} onRetry={names.reload} />
      <ErrorNotice error={signIn.error} onClose={signIn.clearError} />
      <Form.Item label="姓名" htmlFor="sign-in-name">
        <NameSelect view={names.data} name={name} disabled={fixed} onChange={setChosen} />
      </Form.Item>
      <Form.Item label="口令" htmlFor="sign-in-password">
        <Input.Password
          id="sign-in-password"
          autoFocus
          autoComplete="current-password"
          maxLength={256}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Form.Item>
      {names.data?.open && (
        <Alert
          type="info"
          showIcon
          className="sign-in-note"
          title="管理员还没有设置口令；没有口令的人选好姓名直接登录。"
        />
      )}
      <Flex gap={8} align="center">
        <Button type="primary" htmlType="submit" loading={signIn.busy} disabled={name === ''}>
          登录
        </Button>
        <span className="spacer" />
        <Button type="link" onClick={() => onForgotten(name)}>
          忘记口令
        </Button>
      </Flex>
    </Form>
  );
}

function NameSelect({
  view,
  name,
  disabled,
  onChange,
}: {
  readonly view: SignInView | undefined;
  readonly name: string;
  readonly disabled: boolean;
  readonly onChange: (name: string) => void;
}) {
  const options = useMemo(
    () =>
      (view?.names ?? []).map((person) => ({
        value: person.name,
        label: person.unit === '' ? person.name : `${person.name}（${person.unit}）`,
      })),
    [view],
  );
  return (
    <Select
      id="sign-in-name"
      aria-label="姓名"
      showSearch={{ optionFilterProp: 'label' }}
      disabled={disabled}
      value={name === '' ? undefined : name}
      options={options}
      onChange={onChange}
      // Inside the page, so that it also opens over a locked screen.
      getPopupContainer={(trigger: HTMLElement) => trigger.parentElement ?? document.body}
    />
  );
}
