import { Alert, Button, Space } from 'antd';
import { toErrorReport } from '../api';

export interface ErrorNoticeProps {
  /** Anything thrown, or an ErrorReport's RendererError; undefined or null shows nothing. */
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly onClose?: () => void;
}

/** What happened, what was kept, what to do, 错误代码. */
export function ErrorNotice({ error, onRetry, onClose }: ErrorNoticeProps) {
  if (error === undefined || error === null) return null;
  const report = toErrorReport(error);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="error-notice"
      title={report.what}
      description={
        <Space orientation="vertical" size={2}>
          {report.kept && <span>{report.kept}</span>}
          <span>{report.todo}</span>
          <span className="error-code">
            错误代码：<code>{report.code}</code>
          </span>
        </Space>
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            重试
          </Button>
        )
      }
      closable={onClose ? { onClose, 'aria-label': '关闭提示' } : false}
    />
  );
}
