import { findAccount } from '../database/accountRepository';
import { leaveSeat, takeSeat, type SignedIn } from '../services/account/signIn';
import { appendAudit } from '../services/audit/appendAudit';
import { inTransaction } from '../services/assessment/inTransaction';
import type { Workspace } from '../services/workspace/workspace';

interface State {
  readonly locked: boolean;
  readonly mustChange: boolean;
}

const FREE: State = { locked: false, mustChange: false };

/**
 * Who sits at the window. Everything a call does, it does as one person: who takes over waits until the calls under way
 * have ended, and no further one is let in meanwhile.
 */
export class Seat {
  readonly #calls = new Set<Promise<unknown>>();
  /** Of the workspace it was said of: another one starts free. */
  readonly #states = new WeakMap<Workspace, State>();
  #turn: Promise<unknown> = Promise.resolve();

  /** @param giveUp stops what calls only wait for, such as a long check: the next person is not to wait for it too. */
  constructor(private readonly giveUp: () => void) {}

  /** Runs a call that belongs to whoever sits here now. */
  async during<R>(work: () => Promise<R>): Promise<R> {
    const call = work();
    this.#calls.add(call);
    try {
      return await call;
    } finally {
      this.#calls.delete(call);
    }
  }

  standing(workspace: Workspace | null): State {
    return (workspace && this.#states.get(workspace)) ?? FREE;
  }

  /** @returns whether it is another person than before. */
  take(workspace: Workspace, signedIn: SignedIn): Promise<boolean> {
    return this.#inTurn(async () => {
      const another = workspace.actor.accountId !== signedIn.actor.accountId;
      const before = this.standing(workspace);
      if (another) await this.#allEnded(workspace);
      try {
        await takeSeat(workspace, signedIn);
      } catch (cause) {
        this.#states.set(workspace, before);
        throw cause;
      }
      this.#states.set(workspace, { locked: false, mustChange: signedIn.mustChange });
      return another;
    });
  }

  leave(workspace: Workspace): Promise<void> {
    return this.#inTurn(async () => {
      await this.#allEnded(workspace);
      try {
        await leaveSeat(workspace);
      } finally {
        this.#states.delete(workspace);
      }
    });
  }

  /** What is under way ends as the person's own; nothing else is let in. */
  lock(workspace: Workspace): Promise<void> {
    return this.#inTurn(async () => {
      const { actor } = workspace;
      const account = await findAccount(workspace.db, actor.accountId);
      const state = this.standing(workspace);
      if (!account || account.password === '' || state.locked) return;
      this.#states.set(workspace, { ...state, locked: true });
      if (workspace.readOnly) return;
      await inTransaction(workspace, (trx, now) =>
        appendAudit(trx, actor, [{ action: 'account.lock', subject: actor.name }], now),
      );
    });
  }

  passwordChanged(workspace: Workspace): void {
    this.#states.set(workspace, { ...this.standing(workspace), mustChange: false });
  }

  async #allEnded(workspace: Workspace): Promise<void> {
    this.#states.set(workspace, { ...this.standing(workspace), locked: true });
    this.giveUp();
    await Promise.allSettled(this.#calls);
  }

  #inTurn<R>(work: () => Promise<R>): Promise<R> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
