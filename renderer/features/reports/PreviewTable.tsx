import { useMemo } from 'react';
import type { ReportPreview } from '@shared/ipc/views';

type Sheet = ReportPreview['sheets'][number];

/** Pixels of one character of a column's width, and of a cell's edges. */
const CHARACTER_PX = 7.5;
const EDGES_PX = 10;

const isFigure = (text: string): boolean => /^-?\d+(\.\d+)?%?$/.test(text);

/** A sheet as it will be printed: its widths, its merged cells, figures at the right. */
export function PreviewTable({ sheet }: { readonly sheet: Sheet }) {
  const cells = useMemo(() => layOut(sheet), [sheet]);
  return (
    <div className="preview-scroll" tabIndex={0} role="region" aria-label={`${sheet.name} 预览`}>
      <table className="preview-table">
        <colgroup>
          {sheet.widths.map((characters, column) => (
            <col key={column} style={{ width: characters * CHARACTER_PX + EDGES_PX }} />
          ))}
        </colgroup>
        <tbody>
          {cells.map((row, index) => (
            // Preview rows are plain text in their printed order and never move.
            <tr key={`${index}:${row[0]?.text ?? ''}`}>
              {row.map(({ column, text, colSpan, rowSpan }) => (
                <td
                  key={column}
                  colSpan={colSpan}
                  rowSpan={rowSpan}
                  className={isFigure(text) ? 'numeric' : undefined}
                >
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {sheet.totalRows > sheet.rows.length && (
        <p className="muted">
          预览前 {sheet.rows.length} 行，导出时共 {sheet.totalRows} 行。
        </p>
      )}
    </div>
  );
}

interface Cell {
  readonly column: number;
  readonly text: string;
  readonly colSpan: number;
  readonly rowSpan: number;
}

/** The cells that are drawn; those a merged one covers are left out. */
function layOut({ rows, widths, spans }: Sheet): Cell[][] {
  const starts = new Map(spans.map((span) => [`${span.row}:${span.column}`, span]));
  const covered = new Set(
    spans.flatMap(({ row, column, rows: down, columns }) =>
      Array.from(
        { length: down * columns - 1 },
        (_, i) => `${row + Math.floor((i + 1) / columns)}:${column + ((i + 1) % columns)}`,
      ),
    ),
  );
  return rows.map((texts, row) =>
    widths.flatMap((_, column) => {
      const key = `${row}:${column}`;
      if (covered.has(key)) return [];
      const span = starts.get(key);
      return {
        column,
        text: texts[column] ?? '',
        colSpan: span?.columns ?? 1,
        rowSpan: Math.min(span?.rows ?? 1, rows.length - row),
      };
    }),
  );
}
