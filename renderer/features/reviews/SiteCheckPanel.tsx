import { App, Button, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { SiteCheckView } from '@shared/ipc/practice/review';
import { SITE_CHECK_OUTCOME_NAMES } from '@shared/review/siteCheckOutcome';
import { itemLimit } from '@shared/scoring/worth';
import { DateField } from '../../components/DateField';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useAction, useCall } from '../../shell/useCall';
import { chineseDate, chineseTime } from '../../shell/words';
import { useWorkspace } from '../../shell/workspace';
import { FactList } from './FactList';
import { LayerFigures } from './LayerFigures';
import { PointsField, readPointsField } from './PointsField';
import { ReasonDialog } from './ReasonDialog';

interface PanelProps {
  readonly row: SiteCheckView;
  readonly onClose: () => void;
  readonly onChanged: (rows: readonly SiteCheckView[]) => void;
}

/** One item of a check: what it is about, and what was found. */
export function SiteCheckPanel({ row, onClose, onChanged }: PanelProps) {
  const { workspace } = useWorkspace();
  const navigate = useNavigate();
  const [removing, setRemoving] = useState(false);
  const remove = useAction('site:removeItem');
  const open = row.outcome === 'open' && workspace.cycle.state === 'reviewing' && !workspace.readOnly;
  const isOwnUnit = workspace.account?.unitCode === row.unitCode;
  const records = open && workspace.actions.includes('checkSite') && !isOwnUnit;
  const adjustment =
    row.finalPoints === null || row.assessedPoints === null ? null : row.finalPoints - row.assessedPoints;
  return (
    <section className="panel review-panel" aria-label="实地核查详情">
      <div className="panel-head">
        <h2>实地核查</h2>
        <span className="spacer" />
        <Button
          size="small"
          onClick={() => navigate({ screen: 'scoring', unitId: row.unitId, itemId: row.itemId })}
        >
          看评分
        </Button>
        <Button size="small" onClick={onClose}>
          关闭
        </Button>
      </div>
      <FactList
        facts={[
          ['单位', row.unitName],
          ['指标', `${row.itemCode} ${row.itemName}`],
          ['核查组', row.team],
          ['计划日期', chineseDate(row.plannedOn)],
          ['疑点', row.doubt],
          ['说明', row.note],
        ]}
      />
      <LayerFigures
        selfText={row.selfPoints}
        assessed={row.assessedPoints}
        adjustment={adjustment}
        final={row.finalPoints}
      />
      {row.outcome !== 'open' && (
        <FactList
          facts={[
            ['结论', conclusion(row)],
            ['核查情况', row.finding],
            ['核查日期', chineseDate(row.checkedOn)],
            ['记录', `${row.person} ${chineseTime(row.at)}`],
          ]}
        />
      )}
      {open && isOwnUnit && <p className="muted">这是本单位的指标，须由其他单位的人员核查。</p>}
      {records && <FindingForm row={row} onChanged={onChanged} />}
      {open && workspace.actions.includes('planSiteCheck') && (
        <p>
          <Button size="small" danger onClick={() => setRemoving(true)}>
            撤下这一项
          </Button>
        </p>
      )}
      {removing && (
        <ReasonDialog
          title="撤下这一项"
          text="撤下后，清单上不再有这一项，撤下的理由记入审计记录；需要时可以再列入。"
          label="撤下理由"
          okText="撤下"
          danger
          busy={remove.busy}
          error={remove.error}
          onClose={() => setRemoving(false)}
          onSubmit={async (reason) => {
            const next = await remove.run({ id: row.id, reason });
            if (!next) return;
            onChanged(next);
            onClose();
          }}
        />
      )}
    </section>
  );
}

function conclusion({ outcome, fromPoints, toPoints }: SiteCheckView): string {
  if (fromPoints === null || toPoints === null) return SITE_CHECK_OUTCOME_NAMES[outcome];
  return `由 ${formatPoints(fromPoints)} 调整为 ${formatPoints(toPoints)}`;
}

function FindingForm({ row, onChanged }: Pick<PanelProps, 'row' | 'onChanged'>) {
  const id = useId();
  const { message } = App.useApp();
  const system = useCall('indicators:get', {});
  const record = useAction('site:record');
  const [finding, setFinding] = useState('');
  const [outcome, setOutcome] = useState<'confirmed' | 'adjusted'>('confirmed');
  const [points, setPoints] = useState('');
  const [checkedOn, setCheckedOn] = useState('');
  const item = system.data?.items.find((candidate) => candidate.id === row.itemId);
  const limit = item ? itemLimit(item) : row.itemPoints;
  const toPoints = outcome === 'adjusted' ? readPointsField(points, limit) : null;
  const ready = finding.trim() !== '' && (outcome === 'confirmed' || toPoints !== null);
  const run = async () => {
    const next = await record.run({ id: row.id, finding, toPoints, checkedOn });
    if (!next) return;
    message.success('已记录核查结果');
    onChanged(next);
  };
  return (
    <div className="review-fields">
      <h3>记录结果</h3>
      <ErrorNotice error={record.error} onClose={record.clearError} />
      <label htmlFor={`${id}-finding`}>核查情况（必填）</label>
      <Input.TextArea
        id={`${id}-finding`}
        aria-label="核查情况"
        rows={3}
        maxLength={2000}
        placeholder="看了什么、缺什么"
        value={finding}
        onChange={(event) => setFinding(event.target.value)}
      />
      <Radio.Group
        aria-label="核查结论"
        value={outcome}
        onChange={(event) => setOutcome(event.target.value as typeof outcome)}
        options={[
          { value: 'confirmed', label: '属实' },
          { value: 'adjusted', label: '调整', disabled: row.finalPoints === null || row.section === 'veto' },
        ]}
      />
      {outcome === 'adjusted' && (
        <>
          <label htmlFor={`${id}-points`}>调整后得分</label>
          <PointsField
            id={`${id}-points`}
            label="调整后得分"
            value={points}
            limit={limit}
            onChange={setPoints}
          />
        </>
      )}
      <label htmlFor={`${id}-date`}>核查日期（不填为今天）</label>
      <DateField id={`${id}-date`} label="核查日期" value={checkedOn} onChange={setCheckedOn} />
      <div className="review-foot">
        <Button type="primary" disabled={!ready} loading={record.busy} onClick={() => void run()}>
          记录结果
        </Button>
      </div>
    </div>
  );
}
