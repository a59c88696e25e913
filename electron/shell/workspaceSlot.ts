import { stat } from 'node:fs/promises';
import type { Workspace } from '../services/workspace/workspace';

/**
 * The one workspace a window has open, and the calls that work in it. It is exchanged for another in turn, never under
 * a call: what was asked while the old one was shown is done in the old one, which closes when the last such call ends.
 */
export class WorkspaceSlot {
  #current: Promise<Workspace | null> = Promise.resolve(null);
  #turn: Promise<unknown> = Promise.resolve();
  readonly #calls = new Set<Promise<unknown>>();

  /** What is open, or null; waits for an opening under way. */
  current(): Promise<Workspace | null> {
    return this.#current;
  }

  /** Starts with a workspace that is still being opened. */
  start(opening: Promise<Workspace | null>): void {
    this.#current = opening;
  }

  /** Runs a call that may use the workspace. */
  async during<R>(work: () => Promise<R>): Promise<R> {
    const call = work();
    this.#calls.add(call);
    try {
      return await call;
    } finally {
      this.#calls.delete(call);
    }
  }

  /**
   * Puts another workspace, or none, in its place. If anything fails before that, the old one stays.
   *
   * @param next opens it; answering what it is given keeps that.
   * @param show tells the window and waits until it shows the new one; calls that come meanwhile belong to the old one.
   */
  exchange(
    next: (before: Workspace | null) => Promise<Workspace | null>,
    show: (opened: Workspace | null, before: Workspace | null) => Promise<void>,
  ): Promise<void> {
    return this.#inTurn(async () => {
      const before = await this.#current;
      const opened = await next(before);
      if (opened !== before) {
        try {
          await show(opened, before);
        } catch (cause) {
          await opened?.close();
          throw cause;
        }
        await this.#replace(before, opened);
      }
    });
  }

  /** Closes it once every call has ended. */
  end(): Promise<void> {
    return this.#inTurn(async () => this.#replace(await this.#current, null));
  }

  async #replace(before: Workspace | null, opened: Workspace | null): Promise<void> {
    this.#current = Promise.resolve(opened);
    await Promise.allSettled(this.#calls);
    await before?.close();
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

/** Whether two ways of writing a folder mean the same one: links, upper and lower case, a slash at the end. */
export async function isSameFolder(a: string, b: string): Promise<boolean> {
  const identity = (folder: string) => stat(folder, { bigint: true }).catch(() => null);
  const [one, other] = [await identity(a), await identity(b)];
  return one !== null && other !== null && one.dev === other.dev && one.ino === other.ino;
}
