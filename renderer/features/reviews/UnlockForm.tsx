import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import type { PlaceView } from '@shared/ipc/practice/marking';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';

/** Shorter reasons say nothing. */
const LEAST_REASON = 2;

/** 「解锁」 with its reason and what it entails. */
export function UnlockForm({
  place,
  accountId,
  onCancel,
  onDone,
}: {
  readonly place: PlaceView;
  /** Left out: all scorers. */
  readonly accountId: number | undefined;
  readonly onCancel: () => void;
  readonly onDone: (place: PlaceView) => void;
}) {
  const id = useId();
  const unlock = useAction('marking:unlock');
  const [reason, setReason] = useState('');
  const who = place.marks.find((mark) => mark.accountId === accountId)?.scorer ?? '全部评分人';
  const { unitId, itemId } = place.row;
  const run = async () => {
    const next = await unlock.run({ unitId, itemId, accountId, reason });
    if (next) onDone(next);
  };
  return (
    <section className="decision" aria-label="解锁">
      <ErrorNotice error={unlock.error} onClose={unlock.clearError} />
      <p>
        解锁{who}的评分，由本人重新评分并锁定。
        {place.settlement && '已认定的得分不再计入，这一项在重新锁定以前按未评处理。'}
      </p>
      <label htmlFor={`${id}-reason`}>解锁理由（必填）</label>
      <Input.TextArea
        id={`${id}-reason`}
        aria-label="解锁理由"
        autoFocus
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="dialog-foot">
        <Button onClick={onCancel}>取消</Button>
        <Button
          type="primary"
          danger
          disabled={reason.trim().length < LEAST_REASON}
          loading={unlock.busy}
          onClick={() => void run()}
        >
          解锁
        </Button>
      </div>
    </section>
  );
}
