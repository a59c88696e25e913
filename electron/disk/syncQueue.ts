import type { FileHandle } from 'node:fs/promises';

/** More would take the places of those who read and write: the system's calls have four. */
const AT_A_TIME = 2;

/** Makes files durable and closes them while the next ones are still being written: the disk need not wait for the last. */
export class SyncQueue {
  readonly #running = new Set<Promise<void>>();
  readonly #failures: unknown[] = [];

  /** Takes over a file all of which is written. @throws what an earlier one failed with; the file is closed then too. */
  async add(file: FileHandle): Promise<void> {
    while (this.#running.size >= AT_A_TIME) await Promise.race(this.#running);
    const done = file
      .sync()
      .finally(() => file.close())
      .catch((cause: unknown) => void this.#failures.push(cause))
      .finally(() => this.#running.delete(done));
    this.#running.add(done);
    if (this.#failures.length > 0) throw this.#failures[0];
  }

  /** Resolves when all of them are on the disk. @throws what one of them failed with. */
  async finish(): Promise<void> {
    await this.settle();
    if (this.#failures.length > 0) throw this.#failures[0];
  }

  /** Resolves when none of them is open any more, whatever became of it. */
  async settle(): Promise<void> {
    await Promise.all(this.#running);
  }
}
