import type { TableProblem } from './problem';

/** Gathers the findings about one sheet. Reading goes on after each: a person sees all of them at once. */
export class ProblemList {
  readonly all: TableProblem[] = [];

  constructor(private readonly sheet: string) {}

  /** Blocks the import. `cell` as Excel shows it, '' for the whole sheet. */
  error(code: string, cell: string, message: string, remedy: string): void {
    this.all.push({ severity: 'error', code, sheet: this.sheet, cell, message, remedy });
  }

  /** Worth a look, does not block. */
  warning(code: string, cell: string, message: string, remedy: string): void {
    this.all.push({ severity: 'warning', code, sheet: this.sheet, cell, message, remedy });
  }

  /** What was read into the table, so that a person can disagree. */
  assumption(code: string, cell: string, message: string, remedy = '不对的，请在表中改正后重新导入。'): void {
    this.all.push({ severity: 'assumption', code, sheet: this.sheet, cell, message, remedy });
  }
}

/** Whether any finding blocks the import. */
export function hasErrors(problems: readonly TableProblem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
