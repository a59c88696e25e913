/**
 * A finding about a table from outside. `error` blocks the import, `warning` does not, `assumption` says what was read
 * into the table so that a person can disagree.
 */
export interface TableProblem {
  readonly severity: 'error' | 'warning' | 'assumption';
  /** Stable, upper snake case. */
  readonly code: string;
  readonly sheet: string;
  /** Address as Excel shows it ("C7"), or '' for the whole sheet. */
  readonly cell: string;
  /** 问题 */
  readonly message: string;
  /** 处理办法 */
  readonly remedy: string;
}
