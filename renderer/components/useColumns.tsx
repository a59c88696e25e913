import { SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useRemembered } from '../shell/useRemembered';
import type { ColumnHeadProps } from './ColumnHead';
import { boundedWidth, readWidths, type ColumnWidths } from './columnWidths';
import type { DataColumn } from './DataTable';

export interface Columns<T> {
  /** Those shown, as wide as the person wants them. */
  readonly visible: readonly DataColumn<T>[];
  /** 「选择显示的列」. */
  readonly chooser: ReactNode;
  /** What the heading needs to change its width. */
  readonly headOf: (column: DataColumn<T>) => ColumnHeadProps;
}

const isKeyList = (stored: unknown): string[] | undefined =>
  Array.isArray(stored) && stored.every((key) => typeof key === 'string') ? stored : undefined;

const NO_WIDTHS: ColumnWidths = {};

/** Which columns a table shows and how wide, remembered per person. */
export function useColumns<T>(table: string, columns: readonly DataColumn<T>[]): Columns<T> {
  const [hidden, setHidden] = useRemembered<string[]>(`table.${table}.hidden`, [], isKeyList);
  const [widths, setWidths] = useRemembered<ColumnWidths>(`table.${table}.widths`, NO_WIDTHS, readWidths);
  const [dragged, setDragged] = useState<ColumnWidths>(NO_WIDTHS);
  const visible = useMemo(() => {
    const wanted = { ...widths, ...dragged };
    return columns
      .filter(({ key }) => !hidden.includes(key))
      .map((column) =>
        // The one that takes the rest keeps doing so.
        column.width === undefined ? column : { ...column, width: wanted[column.key] ?? column.width },
      );
  }, [columns, hidden, widths, dragged]);
  const headOf = useCallback(
    ({ key, width }: DataColumn<T>): ColumnHeadProps => ({
      columnWidth: width,
      onWidth: (next, done) => {
        const sized = { [key]: boundedWidth(next) };
        setDragged(done ? NO_WIDTHS : sized);
        if (done) setWidths({ ...widths, ...sized });
      },
    }),
    [widths, setWidths],
  );
  const chooser = (
    <ColumnChooser
      columns={columns}
      hidden={hidden}
      onChange={setHidden}
      onReset={Object.keys(widths).length > 0 ? () => setWidths(NO_WIDTHS) : null}
    />
  );
  return { visible, chooser, headOf };
}

function ColumnChooser<T>({
  columns,
  hidden,
  onChange,
  onReset,
}: {
  readonly columns: readonly DataColumn<T>[];
  readonly hidden: readonly string[];
  readonly onChange: (hidden: string[]) => void;
  /** null: every column is as wide as it came. */
  readonly onReset: (() => void) | null;
}) {
  const content = (
    <>
      <Checkbox.Group
        className="column-chooser"
        value={columns.filter((column) => !hidden.includes(column.key)).map((column) => column.key)}
        options={columns.map((column) => ({ value: column.key, label: column.title }))}
        onChange={(keys) => {
          // A table without columns shows nothing and looks broken.
          if (keys.length === 0) return;
          onChange(columns.filter((column) => !keys.includes(column.key)).map((column) => column.key));
        }}
      />
      <p className="muted column-hint">列宽：拖动标题右边，或在标题上按 Alt+← →。</p>
      <Button size="small" disabled={onReset === null} onClick={onReset ?? undefined}>
        恢复列宽
      </Button>
    </>
  );
  return (
    <Popover trigger="click" placement="bottomRight" title="显示的列" content={content}>
      <Button icon={<SettingOutlined aria-hidden />} aria-label="选择显示的列" title="选择显示的列" />
    </Popover>
  );
}
