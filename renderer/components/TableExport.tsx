import { ExportOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { call } from '../api';
import type { DataColumn } from './DataTable';
import { useShowError } from './useShowError';

/** 「导出」 of what the filter shows, as a plain .xlsx table. */
export function TableExport<T>({
  name,
  columns,
  rows,
  disabled,
}: {
  readonly name: string;
  readonly columns: readonly DataColumn<T>[];
  /** What the table shows, asked for when it is exported. */
  readonly rows: () => readonly T[];
  readonly disabled: boolean;
}) {
  const { message } = App.useApp();
  const showError = useShowError();
  const run = async () => {
    try {
      const target = await call('dialog:save', { suggestedName: `${name}.xlsx`, extension: 'xlsx' });
      if (!target) return;
      const shown = rows();
      const { fileName } = await call('tables:export', {
        target: target.token,
        title: name,
        headings: columns.map((column) => column.title),
        rows: shown.map((row) => columns.map((column) => column.text(row))),
      });
      message.success(`已导出 ${shown.length} 行到 ${fileName}`);
    } catch (cause) {
      showError(cause);
    }
  };
  return (
    <Button icon={<ExportOutlined aria-hidden />} onClick={run} disabled={disabled}>
      导出
    </Button>
  );
}
