import { describe, expect, it } from 'vitest';
import { ACTIONS, ROLES, mayDo, NOBODY, type Actor } from '@shared/domain/role';
import { AppError } from '@shared/errors/appError';
import { contract, type Channel } from '@shared/ipc/contract';
import { assertAdmitted, type Standing } from '@electron/ipc/admit';
import { CHANNEL_ACCESS } from '@electron/ipc/channelAccess';

const CHANNELS = Object.keys(contract) as readonly Channel[];
const actor = (...roles: Actor['roles']): Actor => ({ ...NOBODY, accountId: 3, name: '张三', roles });
const admitted = (channel: Channel, standing: Partial<Standing>): string => {
  try {
    assertAdmitted(channel, { actor: actor(...ROLES), locked: false, mustChange: false, ...standing });
    return 'admitted';
  } catch (cause) {
    return cause instanceof AppError ? cause.report.code : String(cause);
  }
};
const ALWAYS = CHANNELS.filter((channel) => CHANNEL_ACCESS[channel] === 'always');

describe('which calls are let in', () => {
  it('every call of the contract says what it needs, by an action there is', () => {
    for (const channel of CHANNELS) {
      const access = CHANNEL_ACCESS[channel];
      const words = typeof access === 'string' ? [access] : access;
      expect(words.length).toBeGreaterThan(0);
      for (const word of words) {
        expect(['always', 'entry', 'own', 'signedIn', ...ACTIONS]).toContain(word);
      }
    }
    expect(Object.keys(CHANNEL_ACCESS).toSorted()).toEqual([...CHANNELS].toSorted());
  });

  it('a locked window answers nothing but signing in, leaving and the manual', () => {
    expect([...ALWAYS].toSorted()).toEqual([
      'account:lock',
      'account:names',
      'account:recover',
      'account:signIn',
      'account:signOut',
      'app:state',
      'manual:read',
      'workspace:close',
      'workspace:unsaved',
    ]);
    for (const channel of CHANNELS) {
      const expected = ALWAYS.includes(channel) ? 'admitted' : 'NOT_SIGNED_IN';
      expect([channel, admitted(channel, { locked: true })]).toEqual([channel, expected]);
      expect([channel, admitted(channel, { actor: NOBODY })]).toEqual([channel, expected]);
    }
  });

  it('a password somebody else set is replaced before anything else', () => {
    for (const channel of CHANNELS) {
      const free = ALWAYS.includes(channel) || CHANNEL_ACCESS[channel] === 'own';
      expect([channel, admitted(channel, { mustChange: true })]).toEqual([
        channel,
        free ? 'admitted' : 'PASSWORD_MUST_CHANGE',
      ]);
    }
    expect(CHANNELS.filter((channel) => CHANNEL_ACCESS[channel] === 'own').toSorted()).toEqual([
      'account:notices',
      'account:setPassword',
    ]);
  });

  it.each(ROLES)('%s is let in where the role allows it, and nowhere else', (role) => {
    for (const channel of CHANNELS) {
      const access = CHANNEL_ACCESS[channel];
      const actions = ACTIONS.filter((action) =>
        typeof access === 'string' ? access === action : access.includes(action),
      );
      const allowed = actions.length === 0 || actions.some((action) => mayDo({ roles: [role] }, action));
      expect([channel, admitted(channel, { actor: actor(role) })]).toEqual([
        channel,
        allowed ? 'admitted' : 'NOT_PERMITTED',
      ]);
    }
  });

  it('whoever may approve is told first what is still open', () => {
    expect(admitted('year:check', { actor: actor('approver') })).toBe('admitted');
    expect(admitted('year:move', { actor: actor('approver') })).toBe('admitted');
    expect(admitted('year:check', { actor: actor('leadScorer') })).toBe('NOT_PERMITTED');
  });

  it('without a workspace the first-start page works', () => {
    const entry = CHANNELS.filter((channel) => CHANNEL_ACCESS[channel] === 'entry');
    expect(entry).toContain('workspace:create');
    for (const channel of entry) expect(admitted(channel, { actor: null })).toBe('admitted');
  });
});
