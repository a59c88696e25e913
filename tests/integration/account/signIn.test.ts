import { describe, expect, it } from 'vitest';
import { NOBODY } from '@shared/domain/role';
import { findAccountByName, findOpenOffice } from '@electron/database/accountRepository';
import { listRecoveryNotices, listSignInNames } from '@electron/services/account/listAccounts';
import { acknowledgeRecovery, recoverAccount } from '@electron/services/account/recoverAccount';
import { saveAccount } from '@electron/services/account/saveAccount';
import { resetPassword, setPassword } from '@electron/services/account/setPassword';
import { authenticate, leaveSeat, signIn } from '@electron/services/account/signIn';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { acting } from '../../helpers/acting';
import { aPerson } from '../../helpers/people';
import { refusal, testWorkspace } from '../../helpers/testWorkspace';

const GOOD = '海州法治考核2020';
const BETTER = '连云港的海风很大';

/** What the trail says of accounts, oldest first. */
async function trail({ db }: Workspace): Promise<string[]> {
  const rows = await db
    .selectFrom('audit_entry')
    .select(['action', 'person', 'subject'])
    .where('action', 'like', 'account.%')
    .orderBy('id')
    .execute();
  return rows.map(({ action, person, subject }) => `${action} ${subject} (${person})`);
}

describe('signing in', () => {
  it('a fresh workspace is open as the office; with a first password it is not', async () => {
    const workspace = await testWorkspace();
    expect(workspace.actor).toMatchObject({ name: '考评办' });
    expect((await listSignInNames(workspace)).open).toBe(true);
    const { recoveryCode } = await setPassword(workspace, { current: '', password: GOOD });
    expect(recoveryCode).toMatch(/^([A-Z2-9]{5}-){3}[A-Z2-9]{5}$/);
    expect(await findOpenOffice(workspace.db)).toBeNull();

    const again = await openWorkspace(workspace.folder, { readOnly: true });
    expect(again.actor).toEqual(NOBODY);
    expect((await refusal(signIn(again, '考评办', 'something else'))).code).toBe('SIGN_IN_REFUSED');
    expect((await refusal(signIn(again, '没有这个人', GOOD))).code).toBe('SIGN_IN_REFUSED');
    // The same letters in full width are the same password.
    await signIn(again, '考评办', '海州法治考核２０２０');
    expect(again.actor.name).toBe('考评办');
    await again.close();
  });

  it('names without a password come in only while nothing is protected', async () => {
    const workspace = await testWorkspace();
    const zhang = await aPerson(workspace, '张三', ['leadScorer']);
    expect((await authenticate(workspace, ' 张三 ', '')).actor).toEqual(zhang);
    await setPassword(workspace, { current: '', password: GOOD });
    expect((await refusal(authenticate(workspace, '张三', ''))).code).toBe('PASSWORD_NOT_SET');
    // An administrator added later without a password opens nothing.
    await aPerson(workspace, '李四', ['officeAdmin']);
    expect(await findOpenOffice(workspace.db)).toBeNull();
    expect((await refusal(authenticate(workspace, '李四', ''))).code).toBe('PASSWORD_NOT_SET');
  });

  it('whoever was disabled stays out, with the right password too', async () => {
    const workspace = await testWorkspace();
    const zhang = await aPerson(workspace, '张三', ['leadScorer']);
    await resetPassword(workspace, { accountId: zhang.accountId, password: GOOD });
    const { name, unitCode, allItems } = zhang;
    const account = { name, unitCode, roles: [...zhang.roles], allItems, active: false };
    await saveAccount(workspace, { accountId: zhang.accountId, account });
    expect((await refusal(authenticate(workspace, '张三', GOOD))).code).toBe('ACCOUNT_DISABLED');
    expect((await refusal(authenticate(workspace, '张三', 'wrong'))).code).toBe('SIGN_IN_REFUSED');
  });

  it('wrong passwords cost more and more time, in the database and on the trail', async () => {
    let at = Date.UTC(2020, 11, 1);
    const made = await testWorkspace();
    await setPassword(made, { current: '', password: GOOD });
    const folder = made.folder;
    await made.close();
    const workspace = await openWorkspace(folder, { clock: () => new Date(at) });
    try {
      for (let n = 0; n < 3; n += 1) {
        expect((await refusal(authenticate(workspace, '考评办', `wrong ${n}`))).code).toBe('SIGN_IN_REFUSED');
      }
      // The right one is not even looked at while the wait lasts.
      expect(await refusal(authenticate(workspace, '考评办', GOOD))).toMatchObject({
        code: 'SIGN_IN_DELAYED',
        what: '连续输错，请等 5 秒 再试。',
      });
      const { blockedUntil, failures } = (await findAccountByName(workspace.db, '考评办'))!;
      expect([failures, blockedUntil]).toEqual([3, new Date(at + 5_000).toISOString()]);
      at += 5_000;
      await signIn(workspace, '考评办', GOOD);
      expect((await findAccountByName(workspace.db, '考评办'))?.failures).toBe(0);
      expect((await trail(workspace)).slice(-4)).toEqual([
        'account.signInFailed 考评办 ()',
        'account.signInFailed 考评办 ()',
        'account.signInFailed 考评办 ()',
        'account.signIn 考评办 (考评办)',
      ]);
    } finally {
      await workspace.close();
    }
  });

  it('tries made all at once are counted one by one', async () => {
    const workspace = await testWorkspace();
    await setPassword(workspace, { current: '', password: GOOD });
    // A clock that stands still: nothing of the wait passes between the tries.
    const still = { ...workspace, clock: () => new Date(Date.UTC(2020, 11, 2)) };
    const tries = Array.from({ length: 8 }, (_, n) => refusal(authenticate(still, '考评办', `guess ${n}`)));
    const codes = (await Promise.all(tries)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'SIGN_IN_REFUSED')).toHaveLength(3);
    expect(codes.filter((code) => code === 'SIGN_IN_DELAYED')).toHaveLength(5);
  });

  it('a clock set back locks nobody out', async () => {
    const workspace = await testWorkspace();
    await setPassword(workspace, { current: '', password: GOOD });
    const { actor } = workspace;
    await workspace.db
      .updateTable('account')
      .set({ failures: 9, blocked_until: '2031-01-01T00:00:00.000Z' })
      .where('id', '=', actor.accountId)
      .execute();
    expect((await authenticate(workspace, '考评办', GOOD)).actor).toEqual(actor);
  });

  it('a password string that was tampered with lets nobody in and says so', async () => {
    const workspace = await testWorkspace();
    const { actor } = workspace;
    for (const password of [
      'x',
      '$scrypt$ln=40,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNo',
    ]) {
      await workspace.db.updateTable('account').set({ password }).where('id', '=', actor.accountId).execute();
      await workspace.db.updateTable('account').set({ failures: 0, blocked_until: '' }).execute();
      expect((await refusal(authenticate(workspace, '考评办', 'x'))).code).toBe('PASSWORD_UNREADABLE');
    }
  });

  it('leaving is on the trail, and nobody is left', async () => {
    const workspace = await testWorkspace();
    await leaveSeat(workspace);
    expect(workspace.actor).toEqual(NOBODY);
    expect((await trail(workspace)).at(-1)).toBe('account.signOut 考评办 (考评办)');
  });
});

