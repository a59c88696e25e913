import { Button, Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { IncidentView } from '@shared/ipc/practice/insight';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction, useCall } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';
import { IncidentDialog } from './IncidentDialog';
import { newIncident } from './incidentDraft';
import '../reviews/reviews.css';
import '../reviews/insight.css';

const NO_INCIDENTS: readonly IncidentView[] = [];

/** 「关联事件」 from 评分: which facts stand behind one score; an existing one is linked, a new one written down. */
export function LinkIncidentDialog({
  unitId,
  itemId,
  title,
  onClose,
}: {
  readonly unitId: number;
  readonly itemId: number;
  /** The place in words. */
  readonly title: string;
  readonly onClose: () => void;
}) {
  const { workspace } = useWorkspace();
  const list = useCall('incidents:list', {});
  const unlink = useAction('incidents:unlink');
  const [writing, setWriting] = useState(false);
  const incidents = list.data ?? NO_INCIDENTS;
  const isHere = (place: { unitId: number; itemId: number }) =>
    place.unitId === unitId && place.itemId === itemId;
  const here = incidents.filter(({ places }) => places.some(isHere));
  const others = incidents.filter((incident) => !here.includes(incident));
  if (writing) {
    return (
      <IncidentDialog
        draft={newIncident(workspace.cycle.year, { unitId, itemId })}
        onClose={() => setWriting(false)}
        onSaved={() => {
          setWriting(false);
          list.reload();
        }}
      />
    );
  }
  return (
    <Modal open title={`关联事件 · ${title}`} onCancel={onClose} width={680} footer={null}>
      <ErrorNotice error={list.error ?? unlink.error} onClose={unlink.clearError} />
      {here.length === 0 && (
        <p className="muted">
          本项还没有关联事件。同一事实涉及几项指标的，关联到同一个事件，可以防止重复扣分。
        </p>
      )}
      <ul className="review-list" aria-label="已关联的事件">
        {here.map((incident) => (
          <li key={incident.id}>
            {incident.title} {incident.documentNumber}
            <Button
              type="link"
              size="small"
              onClick={async () => {
                if (await unlink.run({ id: incident.id, unitId, itemId })) list.reload();
              }}
            >
              取消关联
            </Button>
            {incident.warnings.map((warning) => (
              <div key={warning} className="text-warning">
                {warning}
              </div>
            ))}
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <LinkForm incidents={others} unitId={unitId} itemId={itemId} onLinked={list.reload} />
      )}
      <div className="review-foot">
        <Button onClick={() => setWriting(true)}>登记新事件</Button>
        <Button onClick={onClose}>关闭</Button>
      </div>
    </Modal>
  );
}

function LinkForm({
  incidents,
  unitId,
  itemId,
  onLinked,
}: {
  readonly incidents: readonly IncidentView[];
  readonly unitId: number;
  readonly itemId: number;
  readonly onLinked: () => void;
}) {
  const link = useAction('incidents:link');
  const [id, setId] = useState<number>();
  const [deducts, setDeducts] = useState(true);
  const [note, setNote] = useState('');
  const run = async () => {
    if (id === undefined) return;
    if (!(await link.run({ id, place: { unitId, itemId, deducts, note } }))) return;
    setId(undefined);
    setNote('');
    onLinked();
  };
  return (
    <div className="review-fields">
      <ErrorNotice error={link.error} onClose={link.clearError} />
      <Select
        aria-label="事件"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="选择已登记的事件"
        value={id}
        onChange={setId}
        options={incidents.map((incident) => ({
          value: incident.id,
          label: `${incident.title} ${incident.documentNumber}`.trim(),
        }))}
      />
      <Checkbox checked={deducts} onChange={(event) => setDeducts(event.target.checked)}>
        在本项扣分
      </Checkbox>
      <Input
        aria-label="说明"
        maxLength={500}
        placeholder="本单位别的指标已因这件事扣分的，写明为什么这里还扣"
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div>
        <Button type="primary" disabled={id === undefined} loading={link.busy} onClick={() => void run()}>
          关联
        </Button>
      </div>
    </div>
  );
}
