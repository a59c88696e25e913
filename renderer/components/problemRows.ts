import type { TableProblem } from '@shared/tables/problem';

/** Row number of a cell address ("C7" → 7); null for the whole sheet. */
export function rowOfCell(cell: string): number | null {
  const match = /^[A-Z]+(\d+)/.exec(cell);
  return match ? Number(match[1]) : null;
}

/** Why an import cannot be confirmed yet; '' where it can. */
export function blockedReason(problems: readonly TableProblem[], blocked: boolean): string {
  if (!blocked) return '';
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  return `还有 ${errors} 处错误，请按“处理办法”改好表格后重新选择文件`;
}
