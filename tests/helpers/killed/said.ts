/** One line of the program that is killed. */
export interface Said {
  readonly when: 'before' | 'after';
  readonly what:
    'opened' | 'score' | 'import' | 'evidence' | 'export' | 'backup' | 'snapshot' | 'restore' | 'create';
  /** What it wrote. */
  readonly value: string;
}