describe('passwords', () => {
  it('the own one needs the old one', async () => {
    const workspace = await testWorkspace();
    await setPassword(workspace, { current: '', password: GOOD });
    const wrong = await refusal(setPassword(workspace, { current: 'not it', password: BETTER }));
    expect(wrong.code).toBe('PASSWORD_WRONG');
    const same = await refusal(setPassword(workspace, { current: GOOD, password: GOOD }));
    expect(same.code).toBe('PASSWORD_REFUSED');
    expect((await refusal(setPassword(workspace, { current: GOOD, password: '12345678' }))).code).toBe(
      'PASSWORD_REFUSED',
    );
    // The recovery code of the first time stays good.
    expect(await setPassword(workspace, { current: GOOD, password: BETTER })).toEqual({ recoveryCode: null });
    expect((await authenticate(workspace, '考评办', BETTER)).mustChange).toBe(false);
  });

  it('one the office set is replaced by the person, who then gets a recovery code', async () => {
    const workspace = await testWorkspace();
    const zhang = await aPerson(workspace, '张三', ['leadScorer']);
    await resetPassword(workspace, { accountId: zhang.accountId, password: GOOD });
    const signedIn = await authenticate(workspace, '张三', GOOD);
    expect(signedIn.mustChange).toBe(true);
    const { recoveryCode } = await acting(workspace, zhang, () =>
      setPassword(workspace, { current: GOOD, password: BETTER }),
    );
    expect(recoveryCode).not.toBeNull();
    expect((await authenticate(workspace, '张三', BETTER)).mustChange).toBe(false);
  });

  it('nobody but the office resets one, and not the own one without the old one', async () => {
    const workspace = await testWorkspace();
    const zhang = await aPerson(workspace, '张三', ['leadScorer', 'approver', 'auditor']);
    const { accountId } = workspace.actor;
    const stolen = await refusal(
      acting(workspace, zhang, () => resetPassword(workspace, { accountId, password: GOOD })),
    );
    expect(stolen.code).toBe('NOT_PERMITTED');
    expect((await refusal(resetPassword(workspace, { accountId, password: GOOD }))).code).toBe('OWN_RIGHTS');
    expect((await refusal(resetPassword(workspace, { accountId: 99, password: GOOD }))).code).toBe(
      'ACCOUNT_NOT_FOUND',
    );
  });

  it('no secret stands on the trail or in the database as typed', async () => {
    const workspace = await testWorkspace();
    const { recoveryCode } = await setPassword(workspace, { current: '', password: GOOD });
    const rows = [
      await workspace.db.selectFrom('audit_entry').selectAll().execute(),
      await workspace.db.selectFrom('account').selectAll().execute(),
    ];
    const text = JSON.stringify(rows);
    expect(text).not.toContain(GOOD);
    expect(text).not.toContain(recoveryCode!);
    expect(text).not.toContain(recoveryCode!.replaceAll('-', ''));
    expect(text).toContain('$scrypt$ln=17,r=8,p=1$');
  });
});

