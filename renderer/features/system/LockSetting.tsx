import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import { LONGEST_LOCK_AFTER_MINUTES } from '@shared/domain/password';
import type { AccountsView } from '@shared/ipc/practice/account';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';

/** Minutes without a touch until the window locks. */
export function LockSetting({
  minutes,
  onSaved,
}: {
  readonly minutes: number;
  readonly onSaved: (view: AccountsView) => void;
}) {
  const { workspace, refresh } = useWorkspace();
  const [typed, setTyped] = useState<number | null>(minutes);
  const save = useAction('account:setLock');
  const submit = async () => {
    if (typed === null) return;
    const saved = await save.run({ minutes: typed });
    if (!saved) return;
    onSaved(saved);
    await refresh();
  };
  return (
    <section className="panel" aria-label="自动锁定">
      <div className="panel-head">
        <h2>自动锁定</h2>
        <label htmlFor="lock-minutes">无操作多少分钟后锁定</label>
        <InputNumber
          id="lock-minutes"
          controls={false}
          min={0}
          max={LONGEST_LOCK_AFTER_MINUTES}
          precision={0}
          value={typed}
          onChange={setTyped}
        />
        <Button
          loading={save.busy}
          disabled={workspace.readOnly || typed === null || typed === minutes}
          onClick={() => void submit()}
        >
          保存
        </Button>
        <span className="muted">0 为不锁定；只对设了口令的账号起作用</span>
      </div>
      <ErrorNotice error={save.error} onClose={save.clearError} />
    </section>
  );
}
