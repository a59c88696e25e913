import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cli, cliJson } from '../../helpers/cli';
import { tempFolder } from '../../helpers/tempFolder';

const OFFICE = '海州法治考核2020';
const FIRST = '先用这个口令2020';
const OWN = '连云港的海风很大';

/** Runs commands in a new workspace; passwords come as people give them, in the environment. */
async function aWorkspace() {
  const folder = join(await tempFolder(), '考评库');
  await cli('--workspace', folder, 'init', '--units', 'builtin:sample');
  const run = (secrets: Record<string, string>, ...argv: string[]) => {
    vi.unstubAllEnvs();
    for (const [name, value] of Object.entries(secrets)) vi.stubEnv(name, value);
    return cli('--workspace', folder, ...argv);
  };
  return { folder, run };
}

afterEach(() => vi.unstubAllEnvs());

describe('account commands', () => {
  it('from an open office to people with passwords of their own', async () => {
    const { folder, run } = await aWorkspace();
    const add = await run(
      {},
      'account',
      'add',
      '--name',
      '张三',
      '--roles',
      'leadScorer,审定领导',
      '--all-items',
    );
    expect([add.code, add.out]).toEqual([
      0,
      '已添加：张三 · 考核办公室 · 评分员、审定领导 · 全部指标 · 未设口令\n',
    ]);
    expect((await run({}, 'account', 'password', '--name', '张三')).error).toBe('BAD_ARGUMENTS');
    const initial = await run({ FAHENG_NEW_PASSWORD: FIRST }, 'account', 'password', '--name', '张三');
    expect([initial.code, initial.out]).toEqual([0, '已设置“张三”的口令；本人登录后要先修改。\n']);
    const office = await run({ FAHENG_NEW_PASSWORD: OFFICE }, 'account', 'password');
    expect(office.out).toMatch(/^已设置口令。\n恢复码（只显示这一次，请抄下保存）：/);

    // From now on nothing goes without a name.
    expect(await run({}, 'compute', '--json')).toMatchObject({ code: 2, error: 'NOT_SIGNED_IN' });
    expect(await run({}, 'account', 'list')).toMatchObject({ code: 2, error: 'NOT_SIGNED_IN' });
    const wrong = await run({ FAHENG_PASSWORD: 'not it' }, '--as', '考评办', 'account', 'list');
    expect(wrong).toMatchObject({ code: 2, error: 'SIGN_IN_REFUSED' });
    const listed = await run({ FAHENG_PASSWORD: OFFICE }, '--as', '考评办', 'account', 'list');
    expect(listed.out.split('\n')).toHaveLength(3);

    // The first password was the office's: it is replaced before anything else.
    const early = await run({ FAHENG_PASSWORD: FIRST }, '--as', '张三', 'compute', '--json');
    expect(early.error).toBe('PASSWORD_MUST_CHANGE');
    const secrets = { FAHENG_PASSWORD: FIRST, FAHENG_NEW_PASSWORD: OWN };
    expect((await run(secrets, '--as', '张三', 'account', 'password')).code).toBe(0);
    expect((await run({ FAHENG_PASSWORD: OWN }, '--as', '张三', 'compute', '--json')).code).toBe(0);
    const stolen = await run(
      { FAHENG_PASSWORD: OWN, FAHENG_NEW_PASSWORD: FIRST },
      ...['--as', '张三', 'account', 'password', '--name', '考评办'],
    );
    expect(stolen).toMatchObject({ code: 2, error: 'NOT_PERMITTED' });

    await run({ FAHENG_PASSWORD: OFFICE }, '--as', '考评办', 'account', 'disable', '--name', '张三');
    expect((await run({ FAHENG_PASSWORD: OWN }, '--as', '张三', 'compute')).error).toBe('ACCOUNT_DISABLED');
    await run({ FAHENG_PASSWORD: OFFICE }, '--as', '考评办', 'account', 'enable', '--name', '张三');
    vi.stubEnv('FAHENG_PASSWORD', OFFICE);
    const { accounts } = await cliJson<{ accounts: { name: string; active: boolean }[] }>(
      ...['--workspace', folder, '--as', '考评办', 'account', 'list'],
    );
    expect(accounts).toMatchObject([
      { name: '考评办', active: true },
      { name: '张三', active: true },
    ]);
  });

  it('a forgotten password is recovered with the code, once', async () => {
    const { run } = await aWorkspace();
    const { out } = await run({ FAHENG_NEW_PASSWORD: OFFICE }, 'account', 'password');
    const code = out.trim().split('：').at(-1)!;
    const recover = (given: string) =>
      run(
        { FAHENG_RECOVERY_CODE: given, FAHENG_NEW_PASSWORD: OWN },
        ...['account', 'recover', '--name', '考评办'],
      );
    expect((await recover('AAAAA-AAAAA-AAAAA-AAAAA')).error).toBe('RECOVERY_REFUSED');
    const done = await recover(code);
    expect(done.out).toContain('已重设口令，并已通知考核办公室。');
    expect((await recover(code)).error).toBe('RECOVERY_REFUSED');
    const verify = await run({ FAHENG_PASSWORD: OWN }, '--as', '考评办', 'verify');
    expect([verify.code, verify.err]).toEqual([0, '']);
  });

  it('a workspace is made with an administrator who has a password', async () => {
    const folder = join(await tempFolder(), '考评库');
    const init = (password: string) => {
      vi.stubEnv('FAHENG_NEW_PASSWORD', password);
      return cli('--workspace', folder, 'init', '--units', 'none', '--admin', '王主任');
    };
    expect((await init('12345678')).error).toBe('PASSWORD_REFUSED');
    const made = await init(OFFICE);
    expect([made.code, made.out]).toEqual([0, expect.stringContaining('恢复码（只显示这一次')]);
    expect((await cli('--workspace', folder, 'account', 'list')).error).toBe('NOT_SIGNED_IN');
    vi.stubEnv('FAHENG_PASSWORD', OFFICE);
    expect((await cli('--workspace', folder, '--as', '王主任', 'account', 'list')).code).toBe(0);
  });

  it('says which roles there are, and which name is not known', async () => {
    const { run } = await aWorkspace();
    const role = await run({}, 'account', 'add', '--name', '张三', '--roles', 'king');
    expect(role.error).toBe('BAD_ARGUMENTS');
    expect(role.err).toContain('leadScorer 评分员');
    expect((await run({}, 'account', 'disable', '--name', '李四')).error).toBe('ACCOUNT_NOT_FOUND');
    expect((await run({}, 'account', 'disable', '--name', '考评办')).error).toBe('OWN_RIGHTS');
    expect((await run({}, '--as', '李四', 'account', 'list')).error).toBe('SIGN_IN_REFUSED');
  });
});
