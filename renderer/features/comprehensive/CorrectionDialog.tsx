import { Button, Modal, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { CycleSummary } from '@shared/ipc/practice/result';
import { isReason } from '@shared/year/transitions';
import { ErrorNotice } from '../../components/ErrorNotice';
import { ReasonField } from '../../components/ReasonField';
import { useAction, useCall } from '../../shell/useCall';
import { PointsField, readPointsField } from '../reviews/PointsField';
import { StandingChanges } from './StandingChanges';

/** The what-if is asked for once typing pauses: it adds the whole cycle up twice. */
const PREVIEW_AFTER_MS = 400;

/** 更正得分: which score, what it should be, why, and what that changes. Nothing changes before the approver confirms. */
export function CorrectionDialog({
  cycle,
  resultId,
  onClose,
  onProposed,
}: {
  readonly cycle: CycleSummary;
  /** The result in force, for its units. */
  readonly resultId: number;
  readonly onClose: () => void;
  readonly onProposed: () => void;
}) {
  const id = useId();
  const figures = useCall('result:figures', { resultId });
  const [unitId, setUnitId] = useState<number>();
  const [itemId, setItemId] = useState<number>();
  const places = useCall('correction:places', unitId === undefined ? null : { unitId });
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [basis, setBasis] = useState('');
  const propose = useAction('correction:propose');
  const place = places.data?.find((each) => each.itemId === itemId);
  const toPoints = place ? readPointsField(to, place.limit) : null;
  const changes = toPoints !== null && toPoints !== place?.points;
  const settled = useSettled(
    unitId !== undefined && itemId !== undefined && changes ? { unitId, itemId, toPoints } : null,
  );
  const effect = useCall('correction:preview', settled);
  const ready = changes && isReason(reason) && isReason(basis);
  const run = async () => {
    if (unitId === undefined || itemId === undefined || toPoints === null) return;
    if (await propose.run({ unitId, itemId, toPoints, reason, basis })) onProposed();
  };
  return (
    <Modal open title={`更正得分 · ${cycle.year}年度`} onCancel={onClose} footer={null} width={980}>
      <ErrorNotice
        error={propose.error ?? figures.error ?? places.error ?? effect.error}
        onClose={propose.clearError}
      />
      <div className="approved-fields correction-fields">
        <label htmlFor={`${id}-unit`}>单位</label>
        <Select
          id={`${id}-unit`}
          aria-label="单位"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="选择单位"
          value={unitId}
          onChange={(next: number) => {
            setUnitId(next);
            setItemId(undefined);
          }}
          options={figures.data?.units.map((unit) => ({
            value: unit.id,
            label: `${unit.code} ${unit.name}`,
          }))}
        />
        <label htmlFor={`${id}-item`}>指标</label>
        <Select
          id={`${id}-item`}
          aria-label="指标"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={unitId === undefined ? '先选择单位' : '选择指标'}
          disabled={unitId === undefined}
          value={itemId}
          onChange={setItemId}
          options={places.data?.map((each) => ({ value: each.itemId, label: `${each.code} ${each.name}` }))}
        />
        <label htmlFor={`${id}-to`}>更正后得分</label>
        <div className="correction-points">
          <PointsField
            id={`${id}-to`}
            label="更正后得分"
            value={to}
            limit={place?.limit ?? null}
            onChange={setTo}
          />
          {place && (
            <span className="muted">
              现在 {formatPoints(place.points)} 分{place.reason !== '' && `；扣分理由：${place.reason}`}
            </span>
          )}
          {toPoints !== null && toPoints === place?.points && (
            <span role="alert" className="correction-problem">
              和现在的得分相同
            </span>
          )}
        </div>
        <ReasonField
          label="更正理由"
          placeholder="为什么原来的得分不对"
          value={reason}
          onChange={setReason}
        />
        <ReasonField
          label="更正依据"
          rows={1}
          maxLength={500}
          placeholder="文件、文号、复查报告"
          value={basis}
          onChange={setBasis}
        />
      </div>
      {settled && effect.data && (
        <>
          <p className="dialog-heading">确认后的变化</p>
          <StandingChanges label="更正影响" changes={effect.data.changes} height={150} empty="没有变化" />
        </>
      )}
      <p className="muted">提出后由审定领导确认；确认以前什么都不变，确认后形成新的审定结果，原来的保留。</p>
      <div className="approved-foot">
        <Button onClick={onClose}>取消</Button>
        <Button type="primary" disabled={!ready} loading={propose.busy} onClick={() => void run()}>
          提出更正
        </Button>
      </div>
    </Modal>
  );
}

interface Asked {
  readonly unitId: number;
  readonly itemId: number;
  readonly toPoints: number;
}

/** The same a moment later; null at once. */
function useSettled(asked: Asked | null): Asked | null {
  const key = asked === null ? '' : JSON.stringify(asked);
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(key), PREVIEW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return key !== '' && settled === key ? asked : null;
}
