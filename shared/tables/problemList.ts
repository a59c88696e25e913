import type { TableProblem } from './problem';
import type { CellText } from './sheet';

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

/** Reports a cell that shows an error value, or a formula nobody computed: neither is a text to take over. */
export function reportBrokenCell(problems: ProblemList, cell: CellText | undefined, address: string): void {
  if (cell?.kind === 'error') {
    problems.error('CELL_ERROR', address, `单元格是错误值 ${cell.text}。`, '请改正公式，或直接填写内容。');
  } else if (cell?.kind === 'noResult') {
    problems.error(
      'CELL_NO_RESULT',
      address,
      '公式没有计算结果。',
      '请用 WPS 或 Excel 打开、保存一次，或直接填写内容。',
    );
  }
}

/** Whether any finding blocks the import. */
export function hasErrors(problems: readonly TableProblem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
