import { Button, Checkbox, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { belongsToUnit } from '@shared/domain/unit';
import type { IncidentView } from '@shared/ipc/practice/insight';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { DateField } from '../../components/DateField';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';
import { chosenPlaces, missingIn, warningsIn, type DraftPlace, type IncidentDraft } from './incidentDraft';
import '../reviews/insight.css';

const NO_UNITS: readonly UnitView[] = [];
const NO_ITEMS: readonly ItemView[] = [];

/** One fact with every place it touches. */
export function IncidentDialog({
  draft: first,
  onClose,
  onSaved,
}: {
  readonly draft: IncidentDraft;
  readonly onClose: () => void;
  readonly onSaved: (incident: IncidentView) => void;
}) {
  const { workspace } = useWorkspace();
  const units = useCall('units:list', {});
  const system = useCall('indicators:get', {});
  const save = useAction('incidents:save');
  const [draft, setDraft] = useState(first);
  const change = (part: Partial<IncidentDraft>) => setDraft((before) => ({ ...before, ...part }));
  const changePlace = (key: string, part: Partial<DraftPlace>) =>
    change({ places: draft.places.map((place) => (place.key === key ? { ...place, ...part } : place)) });
  const missing = missingIn(draft);
  const run = async () => {
    if (draft.countedYear === null) return;
    const { countedYear, ...facts } = draft;
    const incident = await save.run({ ...facts, countedYear, places: [...chosenPlaces(draft)] });
    if (incident) onSaved(incident);
  };
  const add = () =>
    change({
      places: [
        ...draft.places,
        {
          key: crypto.randomUUID(),
          unitId: draft.places.at(-1)?.unitId,
          itemId: undefined,
          deducts: false,
          note: '',
        },
      ],
    });
  return (
    <Modal
      open
      title={draft.id === null ? '登记事件' : '修改事件'}
      onCancel={onClose}
      width={860}
      mask={{ closable: false }}
      footer={
        <div className="review-foot">
          <span className="muted" role="status">
            {missing}
          </span>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" disabled={missing !== ''} loading={save.busy} onClick={() => void run()}>
            保存
          </Button>
        </div>
      }
    >
      <ErrorNotice error={save.error ?? units.error ?? system.error} onClose={save.clearError} />
      <Facts draft={draft} onChange={change} />
      <Places
        places={draft.places}
        units={units.data ?? NO_UNITS}
        items={system.data?.items ?? NO_ITEMS}
        onChange={changePlace}
        onRemove={(key) => change({ places: draft.places.filter((place) => place.key !== key) })}
      />
      <Button onClick={add}>添加关联</Button>
      <ul className="incident-warnings">
        {warningsIn(draft, workspace.cycle.year).map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </Modal>
  );
}

function Facts({
  draft,
  onChange,
}: {
  readonly draft: IncidentDraft;
  readonly onChange: (part: Partial<IncidentDraft>) => void;
}) {
  return (
    <div className="incident-fields">
      <label className="incident-wide">
        事件名称
        <Input
          aria-label="事件名称"
          maxLength={200}
          placeholder="如 某公司诉区局行政处罚案败诉"
          value={draft.title}
          onChange={(event) => onChange({ title: event.target.value })}
        />
      </label>
      <label>
        发生日期
        <DateField
          label="发生日期"
          value={draft.eventDate}
          onChange={(eventDate) => onChange({ eventDate })}
        />
      </label>
      <label>
        文书日期
        <DateField
          label="文书日期"
          value={draft.documentDate}
          onChange={(documentDate) => onChange({ documentDate })}
        />
      </label>
      <label>
        文号
        <Input
          aria-label="文号"
          maxLength={500}
          value={draft.documentNumber}
          onChange={(event) => onChange({ documentNumber: event.target.value })}
        />
      </label>
      <label>
        计入年度
        <InputNumber
          aria-label="计入年度"
          min={1990}
          max={2200}
          precision={0}
          controls={false}
          value={draft.countedYear}
          onChange={(countedYear) => onChange({ countedYear })}
        />
      </label>
      <label className="incident-wide">
        备注
        <Input.TextArea
          aria-label="备注"
          rows={2}
          maxLength={2000}
          value={draft.note}
          onChange={(event) => onChange({ note: event.target.value })}
        />
      </label>
    </div>
  );
}

function Places({
  places,
  units,
  items,
  onChange,
  onRemove,
}: {
  readonly places: readonly DraftPlace[];
  readonly units: readonly UnitView[];
  readonly items: readonly ItemView[];
  readonly onChange: (key: string, part: Partial<DraftPlace>) => void;
  readonly onRemove: (key: string) => void;
}) {
  if (places.length === 0) return <p className="muted">还没有关联到单位和指标。</p>;
  return (
    <table className="incident-places" aria-label="关联的单位和指标">
      <thead>
        <tr>
          <th scope="col">单位</th>
          <th scope="col">指标</th>
          <th scope="col">扣分</th>
          <th scope="col">说明（同一单位别处已扣分时必填）</th>
          <th scope="col">
            <span className="visually-hidden">操作</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {places.map((place, index) => (
          <PlaceRow
            key={place.key}
            place={place}
            name={`第 ${index + 1} 处`}
            units={units}
            items={items}
            onChange={(part) => onChange(place.key, part)}
            onRemove={() => onRemove(place.key)}
          />
        ))}
      </tbody>
    </table>
  );
}

function PlaceRow({
  place,
  name,
  units,
  items,
  onChange,
  onRemove,
}: {
  readonly place: DraftPlace;
  readonly name: string;
  readonly units: readonly UnitView[];
  readonly items: readonly ItemView[];
  readonly onChange: (part: Partial<DraftPlace>) => void;
  readonly onRemove: () => void;
}) {
  const unit = units.find(({ id }) => id === place.unitId);
  const own = unit ? items.filter((item) => belongsToUnit(item, unit)) : [];
  return (
    <tr>
      <td style={{ width: 210 }}>
        <Select
          aria-label={`${name}单位`}
          style={{ width: '100%' }}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="选择单位"
          value={place.unitId}
          onChange={(unitId: number) => onChange({ unitId, itemId: undefined })}
          options={units.map(({ id, name: label }) => ({ value: id, label }))}
        />
      </td>
      <td style={{ width: 250 }}>
        <Select
          aria-label={`${name}指标`}
          style={{ width: '100%' }}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="选择指标"
          disabled={!unit}
          value={place.itemId}
          onChange={(itemId: number) => onChange({ itemId })}
          options={own.map((item) => ({ value: item.id, label: `${item.code} ${item.name}` }))}
        />
      </td>
      <td>
        <Checkbox
          aria-label={`${name}扣分`}
          checked={place.deducts}
          onChange={(event) => onChange({ deducts: event.target.checked })}
        />
      </td>
      <td>
        <Input
          aria-label={`${name}说明`}
          maxLength={500}
          value={place.note}
          onChange={(event) => onChange({ note: event.target.value })}
        />
      </td>
      <td>
        <Button type="link" aria-label={`移除${name}`} onClick={onRemove}>
          移除
        </Button>
      </td>
    </tr>
  );
}
