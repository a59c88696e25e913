import type { KeyboardEvent, PointerEvent, ThHTMLAttributes } from 'react';
import { KEY_STEP } from './columnWidths';
import './columns.css';

export interface ColumnHeadProps extends ThHTMLAttributes<HTMLTableCellElement> {
  /** Pixels now; undefined where the column takes what the others leave. */
  readonly columnWidth?: number;
  /** @param done false while it is being dragged. */
  readonly onWidth?: (width: number, done: boolean) => void;
}

/** A heading: its right edge is dragged, or Alt with the arrow keys makes the column wider and narrower. */
export function ColumnHead({ children, columnWidth, onWidth, ...attributes }: ColumnHeadProps) {
  // antd's filler above the scroll bar is a heading without text, which screen readers announce; it becomes a cell.
  if (attributes.className?.includes('ant-table-cell-scrollbar')) return <td {...attributes} aria-hidden />;
  if (columnWidth === undefined || !onWidth) return <th {...attributes}>{children}</th>;

  const onKeyDown = (event: KeyboardEvent<HTMLTableCellElement>) => {
    const step = event.altKey ? { ArrowLeft: -KEY_STEP, ArrowRight: KEY_STEP }[event.key] : undefined;
    if (step === undefined) return attributes.onKeyDown?.(event);
    event.preventDefault();
    event.stopPropagation();
    onWidth(columnWidth + step, true);
  };
  return (
    <th {...attributes} onKeyDown={onKeyDown}>
      {children}
      <Edge width={columnWidth} onWidth={onWidth} />
    </th>
  );
}

/** For the mouse; the keyboard has its own way. */
function Edge({ width, onWidth }: { readonly width: number; readonly onWidth: ColumnHeadProps['onWidth'] }) {
  const drag = (event: PointerEvent<HTMLSpanElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const edge = event.currentTarget;
    const from = event.clientX;
    edge.setPointerCapture(event.pointerId);
    const move = ({ clientX }: globalThis.PointerEvent) => onWidth?.(width + clientX - from, false);
    const end = ({ clientX }: globalThis.PointerEvent) => {
      edge.removeEventListener('pointermove', move);
      onWidth?.(width + clientX - from, true);
    };
    edge.addEventListener('pointermove', move);
    edge.addEventListener('lostpointercapture', end, { once: true });
  };
  return (
    <span
      aria-hidden
      className="column-edge"
      onPointerDown={drag}
      // The heading itself would sort.
      onClick={(event) => event.stopPropagation()}
    />
  );
}
