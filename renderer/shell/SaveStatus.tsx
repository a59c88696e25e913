import { CheckCircleOutlined, ExclamationCircleOutlined, LoadingOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import { clockTime, useSaveState, type SaveState } from './saveState';

/** The words of the status region: 「已保存 10:32:05」, 「未保存」 with the reason. */
export function saveWords(state: SaveState): string {
  const failure = [...state.failures.values()][0];
  if (failure) return `未保存：${failure.what}`;
  if (state.pending > 0) return '正在保存';
  return state.savedAt === null ? '已保存' : `已保存 ${clockTime(state.savedAt)}`;
}

/** Whether everything typed is on disk, as an accessible status region. */
export function SaveStatus() {
  const state = useSaveState();
  const failure = [...state.failures.values()][0];
  const words = saveWords(state);
  const icon = failure ? (
    <ExclamationCircleOutlined aria-hidden />
  ) : state.pending > 0 ? (
    <LoadingOutlined aria-hidden />
  ) : (
    <CheckCircleOutlined aria-hidden />
  );
  const status = (
    <span role="status" aria-label="保存状态" className={failure ? 'save-status save-failed' : 'save-status'}>
      {icon} {words}
    </span>
  );
  if (!failure) return status;
  const details = (
    <div className="save-details">
      <p>{failure.kept}</p>
      <p>{failure.todo}</p>
      <p>
        错误代码：<code>{failure.code}</code>
      </p>
    </div>
  );
  return (
    <Popover content={details} title="未保存">
      {status}
    </Popover>
  );
}
