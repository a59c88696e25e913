import { Button, Checkbox, Flex, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { isUnitRole, ROLE_NAMES, ROLES, type Role } from '@shared/domain/role';
import type { AccountsView, AccountView } from '@shared/ipc/practice/account';
import type { UnitView } from '@shared/ipc/views';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';

const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }));

interface Draft {
  readonly name: string;
  readonly unitCode: string;
  readonly roles: readonly Role[];
  readonly allItems: boolean;
}

/** Adds a person or changes one. The own rights are somebody else's to change. */
export function PersonForm({
  person,
  own,
  units,
  onClose,
  onSaved,
}: {
  readonly person: AccountView | null;
  readonly own: boolean;
  readonly units: readonly UnitView[];
  readonly onClose: () => void;
  readonly onSaved: (view: AccountsView) => void;
}) {
  const [draft, setDraft] = useState<Draft>(
    () => person ?? { name: '', unitCode: '', roles: ['leadScorer'], allItems: false },
  );
  const [tried, setTried] = useState(false);
  const save = useAction('account:save');
  const problems = problemsOf(draft);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const help = (problem: string) =>
    tried && problem !== '' ? { validateStatus: 'error' as const, help: problem } : {};
  const submit = async () => {
    setTried(true);
    if (Object.values(problems).some((problem) => problem !== '')) return;
    const { name, unitCode, roles, allItems } = draft;
    const account = { name, unitCode, roles: [...roles], allItems, active: person?.active ?? true };
    const saved = await save.run({ accountId: person?.id ?? null, account });
    if (!saved) return;
    onSaved(saved);
    onClose();
  };
  return (
    <Modal
      open
      title={person ? `修改人员 · ${person.name}` : '添加人员'}
      onCancel={onClose}
      footer={null}
      width={560}
    >
      <ErrorNotice error={save.error} onClose={save.clearError} />
      <Form labelCol={{ flex: '84px' }} colon={false} onFinish={submit}>
        <Form.Item label="姓名" htmlFor="person-name" required {...help(problems.name)}>
          <Input
            id="person-name"
            autoFocus
            maxLength={60}
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        </Form.Item>
        <Form.Item label="所在单位" htmlFor="person-unit" {...help(problems.unit)}>
          <Select
            id="person-unit"
            aria-label="所在单位"
            allowClear
            disabled={own}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="考核办公室的人员不选；谁都不评自己的单位"
            value={draft.unitCode === '' ? undefined : draft.unitCode}
            options={units.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
            onChange={(unitCode?: string) => change({ unitCode: unitCode ?? '' })}
          />
        </Form.Item>
        <Form.Item label="角色" htmlFor="person-roles" required {...help(problems.roles)}>
          <Select
            id="person-roles"
            aria-label="角色"
            mode="multiple"
            disabled={own}
            value={[...draft.roles]}
            options={ROLE_OPTIONS}
            onChange={(roles: Role[]) => change({ roles })}
          />
        </Form.Item>
        {draft.roles.includes('leadScorer') && (
          <Form.Item label="评分范围" htmlFor="person-all-items">
            <Checkbox
              id="person-all-items"
              disabled={own}
              checked={draft.allItems}
              onChange={(event) => change({ allItems: event.target.checked })}
            >
              可评全部指标（不选时，只评“评分分工”里分配的）
            </Checkbox>
          </Form.Item>
        )}
        {own && <p className="muted">自己的单位、角色和评分范围，请另一位考核办公室管理员修改。</p>}
        <Flex gap={8} justify="flex-end">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" loading={save.busy}>
            保存
          </Button>
        </Flex>
      </Form>
    </Modal>
  );
}

function problemsOf({ name, unitCode, roles }: Draft): Readonly<Record<'name' | 'unit' | 'roles', string>> {
  return {
    name: name.trim() === '' ? '请填写姓名' : '',
    unit: unitCode === '' && roles.some(isUnitRole) ? '单位填报人和单位审核人要选所在单位' : '',
    roles: roles.length === 0 ? '请至少选一个角色' : '',
  };
}
