import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { IncidentPlaceView, IncidentView } from '@shared/ipc/practice/insight';
import { formatPoints } from '@shared/domain/points';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useAction, useCall } from '../../shell/useCall';
import { chineseDate } from '../../shell/words';
import { useMay, useWorkspace } from '../../shell/workspace';
import { IncidentDialog } from '../incidents/IncidentDialog';
import { draftOf, newIncident, type IncidentDraft } from '../incidents/incidentDraft';
import { FactList } from './FactList';
import { ReasonDialog } from './ReasonDialog';
import './reviews.css';
import './insight.css';

const NO_ROWS: readonly IncidentView[] = [];

/** 复核申诉 · 事件: facts that touch several items, with a warning where one deducts twice. */
export default function IncidentsTab() {
  const { workspace } = useWorkspace();
  const list = useCall('incidents:list', {});
  const [openId, setOpenId] = useState<number | null>(null);
  const [draft, setDraft] = useState<IncidentDraft | null>(null);
  const rows = list.data ?? NO_ROWS;
  const open = rows.find(({ id }) => id === openId) ?? null;
  const may = useMay()('score');
  // Beside an open incident there is room for what it is and what to look at.
  const columns = useMemo(
    () => (open ? COLUMNS.filter(({ key }) => key !== 'document' && key !== 'date') : COLUMNS),
    [open],
  );
  const add = (
    <Button type="primary" onClick={() => setDraft(newIncident(workspace.cycle.year))}>
      登记事件
    </Button>
  );
  return (
    <div className={`review ${open ? 'review-open' : ''}`}>
      <div className="screen-fill">
        <ErrorNotice error={list.error} onRetry={list.reload} />
        <DataTable
          id="reviews.incidents"
          label="事件"
          rows={rows}
          columns={columns}
          rowKey={({ id }) => id}
          loading={list.loading && rows.length === 0}
          exportName="事件"
          selectedKey={openId}
          onOpen={({ id }) => setOpenId(id)}
          toolbar={may && add}
          empty={
            <EmptyState
              title="还没有登记事件"
              text="一件败诉案、一次违法行为常常涉及几项指标。登记成一个事件并关联到各项，同一事实在同一单位重复扣分时会提醒。"
              actions={may && add}
            />
          }
        />
      </div>
      {open && (
        <IncidentPanel
          incident={open}
          may={may}
          onEdit={() => setDraft(draftOf(open))}
          onClose={() => setOpenId(null)}
          onRemoved={() => {
            setOpenId(null);
            list.reload();
          }}
        />
      )}
      {draft && (
        <IncidentDialog
          draft={draft}
          onClose={() => setDraft(null)}
          onSaved={({ id }) => {
            setDraft(null);
            setOpenId(id);
            list.reload();
          }}
        />
      )}
    </div>
  );
}

const placesText = ({ places }: IncidentView): string =>
  places
    .map(({ unitName, itemCode, deducts }) => `${unitName} ${itemCode}${deducts ? '（扣分）' : ''}`)
    .join('、');

const COLUMNS: readonly DataColumn<IncidentView>[] = [
  { key: 'title', title: '事件', width: 220, text: ({ title }) => title },
  { key: 'document', title: '文号', width: 150, text: ({ documentNumber }) => documentNumber },
  {
    key: 'date',
    title: '发生日期',
    width: 120,
    text: ({ eventDate }) => chineseDate(eventDate),
    sortBy: ({ eventDate }) => eventDate,
  },
  {
    key: 'year',
    title: '计入年度',
    width: 90,
    numeric: true,
    text: ({ countedYear }) => String(countedYear),
    sortBy: ({ countedYear }) => countedYear,
  },
  { key: 'places', title: '关联', text: placesText },
  {
    key: 'warnings',
    title: '提醒',
    width: 220,
    text: ({ warnings }) => warnings.join('；'),
    render: ({ warnings }) => <span className="text-warning">{warnings.join('；')}</span>,
  },
];

function IncidentPanel({
  incident,
  may,
  onEdit,
  onClose,
  onRemoved,
}: {
  readonly incident: IncidentView;
  readonly may: boolean;
  readonly onEdit: () => void;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}) {
  const navigate = useNavigate();
  const remove = useAction('incidents:remove');
  const [removing, setRemoving] = useState(false);
  return (
    <section aria-label={incident.title} className="panel review-panel">
      <div className="panel-head">
        <h2>{incident.title}</h2>
        <span className="spacer" />
        <Button size="small" onClick={onClose}>
          关闭
        </Button>
      </div>
      <FactList
        facts={[
          ['发生日期', chineseDate(incident.eventDate)],
          ['文书日期', chineseDate(incident.documentDate)],
          ['文号', incident.documentNumber],
          ['计入年度', `${incident.countedYear} 年`],
          ['备注', incident.note],
          ['登记', `${incident.person} ${chineseDate(incident.at)}`],
        ]}
      />
      <ul className="incident-warnings">
        {incident.warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
      <ul className="review-list" aria-label="关联的单位和指标">
        {incident.places.map(({ unitId, itemId, unitName, itemCode, itemName, deducts, note, ...place }) => (
          <li key={`${unitId} ${itemId}`}>
            <Button
              type="link"
              size="small"
              onClick={() => navigate({ screen: 'scoring', view: 'unit', unitId, itemId })}
            >
              {unitName} · {itemCode} {itemName}
            </Button>
            <div>
              {deducts ? '扣分' : '不扣分'}，{scoreText(place)}
              {note && `；${note}`}
            </div>
          </li>
        ))}
      </ul>
      {may && (
        <div className="review-foot">
          <Button danger onClick={() => setRemoving(true)}>
            删除
          </Button>
          <Button type="primary" onClick={onEdit}>
            修改
          </Button>
        </div>
      )}
      {removing && (
        <ReasonDialog
          title="删除事件"
          text={`“${incident.title}”连同它的 ${incident.places.length} 处关联会删除，得分不受影响；删除留有记录。`}
          label="删除理由"
          okText="删除"
          danger
          busy={remove.busy}
          error={remove.error}
          onClose={() => setRemoving(false)}
          onSubmit={async (reason) => {
            if ((await remove.run({ id: incident.id, reason })) !== undefined) onRemoved();
          }}
        />
      )}
    </section>
  );
}

function scoreText({ score, hidden }: Pick<IncidentPlaceView, 'score' | 'hidden'>): string {
  if (hidden) return '得分不显示';
  return score === null ? '未评' : `得 ${formatPoints(score)}`;
}
