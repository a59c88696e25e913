import { Alert, Button, Progress } from 'antd';
import { RendererError } from '../../api';
import { ErrorNotice } from '../../components/ErrorNotice';
import type { Job } from './useJob';

/** Progress with 「取消」, then what became of it with 「打开文件夹」. */
export function JobStatus({
  job,
  done,
  counts = true,
}: {
  readonly job: Job;
  readonly done: string;
  /** Whether how much is done can be read as a count; bytes cannot. */
  readonly counts?: boolean;
}) {
  const { progress } = job;
  if (job.error !== undefined) return <ErrorNotice error={job.error} onClose={job.clear} />;
  if (!progress) return null;
  switch (progress.state) {
    case 'running':
      return (
        <div className="job-running" role="status">
          <span>
            {progress.label}
            {counts && progress.total > 0 && ` ${progress.done}/${progress.total}`}
          </span>
          <Progress
            aria-label="进度"
            percent={progress.total > 0 ? Math.floor((progress.done * 100) / progress.total) : 0}
            status="active"
            className="job-bar"
          />
          <Button onClick={job.cancel}>取消</Button>
        </div>
      );
    case 'finished':
      return (
        <Alert
          type="success"
          showIcon
          role="status"
          title={progress.fileName ? `${done}：${progress.fileName}` : done}
          action={<Button onClick={job.reveal}>打开文件夹</Button>}
          closable={{ onClose: job.clear, 'aria-label': '关闭提示' }}
        />
      );
    case 'cancelled':
      return (
        <Alert
          type="info"
          showIcon
          role="status"
          title="已取消，没有留下不完整的文件。"
          closable={{ onClose: job.clear, 'aria-label': '关闭提示' }}
        />
      );
    case 'failed':
      return progress.error ? (
        <ErrorNotice error={new RendererError(progress.error)} onClose={job.clear} />
      ) : null;
    default:
      return progress.state satisfies never;
  }
}
