import type { Command } from 'commander';
import { ROLE_NAMES, ROLES, type Role } from '@shared/domain/role';
import { accountNotFound } from '@shared/errors/account';
import { badArguments } from '@shared/errors/cli';
import type { AccountView } from '@shared/ipc/practice/account';
import { listAccounts } from '../../services/account/listAccounts';
import { recoverAccount } from '../../services/account/recoverAccount';
import { saveAccount } from '../../services/account/saveAccount';
import { resetPassword, setPassword } from '../../services/account/setPassword';
import type { Workspace } from '../../services/workspace/workspace';
import { writing, reading, writingAsNobody, type CliContext } from '../cliContext';

interface AddOptions {
  readonly name: string;
  readonly roles: string;
  readonly unit?: string;
  readonly allItems?: boolean;
  readonly json?: boolean;
}

interface Named {
  readonly name: string;
  readonly json?: boolean;
}

const ROLE_LIST = ROLES.map((role) => `${role} ${ROLE_NAMES[role]}`).join('、');

/** account add, list, change, password, disable, enable, recover. */
export function registerAccount(program: Command, context: CliContext): void {
  const group = program.command('account').description('人员：账号、角色、口令');
  group
    .command('add')
    .description('添加一个人；口令另用 account password 设置')
    .requiredOption('--name <姓名>', '姓名')
    .requiredOption('--roles <角色,角色>', `角色，用逗号分开：${ROLE_LIST}`)
    .option('--unit <编码>', '所在单位的编码；单位填报人和单位审核人必须写')
    .option('--all-items', '评分员：可评全部指标，不限于分配的')
    .option('--json', '以 JSON 输出结果')
    .action((options: AddOptions) => add(context, options));
  group
    .command('change')
    .description('修改一个人的单位、角色或评分范围；不写的不变')
    .requiredOption('--name <姓名>', '姓名')
    .option('--roles <角色,角色>', '角色，用逗号分开')
    .option('--unit <编码>', '所在单位的编码')
    .option('--all-items', '可评全部指标')
    .option('--assigned-items', '只评分配的指标')
    .option('--json', '以 JSON 输出结果')
    .action((options: Partial<AddOptions> & { name: string; assignedItems?: boolean }) =>
      change(context, options, (account) => ({
        ...account,
        ...(options.roles === undefined ? {} : { roles: readRoles(options.roles) }),
        ...(options.unit === undefined ? {} : { unitCode: options.unit }),
        ...(options.allItems ? { allItems: true } : {}),
        ...(options.assignedItems ? { allItems: false } : {}),
      })),
    );
  group
    .command('list')
    .description('列出全部账号')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: { json?: boolean }) => list(context, json === true));
  group
    .command('password')
    .description('设置口令，新口令放在环境变量 FAHENG_NEW_PASSWORD 里；给别人设置的，本人首次登录后要修改')
    .option('--name <姓名>', '给谁设置；不写时是自己')
    .option('--json', '以 JSON 输出结果')
    .action((options: { name?: string; json?: boolean }) => password(context, options));
  group
    .command('disable')
    .description('停用一个账号；记录都保留')
    .requiredOption('--name <姓名>', '姓名')
    .option('--confirm', '已看到这个人未了的评分，仍然停用')
    .option('--json', '以 JSON 输出结果')
    .action(({ confirm, ...which }: Named & { confirm?: boolean }) =>
      change(context, which, (account) => ({ ...account, active: false }), confirm === true),
    );
  group
    .command('enable')
    .description('重新启用一个账号')
    .requiredOption('--name <姓名>', '姓名')
    .option('--json', '以 JSON 输出结果')
    .action((which: Named) => change(context, which, (account) => ({ ...account, active: true })));
  group
    .command('recover')
    .description(
      '忘记口令：恢复码放在环境变量 FAHENG_RECOVERY_CODE 里，新口令放在 FAHENG_NEW_PASSWORD 里；会记入审计记录并通知考核办公室',
    )
    .requiredOption('--name <姓名>', '姓名')
    .option('--json', '以 JSON 输出结果')
    .action((which: Named) => recover(context, which));
}

