import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import { LEAST_LOWERED, MOST_MERGE_LIMIT } from '@shared/exchange/mergeLimit';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';

/** How much a package may lower or empty before 数据交换 stops and asks. */
export function MergeLimit() {
  const { workspace } = useWorkspace();
  const limit = useCall('exchange:mergeLimit', {});
  const save = useAction('exchange:setMergeLimit');
  const [typed, setTyped] = useState<number | null>(null);
  const percent = typed ?? limit.data ?? null;
  const submit = async () => {
    const saved = await save.run({ text: String(percent) });
    if (saved !== undefined) limit.setData(saved);
  };
  return (
    <section className="panel" aria-label="合并数据包的确认">
      <div className="panel-head">
        <h2>合并数据包的确认</h2>
        <label htmlFor="merge-limit">现有内容降低或清空超过百分之</label>
        <InputNumber
          id="merge-limit"
          controls={false}
          min={0}
          max={MOST_MERGE_LIMIT}
          precision={0}
          value={percent}
          onChange={setTyped}
        />
        <Button
          loading={save.busy}
          disabled={workspace.readOnly || percent === null || percent === limit.data}
          onClick={() => void submit()}
        >
          保存
        </Button>
        <span className="muted">
          且不少于 {LEAST_LOWERED} 处的包，写明理由才能合并；最大 {MOST_MERGE_LIMIT}
        </span>
      </div>
      <ErrorNotice error={limit.error ?? save.error} onClose={save.clearError} />
    </section>
  );
}
