import { App, Button } from 'antd';
import { useState } from 'react';
import { call } from '../../api';
import { useShowError } from '../../components/useShowError';
import { ownMarkings } from './markingText';
import type { ScoringSession } from './scoringSession';
import type { SheetState } from './sheetState';

/** 「锁定评分」 of the unit on the screen: the items this person scores beside others. Nothing where there are none. */
export function MarkingBar({
  state,
  session,
  disabled,
  onLocked,
}: {
  readonly state: SheetState;
  readonly session: ScoringSession;
  readonly disabled: boolean;
  readonly onLocked: () => void;
}) {
  const { modal, message } = App.useApp();
  const showError = useShowError();
  const [busy, setBusy] = useState(false);
  const { items, locked, ready } = ownMarkings(state.lines);
  if (items === 0) return null;

  const lock = async () => {
    setBusy(true);
    try {
      // What is on its way must have arrived: only what is stored can be locked.
      await session.arrived();
      const done = await call('marking:lock', { unitId: state.unit.id });
      session.forget(state.unit.id, ready);
      const undecided = done.undecided === 0 ? '' : `，其中 ${done.undecided} 项有分歧，待考核办公室认定`;
      message.success(`已锁定 ${done.locked} 项${undecided}。`);
      onLocked();
    } catch (cause) {
      showError(cause);
    } finally {
      setBusy(false);
    }
  };
  const ask = () =>
    modal.confirm({
      title: `锁定“${state.unit.name}”的 ${ready.length} 项评分？`,
      content:
        '锁定后不能再改，考核办公室和一同评分的人可以看到。评分人都锁定后，按办法得出得分；确需修改的，由考核办公室写明理由解锁。',
      okText: '锁定',
      cancelText: '取消',
      onOk: lock,
    });
  return (
    <div className="marking-bar">
      <span className="muted">
        多人评分 {items} 项，已锁定 {locked} 项{ready.length > 0 && `，评完待锁定 ${ready.length} 项`}
      </span>
      <Button size="small" disabled={disabled || ready.length === 0} loading={busy} onClick={ask}>
        锁定评分
      </Button>
    </div>
  );
}