describe('recovery', () => {
  it('sets a new password, leaves a trace, tells the office, and is used up', async () => {
    const workspace = await testWorkspace();
    const { recoveryCode } = await setPassword(workspace, { current: '', password: GOOD });
    const code = ` ${recoveryCode!.toLowerCase().replaceAll('-', ' ')} `;
    const request = { name: '考评办', code, password: BETTER };
    workspace.signIn(NOBODY);
    const recovered = await recoverAccount(workspace, request);
    expect(recovered.recoveryCode).not.toBe(recoveryCode);
    await signIn(workspace, '考评办', BETTER);
    expect((await trail(workspace)).slice(-2)).toEqual([
      'account.recover 考评办 (考评办)',
      'account.signIn 考评办 (考评办)',
    ]);
    expect(await listRecoveryNotices(workspace)).toMatchObject([{ name: '考评办' }]);
    expect((await refusal(recoverAccount(workspace, { ...request, password: GOOD }))).code).toBe(
      'RECOVERY_REFUSED',
    );
    // The only administrator takes note alone; with a second one it is the other's to do.
    const li = await aPerson(workspace, '李四', ['officeAdmin']);
    const { accountId } = workspace.actor;
    expect((await refusal(acknowledgeRecovery(workspace, accountId))).code).toBe('OWN_RECOVERY');
    await acting(workspace, li, () => acknowledgeRecovery(workspace, accountId));
    expect(await listRecoveryNotices(workspace)).toEqual([]);
    expect((await trail(workspace)).at(-1)).toBe('account.acknowledge 考评办 (李四)');
  });

  it('is refused with a wrong code, for an unknown name, and where there is none', async () => {
    const workspace = await testWorkspace();
    await aPerson(workspace, '张三', ['leadScorer']);
    await setPassword(workspace, { current: '', password: GOOD });
    const code = 'AAAAA-AAAAA-AAAAA-AAAAA';
    for (const name of ['考评办', '张三', '没有这个人']) {
      expect((await refusal(recoverAccount(workspace, { name, code, password: BETTER }))).code).toBe(
        'RECOVERY_REFUSED',
      );
    }
    expect((await trail(workspace)).at(-1)).toBe('account.recoverFailed 考评办 ()');
    expect((await authenticate(workspace, '考评办', GOOD)).actor.name).toBe('考评办');
  });

  it('only administrators are told', async () => {
    const workspace = await testWorkspace();
    const zhang = await aPerson(workspace, '张三', ['auditor']);
    await workspace.db.updateTable('account').set({ recovered_at: '2020-12-01T00:00:00.000Z' }).execute();
    expect(await listRecoveryNotices(workspace)).toHaveLength(2);
    expect(await acting(workspace, zhang, () => listRecoveryNotices(workspace))).toEqual([]);
    const { accountId } = workspace.actor;
    expect(
      (await refusal(acting(workspace, zhang, () => acknowledgeRecovery(workspace, accountId)))).code,
    ).toBe('NOT_PERMITTED');
  });
});
