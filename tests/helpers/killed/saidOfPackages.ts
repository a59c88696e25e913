/** One line of the program that packs and merges until it is killed. */
export interface SaidOfPackages {
  readonly when: 'before' | 'after';
  readonly what: 'type' | 'pack' | 'merge' | 'rollBack';
  /** What was typed, and names the package it travels in. */
  readonly value: string;
}
