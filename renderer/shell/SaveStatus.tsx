import { CheckCircleOutlined, ExclamationCircleOutlined, SyncOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import { useSaveState } from './saveState';
import { saveWords } from './saveWords';

/** Whether everything typed is on disk, as an accessible status region. */
export function SaveStatus() {
  const state = useSaveState();
  const failure = [...state.failures.values()][0];
  const words = saveWords(state);
  const icon = failure ? (
    <ExclamationCircleOutlined aria-hidden />
  ) : state.pending > 0 ? (
    <SyncOutlined aria-hidden />
  ) : (
    <CheckCircleOutlined aria-hidden />
  );
  const status = (
    <span role="status" aria-label="保存状态" className={failure ? 'save-status save-failed' : 'save-status'}>
      {icon} {words}
    </span>
  );
  if (!failure) return <span className="save-place">{status}</span>;
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
    <span className="save-place save-place-wide">
      <Popover content={details} title="未保存">
        {status}
      </Popover>
    </span>
  );
}