async function add(context: CliContext, options: AddOptions): Promise<void> {
  await writing(context, async (workspace) => {
    await saveAccount(workspace, {
      accountId: null,
      account: {
        name: options.name,
        roles: readRoles(options.roles),
        unitCode: options.unit ?? '',
        allItems: options.allItems === true,
        active: true,
      },
    });
    const account = await accountOf(workspace, options.name);
    context.output.result(options.json === true, account, [`已添加：${accountLine(account)}`]);
  });
}

async function change(
  context: CliContext,
  { name, json }: Named,
  edit: (
    account: Parameters<typeof saveAccount>[1]['account'],
  ) => Parameters<typeof saveAccount>[1]['account'],
  confirmed = false,
): Promise<void> {
  await writing(context, async (workspace) => {
    const { id, roles, unitCode, allItems, active } = await accountOf(workspace, name);
    await saveAccount(workspace, {
      accountId: id,
      account: edit({ name: name.trim(), roles: [...roles], unitCode, allItems, active }),
      confirmed,
    });
    const account = await accountOf(workspace, name);
    context.output.result(json === true, account, [`已修改：${accountLine(account)}`]);
  });
}

async function list(context: CliContext, json: boolean): Promise<void> {
  await reading(context, async (workspace) => {
    const { accounts } = await listAccounts(workspace);
    context.output.result(json, { accounts }, accounts.map(accountLine));
  });
}

async function password(
  context: CliContext,
  { name, json }: { readonly name?: string; readonly json?: boolean },
): Promise<void> {
  const next = secret('FAHENG_NEW_PASSWORD');
  await writing(
    context,
    async (workspace) => {
      if (name === undefined || name.trim() === workspace.actor.name) {
        const current = process.env['FAHENG_PASSWORD'] ?? '';
        const { recoveryCode } = await setPassword(workspace, { current, password: next });
        context.output.result(json === true, { name: workspace.actor.name, ...recoveryFacts(recoveryCode) }, [
          '已设置口令。',
          ...recoveryLines(recoveryCode),
        ]);
        return;
      }
      const { id } = await accountOf(workspace, name);
      await resetPassword(workspace, { accountId: id, password: next });
      context.output.result(json === true, { name: name.trim() }, [
        `已设置“${name.trim()}”的口令；本人登录后要先修改。`,
      ]);
    },
    { mayChangePassword: true },
  );
}

async function recover(context: CliContext, { name, json }: Named): Promise<void> {
  const code = secret('FAHENG_RECOVERY_CODE');
  const next = secret('FAHENG_NEW_PASSWORD');
  await writingAsNobody(context, async (workspace) => {
    const { recoveryCode } = await recoverAccount(workspace, { name, code, password: next });
    context.output.result(json === true, { name: name.trim(), ...recoveryFacts(recoveryCode) }, [
      '已重设口令，并已通知考核办公室。',
      ...recoveryLines(recoveryCode),
    ]);
  });
}

function recoveryFacts(code: string | null): { recoveryCode?: string } {
  return code === null ? {} : { recoveryCode: code };
}

function recoveryLines(code: string | null): string[] {
  return code === null ? [] : [`恢复码（只显示这一次，请抄下保存）：${code}`];
}

/** Never an argument: those are seen by everybody on the machine and kept in its history. */
function secret(variable: string): string {
  const value = process.env[variable];
  if (!value) throw badArguments({ problem: `请把口令放在环境变量 ${variable} 里。` });
  return value;
}

function readRoles(text: string): Role[] {
  const names = text.split(/[,，、]/).map((name) => name.trim());
  return names
    .filter((name) => name !== '')
    .map((name) => {
      const role = ROLES.find((known) => known === name || ROLE_NAMES[known] === name);
      if (!role) throw badArguments({ problem: `没有“${name}”这个角色；可用的角色：${ROLE_LIST}。` });
      return role;
    });
}

async function accountOf(workspace: Workspace, name: string): Promise<AccountView> {
  const { accounts } = await listAccounts(workspace);
  const account = accounts.find((known) => known.name === name.trim());
  if (!account) throw accountNotFound({ name: name.trim() });
  return account;
}

function accountLine({ name, unit, unitCode, roles, allItems, active, hasPassword }: AccountView): string {
  return [
    name,
    unit || unitCode || '考核办公室',
    roles.map((role) => ROLE_NAMES[role]).join('、'),
    allItems ? '全部指标' : '',
    hasPassword ? '' : '未设口令',
    active ? '' : '已停用',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
