import { Button, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import type { SiteCheckView } from '@shared/ipc/practice/review';
import { belongsToUnit } from '@shared/domain/unit';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';
import { CheckPlanFields, NO_PLAN } from './CheckPlanFields';

/** Items the office wants to have looked at, whatever the proposal says. */
export function AddCheckItemsDialog({
  onClose,
  onAdded,
}: {
  readonly onClose: () => void;
  readonly onAdded: (rows: readonly SiteCheckView[]) => void;
}) {
  const id = useId();
  const units = useCall('units:list', {});
  const system = useCall('indicators:get', {});
  const add = useAction('site:add');
  const [unitId, setUnitId] = useState<number>();
  const [itemIds, setItemIds] = useState<readonly number[]>([]);
  const [doubt, setDoubt] = useState('');
  const [plan, setPlan] = useState(NO_PLAN);
  const unit = units.data?.find((candidate) => candidate.id === unitId);
  const items = (system.data?.items ?? []).filter(
    (item) => item.section !== 'veto' && unit && belongsToUnit(item, unit),
  );
  const ready = unitId !== undefined && itemIds.length > 0 && plan.team.trim() !== '';
  const run = async () => {
    if (unitId === undefined) return;
    const rows = await add.run({ ...plan, items: itemIds.map((itemId) => ({ unitId, itemId, doubt })) });
    if (rows) onAdded(rows);
  };
  return (
    <Modal open title="添加实地核查的指标" onCancel={onClose} footer={null} width={680}>
      <ErrorNotice error={add.error ?? units.error ?? system.error} onClose={add.clearError} />
      <div className="review-fields">
        <label htmlFor={`${id}-unit`}>单位</label>
        <Select
          id={`${id}-unit`}
          aria-label="单位"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="选择单位"
          value={unitId}
          onChange={(next: number) => {
            setUnitId(next);
            setItemIds([]);
          }}
          options={(units.data ?? []).map(({ id: value, name }) => ({ value, label: name }))}
        />
        <label htmlFor={`${id}-items`}>指标（可选多项）</label>
        <Select
          id={`${id}-items`}
          aria-label="指标"
          mode="multiple"
          maxTagCount={4}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="选择指标"
          disabled={!unit}
          value={[...itemIds]}
          onChange={(next: number[]) => setItemIds(next)}
          options={items.map((item) => ({ value: item.id, label: `${item.code} ${item.name}` }))}
        />
        <label htmlFor={`${id}-doubt`}>疑点</label>
        <Input
          id={`${id}-doubt`}
          aria-label="疑点"
          maxLength={500}
          placeholder="为什么要看，如 群众反映公示不及时"
          value={doubt}
          onChange={(event) => setDoubt(event.target.value)}
        />
        <CheckPlanFields plan={plan} onChange={setPlan} />
      </div>
      <div className="review-foot">
        <Button onClick={onClose}>取消</Button>
        <Button type="primary" disabled={!ready} loading={add.busy} onClick={() => void run()}>
          列入清单
        </Button>
      </div>
    </Modal>
  );
}
