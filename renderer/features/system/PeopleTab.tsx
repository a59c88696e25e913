import { Alert, App as AntApp, Button, Flex, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { ROLE_NAMES } from '@shared/domain/role';
import type { AccountsView, AccountView } from '@shared/ipc/practice/account';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { call, RendererError } from '../../api';
import { useCall } from '../../shell/useCall';
import { chineseTime } from '../../shell/words';
import { useWorkspace } from '../../shell/workspace';
import '../account/account.css';
import { LockSetting } from './LockSetting';
import { PersonForm } from './PersonForm';
import { ResetPasswordDialog } from './ResetPasswordDialog';

/** 系统管理 · 人员: who works in this workspace, with which roles. */
export default function PeopleTab() {
  const { workspace, refresh } = useWorkspace();
  const people = useCall('account:list', {});
  const units = useCall('units:list', {});
  const [edited, setEdited] = useState<AccountView | 'new' | null>(null);
  const [reset, setReset] = useState<AccountView | null>(null);
  const activate = useActivate(people.setData);
  const { data } = people;
  const ownName = workspace.account?.name;
  const disabled = workspace.readOnly;
  const take = (view: AccountsView) => {
    people.setData(view);
    // The own name may have been corrected.
    void refresh();
  };
  const columns = useMemo(
    () => [
      ...COLUMNS,
      actionColumn({
        disabled,
        ownName,
        onEdit: setEdited,
        onReset: setReset,
        onActivate: activate.run,
      }),
    ],
    [disabled, ownName, activate.run],
  );
  return (
    <div className="screen people-screen">
      <ErrorNotice error={people.error} onRetry={people.reload} />
      <ErrorNotice error={activate.error} onClose={activate.clearError} />
      {data?.open && (
        <Alert
          type="warning"
          showIcon
          title="管理员还没有口令：打开本考评库的人都以考评办身份工作。"
          description="一个人用没有关系；几个人共用、或考评库会拷给别人时，请在右上角姓名菜单里“设置口令”，再给每个人设置初始口令。"
        />
      )}
      <section className="panel people-table" aria-label="人员">
        <DataTable
          id="people"
          label="人员"
          rows={data?.accounts ?? []}
          columns={columns}
          rowKey={(person) => person.id}
          loading={people.loading}
          height={360}
          exportName="人员名单"
          toolbar={
            <Button type="primary" disabled={disabled} onClick={() => setEdited('new')}>
              添加人员
            </Button>
          }
          empty={
            <EmptyState
              title="还没有人员"
              text="添加评分员、评查员和单位填报人，各人登录后只看到自己该办的。"
            />
          }
        />
      </section>
      {data && <LockSetting key={data.lockAfterMinutes} minutes={data.lockAfterMinutes} onSaved={take} />}
      {edited !== null && (
        <PersonForm
          person={edited === 'new' ? null : edited}
          own={edited !== 'new' && edited.name === ownName}
          units={units.data ?? []}
          onClose={() => setEdited(null)}
          onSaved={take}
        />
      )}
      {reset && <ResetPasswordDialog person={reset} onClose={() => setReset(null)} onSaved={take} />}
    </div>
  );
}

/** Disables an account after asking, or enables it again. */
function useActivate(onSaved: (view: AccountsView) => void) {
  const { modal } = AntApp.useApp();
  const [error, setError] = useState<unknown>();
  const clearError = () => setError(undefined);
  const run = useMemo(() => {
    const write = async (person: AccountView, active: boolean, confirmed = false) => {
      const { name, unitCode, roles, allItems } = person;
      const account = { name, unitCode, roles: [...roles], allItems, active };
      setError(undefined);
      try {
        onSaved(await call('account:save', { accountId: person.id, account, confirmed }));
      } catch (cause) {
        if (!(cause instanceof RendererError && cause.report.code === 'ACCOUNT_HAS_WORK')) {
          setError(cause);
          return;
        }
        void modal.confirm({
          title: `仍然停用“${person.name}”？`,
          content: `${cause.report.what}停用后，没有锁定的评分不计；只分配给这一个人的指标要改派别人。`,
          okText: '仍然停用',
          okButtonProps: { danger: true },
          cancelText: '取消',
          onOk: () => write(person, active, true),
        });
      }
    };
    return (person: AccountView) => {
      if (!person.active) return void write(person, true);
      void modal.confirm({
        title: `停用“${person.name}”？`,
        content: '停用后不能登录；已做的评分和记录都保留，随时可以重新启用。分配给这个人的指标要另外分配。',
        okText: '停用',
        okButtonProps: { danger: true },
        cancelText: '取消',
        onOk: () => write(person, false),
      });
    };
  }, [modal, onSaved]);
  return { run, error, clearError };
}

const COLUMNS: readonly DataColumn<AccountView>[] = [
  { key: 'name', title: '姓名', text: (person) => person.name, width: 120 },
  {
    key: 'unit',
    title: '所在单位',
    text: (person) => person.unit || person.unitCode || '考核办公室',
    width: 150,
  },
  {
    key: 'roles',
    title: '角色',
    text: (person) => person.roles.map((role) => ROLE_NAMES[role]).join('、'),
  },
  {
    key: 'scope',
    title: '评分范围',
    text: (person) =>
      person.roles.includes('leadScorer') ? (person.allItems ? '全部指标' : '分配的指标') : '',
    width: 100,
  },
  { key: 'password', title: '口令', text: passwordText, width: 96 },
  {
    key: 'state',
    title: '状态',
    text: stateText,
    render: (person) => <Tag color={person.active ? 'success' : 'default'}>{stateText(person)}</Tag>,
    width: 90,
    filters: ['在用', '已停用'],
  },
];

function passwordText({ hasPassword, mustChange, recoveredAt }: AccountView): string {
  if (!hasPassword) return '未设置';
  if (recoveredAt !== '') return `${chineseTime(recoveredAt)}用恢复码重设`;
  return mustChange ? '待本人修改' : '已设置';
}

function stateText({ active }: AccountView): string {
  return active ? '在用' : '已停用';
}

function actionColumn({
  disabled,
  ownName,
  onEdit,
  onReset,
  onActivate,
}: {
  readonly disabled: boolean;
  readonly ownName: string | undefined;
  readonly onEdit: (person: AccountView) => void;
  readonly onReset: (person: AccountView) => void;
  readonly onActivate: (person: AccountView) => void;
}): DataColumn<AccountView> {
  return {
    key: 'actions',
    title: '操作',
    text: () => '',
    sortable: false,
    width: 210,
    ellipsis: false,
    render: (person) => (
      <Flex gap={4}>
        <Button
          size="small"
          disabled={disabled}
          onClick={() => onEdit(person)}
          aria-label={`修改${person.name}`}
        >
          修改
        </Button>
        {person.name !== ownName && (
          <>
            <Button
              size="small"
              disabled={disabled}
              onClick={() => onReset(person)}
              aria-label={`重置${person.name}的口令`}
            >
              重置口令
            </Button>
            <Button
              size="small"
              danger={person.active}
              disabled={disabled}
              onClick={() => onActivate(person)}
              aria-label={`${person.active ? '停用' : '启用'}${person.name}`}
            >
              {person.active ? '停用' : '启用'}
            </Button>
          </>
        )}
      </Flex>
    ),
  };
}
