import { mayDo, type Actor } from '../../shared/domain/role';
import { passwordMustChange } from '../../shared/errors/account';
import { notPermitted, notSignedIn } from '../../shared/errors/access';
import type { Channel } from '../../shared/ipc/contract';
import { CHANNEL_ACCESS } from './channelAccess';

/** How things stand when a call comes in. */
export interface Standing {
  /** null: no workspace is open. */
  readonly actor: Actor | null;
  /** The window is locked, or another person is just taking over. */
  readonly locked: boolean;
  /** The person must change the password first. */
  readonly mustChange: boolean;
}

/**
 * Whether a call of the page is let in at all. The services ask again, with unit, item and stage; here a page that was
 * taken over, or left open, meets the first wall.
 *
 * @throws {AppError} NOT_SIGNED_IN, PASSWORD_MUST_CHANGE, NOT_PERMITTED
 */
export function assertAdmitted(channel: Channel, { actor, locked, mustChange }: Standing): void {
  const access = CHANNEL_ACCESS[channel];
  if (access === 'always') return;
  // Without a workspace there is nobody to be, and nothing to see.
  if (access === 'entry' && actor === null) return;
  if (actor === null) return;
  if (locked || actor.roles.length === 0) throw notSignedIn();
  if (access === 'own') return;
  if (mustChange) throw passwordMustChange();
  if (access === 'entry' || access === 'signedIn') return;
  const wanted = typeof access === 'string' ? [access] : access;
  const [first] = wanted;
  if (first === undefined || wanted.some((action) => mayDo(actor, action))) return;
  throw notPermitted({ person: actor.name, action: first });
}
