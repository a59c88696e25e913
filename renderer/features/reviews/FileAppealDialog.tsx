import { App, Button, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { AppealView } from '@shared/ipc/practice/review';
import type { EvidenceView } from '@shared/ipc/views';
import { itemLimit } from '@shared/scoring/worth';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';
import { AppealFiles } from './AppealFiles';
import { PointsField, readPointsField } from './PointsField';

/** A unit's appeal about one item; where the place is given it is not asked for again. */
export function FileAppealDialog({
  place,
  late,
  onClose,
  onFiled,
}: {
  readonly place?: { readonly unitId: number; readonly itemId: number };
  /** The window is over: only the office may file, with a reason. */
  readonly late: boolean;
  readonly onClose: () => void;
  readonly onFiled: (appeal: AppealView) => void;
}) {
  const id = useId();
  const { message } = App.useApp();
  const { workspace } = useWorkspace();
  const units = useCall('units:list', {});
  const system = useCall('indicators:get', {});
  const own = units.data?.find(({ code }) => code === workspace.account?.unitCode);
  const [chosenUnit, setUnitId] = useState(place?.unitId);
  const unitId = chosenUnit ?? own?.id;
  const [itemId, setItemId] = useState(place?.itemId);
  const scored = useCall('appeal:items', unitId === undefined ? null : { unitId });
  const file = useAction('appeal:file');
  const [grounds, setGrounds] = useState('');
  const [points, setPoints] = useState('');
  const [files, setFiles] = useState<readonly EvidenceView[]>([]);
  const [lateReason, setLateReason] = useState('');
  const scores = new Map(scored.data?.map((row) => [row.itemId, row.finalPoints]));
  const items = (system.data?.items ?? []).filter((item) => scores.has(item.id));
  const item = items.find((candidate) => candidate.id === itemId);
  const limit = item ? itemLimit(item) : 0;
  const requested = points.trim() === '' ? null : readPointsField(points, limit);
  const pointsFit = points.trim() === '' || requested !== null;
  const ready = item && grounds.trim() !== '' && pointsFit && (!late || lateReason.trim() !== '');
  const run = async () => {
    if (unitId === undefined || itemId === undefined) return;
    const appeal = await file.run({
      unitId,
      itemId,
      grounds,
      requestedPoints: requested,
      evidenceIds: files.map((evidence) => evidence.id),
      lateReason,
    });
    if (!appeal) return;
    message.success(`已提出第 ${appeal.number} 号申诉`);
    onFiled(appeal);
  };
  return (
    <Modal open title="提出申诉" onCancel={onClose} footer={null} width={640} style={{ top: 32 }}>
      <ErrorNotice
        error={file.error ?? units.error ?? system.error ?? scored.error}
        onClose={file.clearError}
      />
      <div className="review-fields">
        <label htmlFor={`${id}-unit`}>单位</label>
        <Select
          id={`${id}-unit`}
          aria-label="单位"
          showSearch={{ optionFilterProp: 'label' }}
          disabled={place !== undefined}
          placeholder="选择单位"
          value={unitId}
          onChange={(next: number) => {
            setUnitId(next);
            setItemId(undefined);
            setFiles([]);
          }}
          options={(units.data ?? []).map(({ id: value, name }) => ({ value, label: name }))}
        />
        <label htmlFor={`${id}-item`}>指标</label>
        <Select
          id={`${id}-item`}
          aria-label="指标"
          showSearch={{ optionFilterProp: 'label' }}
          disabled={place !== undefined || unitId === undefined}
          placeholder="选择有得分的指标"
          value={itemId}
          onChange={(next: number) => {
            setItemId(next);
            setFiles([]);
          }}
          options={items.map((candidate) => ({
            value: candidate.id,
            label: `${candidate.code} ${candidate.name}（最终分 ${formatPoints(scores.get(candidate.id) ?? 0)}）`,
          }))}
        />
        <label htmlFor={`${id}-grounds`}>申诉理由（必填）</label>
        <Input.TextArea
          id={`${id}-grounds`}
          aria-label="申诉理由"
          rows={4}
          maxLength={5000}
          placeholder="写明哪里有出入、依据什么文件或材料"
          value={grounds}
          onChange={(event) => setGrounds(event.target.value)}
        />
        {item && (
          <>
            <label htmlFor={`${id}-points`}>请求得分（可不填）</label>
            <PointsField
              id={`${id}-points`}
              label="请求得分"
              value={points}
              limit={limit}
              onChange={setPoints}
            />
          </>
        )}
        {unitId !== undefined && itemId !== undefined && (
          <AppealFiles place={{ unitId, itemId }} files={files} onFiles={setFiles} />
        )}
        {late && (
          <>
            <label htmlFor={`${id}-late`}>逾期受理理由（必填）</label>
            <Input
              id={`${id}-late`}
              aria-label="逾期受理理由"
              maxLength={500}
              value={lateReason}
              onChange={(event) => setLateReason(event.target.value)}
            />
          </>
        )}
      </div>
      <div className="review-foot">
        <Button onClick={onClose}>取消</Button>
        <Button type="primary" disabled={!ready} loading={file.busy} onClick={() => void run()}>
          提出申诉
        </Button>
      </div>
    </Modal>
  );
}
