import { Form, Input } from 'antd';
import { PASSWORD_MAX_LENGTH, passwordProblem } from '@shared/domain/password';

export interface NewPassword {
  readonly password: string;
  readonly again: string;
}

export const NO_PASSWORD: NewPassword = { password: '', again: '' };

/** What is wrong with a new password typed twice; '' where nothing is. */
export function newPasswordProblem({ password, again }: NewPassword, name: string): string {
  const problem = passwordProblem(password, [name]);
  if (problem !== null) return `口令${problem}`;
  return password === again ? '' : '两次输入的口令不一样';
}

/** A new password, typed twice, with what is wrong with it once something is typed. */
export function PasswordFields({
  id,
  value,
  name,
  onChange,
}: {
  /** Prefix of the fields' ids. */
  readonly id: string;
  readonly value: NewPassword;
  /** The person's name, which must not be in it. */
  readonly name: string;
  readonly onChange: (value: NewPassword) => void;
}) {
  const problem = value.password === '' ? '' : newPasswordProblem({ ...value, again: value.password }, name);
  const differs = value.again !== '' && value.again !== value.password;
  return (
    <>
      <Form.Item
        label="新口令"
        htmlFor={`${id}-new`}
        required
        validateStatus={problem ? 'error' : undefined}
        help={problem || '至少 8 位；几个不相干的词连在一起，好记又难猜'}
      >
        <Input.Password
          id={`${id}-new`}
          autoComplete="new-password"
          maxLength={PASSWORD_MAX_LENGTH}
          value={value.password}
          onChange={(event) => onChange({ ...value, password: event.target.value })}
        />
      </Form.Item>
      <Form.Item
        label="再输一次"
        htmlFor={`${id}-again`}
        required
        validateStatus={differs ? 'error' : undefined}
        help={differs ? '两次输入的口令不一样' : undefined}
      >
        <Input.Password
          id={`${id}-again`}
          autoComplete="new-password"
          maxLength={PASSWORD_MAX_LENGTH}
          value={value.again}
          onChange={(event) => onChange({ ...value, again: event.target.value })}
        />
      </Form.Item>
    </>
  );
}
