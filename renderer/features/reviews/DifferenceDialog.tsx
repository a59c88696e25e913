import { Button, Modal, Spin } from 'antd';
import { useMemo, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { PlaceView } from '@shared/ipc/practice/marking';
import { MARKING_METHOD_NAMES } from '@shared/marking/method';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { chineseTime } from '../../shell/words';
import { useMay } from '../../shell/workspace';
import { DecisionForm, type DecisionDraft } from './DecisionForm';
import { stateText } from './differenceWords';
import { Originals } from './Originals';
import { UnlockDialog } from './UnlockDialog';
import './differences.css';

/** All originals of one unit and item side by side; the office decides or unlocks. */
export function DifferenceDialog({
  unitId,
  itemId,
  onClose,
}: {
  readonly unitId: number;
  readonly itemId: number;
  /** With the place as it became, where something changed. */
  readonly onClose: (changed: PlaceView | null) => void;
}) {
  const navigate = useNavigate();
  const place = useCall('marking:place', { unitId, itemId });
  const system = useCall('indicators:get', {});
  const [changed, setChanged] = useState<PlaceView | null>(null);
  const [draft, setDraft] = useState<DecisionDraft | null>(null);
  const [unlocking, setUnlocking] = useState<number | 'all' | null>(null);
  const item = useMemo(
    () => system.data?.items.find(({ id }) => id === itemId) ?? null,
    [system.data, itemId],
  );
  const view = place.data;
  const done = (next: PlaceView) => {
    place.setData(next);
    setChanged(next);
    setDraft(null);
    setUnlocking(null);
  };
  const office = useMay()('settle');
  const decidable = office && view !== undefined && !['waiting', 'exempt'].includes(view.row.state);
  return (
    <Modal
      open
      width={860}
      title={view ? `${view.row.unitName} · ${view.row.itemCode} ${view.row.itemName}` : '评分分歧'}
      onCancel={() => onClose(changed)}
      footer={
        <Button onClick={() => navigate({ screen: 'scoring', view: 'unit', unitId, itemId })}>
          到评分查看
        </Button>
      }
    >
      <ErrorNotice error={place.error ?? system.error} onRetry={place.reload} />
      {(!view || !item) && place.error === undefined && <Spin className="screen-spin" />}
      {view && item && (
        <div className="difference">
          <p className="difference-line">
            <strong>{stateText(view.row)}</strong>
            <span>{MARKING_METHOD_NAMES[view.row.method]}</span>
            <span>分值 {formatPoints(view.row.limit)}</span>
            <span>分差上限 {formatPoints(view.row.spreadLimit)}</span>
            {view.row.spread !== null && <span>分差 {formatPoints(view.row.spread)}</span>}
            {view.row.proposed !== null && <span>建议分 {formatPoints(view.row.proposed)}</span>}
          </p>
          <Originals
            item={item}
            marks={view.marks}
            onAdopt={decidable ? setDraft : undefined}
            onUnlock={office ? setUnlocking : undefined}
          />
          {view.settlement && <Settlement view={view} />}
          {unlocking !== null && (
            <UnlockDialog
              place={view}
              accountId={unlocking === 'all' ? undefined : unlocking}
              onCancel={() => setUnlocking(null)}
              onDone={done}
            />
          )}
          {decidable && (
            <DecisionForm key={JSON.stringify(draft)} item={item} view={view} draft={draft} onDone={done} />
          )}
        </div>
      )}
    </Modal>
  );
}

function Settlement({ view }: { readonly view: PlaceView }) {
  const { settlement, section } = view;
  if (!settlement) return null;
  const { method, points, person, at, reason } = settlement;
  const figure = section === 'veto' ? '' : points === null ? '不适用' : formatPoints(points);
  const how = method === 'decided' ? `${person} 认定` : `按${MARKING_METHOD_NAMES[method]}得出`;
  return (
    <p className="difference-settled">
      <strong>认定 {figure}</strong>
      <span>{how}</span>
      <span className="muted">{chineseTime(at)}</span>
      <span>{reason}</span>
    </p>
  );
}
