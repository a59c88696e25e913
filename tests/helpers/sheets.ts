import type { CellText, SheetMerge, SheetRow, SheetText } from '@shared/tables/sheet';
import type { TableProblem } from '@shared/tables/problem';

type Input = string | number | CellText | null | undefined;

/** A sheet in memory: row 1 first, numbers as number cells, null for an empty cell. */
export function aSheet(
  rows: readonly (readonly Input[])[],
  options: { name?: string; merges?: readonly string[] } = {},
): SheetText {
  const made: SheetRow[] = rows.flatMap((cells, index) => {
    const texts = cells.map((cell) => toCell(cell));
    return texts.some((cell) => cell !== undefined) ? [{ rowNumber: index + 1, cells: texts }] : [];
  });
  return {
    name: options.name ?? '指标',
    hidden: false,
    rows: made,
    merges: (options.merges ?? []).map(toMerge),
  };
}

function toCell(input: Input): CellText | undefined {
  if (input === null || input === undefined || input === '') return undefined;
  if (typeof input === 'number') return { text: String(input), number: String(input) };
  return typeof input === 'string' ? { text: input } : input;
}

const column = (letter: string | undefined) => (letter ?? 'A').charCodeAt(0) - 65;

function toMerge(range: string): SheetMerge {
  const match = /^([A-Z])(\d+):([A-Z])(\d+)$/.exec(range);
  if (!match) throw new Error(`no range: ${range}`);
  return { left: column(match[1]), top: Number(match[2]), right: column(match[3]), bottom: Number(match[4]) };
}

/** Findings in short: `error DUPLICATE_CODE C7`. */
export function inShort(problems: readonly TableProblem[]): string[] {
  return problems.map(({ severity, code, cell }) => `${severity} ${code} ${cell}`.trim());
}
