import { App } from 'antd';
import { useCallback } from 'react';
import { toErrorReport } from '../api';

/** Shows a failure in a dialog of its own, where no place of the screen belongs to it. */
export function useShowError(): (cause: unknown) => void {
  const { modal } = App.useApp();
  return useCallback(
    (cause: unknown) => {
      const report = toErrorReport(cause);
      modal.error({
        title: report.what,
        content: `${report.kept}${report.todo} 错误代码：${report.code}`,
        okText: '知道了',
      });
    },
    [modal],
  );
}
