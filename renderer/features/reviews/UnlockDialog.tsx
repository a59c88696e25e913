import type { PlaceView } from '@shared/ipc/practice/marking';
import { LEAST_REASON } from '@shared/year/transitions';
import { useAction } from '../../shell/useCall';
import { ReasonDialog } from './ReasonDialog';
import './reviews.css';

/** 「解锁」 with its reason and what it entails. */
export function UnlockDialog({
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
  const unlock = useAction('marking:unlock');
  const who = place.marks.find((mark) => mark.accountId === accountId)?.scorer ?? '全部评分人';
  const { unitId, itemId } = place.row;
  const settled = place.settlement ? '已认定的得分不再计入，这一项在重新锁定以前按未评处理。' : '';
  return (
    <ReasonDialog
      title="解锁"
      text={`解锁${who}的评分，由本人重新评分并锁定。${settled}`}
      label="解锁理由"
      okText="解锁"
      danger
      least={LEAST_REASON}
      maxLength={2000}
      busy={unlock.busy}
      error={unlock.error}
      onClose={onCancel}
      onSubmit={async (reason) => {
        const next = await unlock.run({ unitId, itemId, accountId, reason });
        if (next) onDone(next);
      }}
    />
  );
}
