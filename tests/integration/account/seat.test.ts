import { describe, expect, it } from 'vitest';
import { NOBODY } from '@shared/domain/role';
import { setPassword } from '@electron/services/account/setPassword';
import { Seat } from '@electron/shell/seat';
import { aPerson } from '../../helpers/people';
import { testWorkspace } from '../../helpers/testWorkspace';

/** A call under way that ends when told to. */
function aCall() {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end };
}

describe('who sits at the window', () => {
  it('another person takes over only when the calls of the one before have ended', async () => {
    const workspace = await testWorkspace();
    const zhang = await aPerson(workspace, '张三', ['leadScorer']);
    let gaveUp = 0;
    const seat = new Seat(() => (gaveUp += 1));
    const call = aCall();
    const worked = seat.during(async () => {
      await call.ended;
      return workspace.person;
    });
    const taken = seat.take(workspace, { actor: zhang, mustChange: true });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([workspace.person, seat.standing(workspace).locked, gaveUp]).toEqual(['考评办', true, 1]);
    call.end();
    expect(await worked).toBe('考评办');
    expect(await taken).toBe(true);
    expect([workspace.person, seat.standing(workspace)]).toEqual([
      '张三',
      { locked: false, mustChange: true },
    ]);
    seat.passwordChanged(workspace);
    expect(seat.standing(workspace).mustChange).toBe(false);
  });

  it('locks whoever has a password, and the same person comes back without waiting', async () => {
    const workspace = await testWorkspace();
    const seat = new Seat(() => undefined);
    await seat.lock(workspace);
    expect(seat.standing(workspace).locked).toBe(false);
    await setPassword(workspace, { current: '', password: '海州法治考核2020' });
    const call = aCall();
    const worked = seat.during(() => call.ended);
    await seat.lock(workspace);
    await seat.lock(workspace);
    expect(seat.standing(workspace).locked).toBe(true);
    expect(await seat.take(workspace, { actor: workspace.actor, mustChange: false })).toBe(false);
    expect(seat.standing(workspace).locked).toBe(false);
    call.end();
    await worked;
    const rows = await workspace.db
      .selectFrom('audit_entry')
      .select('action')
      .where('action', 'in', ['account.lock', 'account.signIn'])
      .orderBy('id')
      .execute();
    expect(rows.map(({ action }) => action)).toEqual(['account.lock', 'account.signIn']);
  });

  it('leaving leaves nobody; another workspace starts free', async () => {
    const workspace = await testWorkspace();
    const seat = new Seat(() => undefined);
    await seat.leave(workspace);
    expect(workspace.actor).toEqual(NOBODY);
    expect(seat.standing(workspace)).toEqual({ locked: false, mustChange: false });
    expect(seat.standing(null)).toEqual({ locked: false, mustChange: false });
  });
});
