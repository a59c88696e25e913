import { setImmediate } from 'node:timers/promises';

/** Cells worked on at a time. */
const AT_A_TIME = 250;

/** Counts steps of long work in the process of the window, so that whoever types meanwhile has a turn. */
export class Turns {
  #steps = 0;

  /** To be awaited at each step: now and then it lets others go first. */
  next(): Promise<void> | undefined {
    this.#steps += 1;
    return this.#steps % AT_A_TIME === 0 ? setImmediate() : undefined;
  }
}
