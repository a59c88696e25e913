import { FilterFilled, SearchOutlined } from '@ant-design/icons';
import { Flex, Input, Table } from 'antd';
import type { TableColumnType } from 'antd';
import { useEffect, useLayoutEffect, useMemo, useState, type ReactNode, type RefObject } from 'react';
import { ColumnHead } from './ColumnHead';
import { TableExport } from './TableExport';
import { compareBy, PLAIN_VIEW, shownRows } from './shownRows';
import { matchesWords, searchWords } from './tableFilter';
import { useColumns } from './useColumns';
import { useHeight } from './useHeight';

/** One column. `text` is what search, sort and 导出 see; `render` is what the eye sees. */
export interface DataColumn<T> {
  readonly key: string;
  readonly title: string;
  readonly text: (row: T) => string;
  readonly render?: (row: T, index: number) => ReactNode;
  /** Pixels, until a person sets another. One column without width takes the rest. */
  readonly width?: number;
  /** Figures: right-aligned, tabular, sorted as numbers by `sortBy`. */
  readonly numeric?: boolean;
  readonly sortBy?: (row: T) => number | string | null;
  readonly sortable?: boolean;
  readonly filters?: readonly string[];
  readonly fixed?: 'left' | 'right';
  readonly ellipsis?: boolean;
}

export interface DataTableProps<T> {
  /** Stable name: columns are remembered under it. */
  readonly id: string;
  /** Accessible name of the table. */
  readonly label: string;
  readonly rows: readonly T[];
  readonly columns: readonly DataColumn<T>[];
  readonly rowKey: (row: T) => string | number;
  readonly loading?: boolean;
  readonly onOpen?: (row: T) => void;
  readonly selectedKey?: string | number | null;
  readonly empty?: ReactNode;
  /** Pixels of the body; without it the table takes the height of its container. */
  readonly height?: number;
  /** Controls at the left of the search field. */
  readonly toolbar?: ReactNode;
  readonly searchable?: boolean;
  /** From this many rows on only the visible ones are drawn; 60 unless told. */
  readonly virtualFrom?: number;
  /** File name of 「导出」 without extension; without it the button is not shown. */
  readonly exportName?: string;
}

const VIRTUAL_FROM = 60;

function toAntColumn<T>(column: DataColumn<T>): TableColumnType<T> {
  return {
    key: column.key,
    title: column.title,
    width: column.width,
    align: column.numeric ? 'right' : undefined,
    className: column.numeric ? 'numeric' : undefined,
    fixed: column.fixed === 'left' ? 'start' : column.fixed === 'right' ? 'end' : undefined,
    ellipsis: column.ellipsis === false ? undefined : { showTitle: true },
    sorter: column.sortable === false ? undefined : compareBy(column),
    filterIcon: <FilterFilled aria-label={`筛选${column.title}`} />,
    filters: column.filters?.map((value) => ({ text: value, value })),
    onFilter: column.filters ? (value, row) => column.text(row) === value : undefined,
    render: (_, row, index) => (column.render ? column.render(row, index) : column.text(row)),
  };
}

const TABLE_PARTS = { header: { cell: ColumnHead } };

/** The one table of the app: search, filter, sort, remembered columns, 导出, virtualised. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const [query, setQuery] = useState('');
  const { visible, chooser, headOf } = useColumns(props.id, props.columns);
  const [view, setView] = useState(PLAIN_VIEW);
  const [box, boxHeight] = useHeight<HTMLDivElement>(props.height === undefined);
  const { columns, rows } = props;

  // A list nothing in which can be focused must itself take the focus, or the keyboard cannot scroll it.
  const opens = props.onOpen !== undefined && props.rows.length > 0;
  useEffect(() => {
    const body = box.current?.querySelector(
      '.ant-table-body, .ant-table-content, .ant-table-tbody-virtual-holder',
    );
    if (opens) body?.removeAttribute('tabindex');
    else body?.setAttribute('tabindex', '0');
  });

  const found = useMemo(() => {
    const words = searchWords(query);
    if (words.length === 0) return rows;
    return rows.filter((row) =>
      matchesWords(
        columns.map((column) => column.text(row)),
        words,
      ),
    );
  }, [rows, columns, query]);
  const antColumns = useMemo(
    () => visible.map((column) => ({ ...toAntColumn(column), onHeaderCell: () => headOf(column) })),
    [visible, headOf],
  );
  const height = Math.max(120, props.height ?? boxHeight - 40);
  const isVirtual = found.length >= (props.virtualFrom ?? VIRTUAL_FROM);
  const overflows = useOverflow(box, height, found, antColumns) || isVirtual;
  const width = visible.reduce((sum, column) => sum + (column.width ?? 160), 0);

  return (
    <div className="data-table">
      <Flex gap={8} align="center" wrap className="data-table-bar">
        {props.toolbar}
        {props.searchable !== false && (
          <Input
            type="search"
            prefix={<SearchOutlined aria-hidden />}
            className="data-table-search"
            placeholder="查找"
            aria-label={`在${props.label}中查找`}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        )}
        <span className="muted">共 {found.length} 行</span>
        <span className="spacer" />
        {chooser}
        {props.exportName && (
          <TableExport
            name={props.exportName}
            columns={visible}
            rows={() => shownRows(found, visible, view)}
            disabled={found.length === 0}
          />
        )}
      </Flex>
      <div ref={box} className={props.height === undefined ? 'data-table-fill' : undefined}>
        <Table<T>
          aria-label={props.label}
          size="small"
          rowKey={props.rowKey}
          columns={antColumns}
          components={TABLE_PARTS}
          dataSource={found as T[]}
          loading={props.loading}
          pagination={false}
          showSorterTooltip={false}
          virtual={isVirtual}
          // antd draws a bar beside every table that has a height, also where there is nothing to scroll.
          scroll={{ x: width, y: overflows ? height : undefined }}
          onChange={(_page, filters, sorter) => {
            const [by] = [sorter].flat();
            setView({ filters, sortKey: by?.columnKey, order: by?.order });
          }}
          // What is still being read is not empty: nobody is to be told to add what is there already.
          locale={props.loading ? { emptyText: ' ' } : props.empty ? { emptyText: props.empty } : undefined}
          rowClassName={(row) =>
            `${props.onOpen ? 'row-clickable' : ''} ${props.rowKey(row) === props.selectedKey ? 'row-selected' : ''}`
          }
          onRow={(row) => rowHandlers(row, props.onOpen)}
        />
      </div>
    </div>
  );
}

/**
 * Whether the rows need more than this height; true until they have been measured.
 *
 * @param rows, columns what is drawn: measured anew where it changes.
 */
function useOverflow(
  box: RefObject<HTMLElement | null>,
  height: number,
  rows: unknown,
  columns: unknown,
): boolean {
  const [overflows, setOverflows] = useState(true);
  useLayoutEffect(() => {
    const body = box.current?.querySelector<HTMLElement>('tbody.ant-table-tbody');
    if (body) setOverflows(body.offsetHeight > height);
  }, [box, height, rows, columns]);
  return overflows;
}

/** Rows that open something answer to Enter as well as to a click. */
function rowHandlers<T>(row: T, onOpen: ((row: T) => void) | undefined) {
  if (!onOpen) return {};
  return {
    tabIndex: 0,
    onClick: () => onOpen(row),
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(row);
    },
  };
}
