import { App, Button, Checkbox, Select } from 'antd';
import { useMemo, useState } from 'react';
import { stageOf } from '@shared/domain/cycleState';
import { formatPoints } from '@shared/domain/points';
import { partFigures } from '@shared/scoring/composite';
import type { FeedbackLine, FeedbackView } from '@shared/ipc/practice/review';
import { signedPoints } from '@shared/review/adjustment';
import { APPEAL_STATE_NAMES } from '@shared/review/appealState';
import { toErrorReport } from '../../api';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate, usePlace } from '../../shell/navigation';
import { useAction, useCall } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';
import { AdjustmentList } from './AdjustmentList';
import { FactList } from './FactList';
import { FileAppealDialog } from './FileAppealDialog';
import { LayerFigures, selfFigure } from './LayerFigures';
import { windowText } from './windowText';
import './reviews.css';

const NO_LINES: readonly FeedbackLine[] = [];

/** Columns that fit beside the open panel without scrolling sideways. */
const BESIDE_PANEL: readonly string[] = ['item', 'limit', 'final', 'deducted', 'matter', 'appeal'];

/** 复核申诉 · 反馈: what a unit is told of its result, item by item, and where it appeals. */
export default function FeedbackTab() {
  const { workspace } = useWorkspace();
  const place = usePlace();
  const navigate = useNavigate();
  const units = useCall('units:list', {});
  const readsAll = workspace.actions.includes('readAll');
  const began = stageOf(workspace.cycle.state) >= stageOf('feedback');
  const own = units.data?.find(({ code }) => code === workspace.account?.unitCode);
  const unitId = readsAll ? (place.unitId ?? own?.id ?? units.data?.[0]?.id) : own?.id;
  const visible = (began || readsAll) && unitId !== undefined;
  const feedback = useCall('feedback:unit', visible ? { unitId } : null);
  const [openId, setOpenId] = useState<number | null>(null);
  const [appealing, setAppealing] = useState<FeedbackLine | null>(null);
  const data = visible ? feedback.data : undefined;
  const line = data?.lines.find(({ itemId }) => itemId === openId) ?? null;
  const mayAppeal =
    workspace.cycle.state === 'feedback' &&
    !workspace.readOnly &&
    workspace.actions.includes('fileAppeal') &&
    (data?.appealOpen === true || workspace.actions.includes('manageCycle'));
  const all = useColumns(mayAppeal, setAppealing);
  const columns = line ? all.filter(({ key }) => BESIDE_PANEL.includes(key)) : all;
  const untold =
    feedback.error !== undefined && toErrorReport(feedback.error).code === 'FEEDBACK_NOT_RECEIVED';
  if ((!began && !readsAll) || untold) return <NoFeedback atSeat={workspace.seat === 'unit'} />;
  return (
    <div className={`review ${line ? 'review-open' : ''}`}>
      <div className="screen-fill">
        <ErrorNotice error={feedback.error ?? units.error} onRetry={feedback.reload} />
        <div className="screen-head">
          {readsAll && (
            <Select
              aria-label="反馈的单位"
              style={{ width: 240 }}
              showSearch={{ optionFilterProp: 'label' }}
              value={unitId}
              onChange={(next: number) => {
                setOpenId(null);
                navigate({ screen: 'reviews', tab: 'feedback', unitId: next });
              }}
              options={(units.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          {!readsAll && data && <h2>{data.unitName}</h2>}
          <span className="muted">{data && windowText(data.window)}</span>
          <span className="spacer" />
          {workspace.actions.includes('manageCycle') && data && (
            <RankBox
              shown={data.rankShown}
              disabled={workspace.readOnly || stageOf(workspace.cycle.state) >= stageOf('approved')}
              onChanged={feedback.reload}
            />
          )}
          {readsAll && <Button onClick={() => navigate({ screen: 'reports' })}>导出反馈单</Button>}
        </div>
        {data && <Totals data={data} />}
        <DataTable
          id="reviews.feedback"
          label="反馈的扣分"
          rows={data?.lines ?? NO_LINES}
          columns={columns}
          rowKey={(row) => row.itemId}
          loading={visible && feedback.data === undefined && feedback.error === undefined}
          exportName={`${data?.unitName ?? ''}反馈`}
          selectedKey={openId}
          onOpen={(row) => setOpenId(row.itemId)}
          empty={<EmptyState title="没有扣分" text="已评的指标都得了满分，也没有扣分项。" />}
        />
      </div>
      {line && <LinePanel line={line} onClose={() => setOpenId(null)} />}
      {appealing && unitId !== undefined && (
        <FileAppealDialog
          place={{ unitId, itemId: appealing.itemId }}
          late={(data?.window?.daysLeft ?? 0) < 0}
          onClose={() => setAppealing(null)}
          onFiled={() => {
            setAppealing(null);
            feedback.reload();
          }}
        />
      )}
    </div>
  );
}

/** Nothing to tell yet: at a unit's seat the office's package has to come first. */
function NoFeedback({ atSeat }: { readonly atSeat: boolean }) {
  const navigate = useNavigate();
  const what = '本单位的得分、每项扣分的理由，对得分有异议的可以在这里申诉。';
  if (!atSeat) {
    return <EmptyState title="还没有反馈" text={`考核办公室进入“反馈申诉”阶段后，这里列出${what}`} />;
  }
  return (
    <EmptyState
      title="还没有收到反馈"
      text={`在“数据交换”里收入考评办发来的反馈包后，这里列出${what}`}
      actions={
        <Button type="primary" onClick={() => navigate({ screen: 'exchange', tab: 'in' })}>
          去数据交换
        </Button>
      }
    />
  );
}

/** A grade is provisional until 审定; where there is none, why. */
function gradeText({ grade, gradeNote, provisional }: FeedbackView): string {
  if (grade === null) return gradeNote ?? '未定';
  return provisional ? `${grade}（暂定）` : grade;
}

function Totals({ data }: { readonly data: FeedbackView }) {
  const figures: readonly (readonly [string, string])[] = [
    ['原始', `${formatPoints(data.raw)} / ${formatPoints(data.applicable)}`],
    ['折算', formatPoints(data.converted)],
    ['加', formatPoints(data.bonus)],
    ['扣', formatPoints(data.deduction)],
    ...partFigures(data),
    ['最终', formatPoints(data.final)],
    ['等次', gradeText(data)],
    ...(data.rank === null ? [] : [['组内第', `${data.rank} / ${data.rankedOf}`] as const]),
  ];
  return (
    <div className="feedback-totals" role="group" aria-label="单位得分">
      {figures.map(([name, figure]) => (
        <span key={name}>
          {name} <strong>{figure}</strong>
        </span>
      ))}
      {data.unscored > 0 && <span className="points-provisional">暂计：未评 {data.unscored} 项</span>}
    </div>
  );
}

function RankBox({
  shown,
  disabled,
  onChanged,
}: {
  readonly shown: boolean;
  readonly disabled: boolean;
  readonly onChanged: () => void;
}) {
  const { message } = App.useApp();
  const set = useAction('feedback:showRank');
  return (
    <>
      <ErrorNotice error={set.error} onClose={set.clearError} />
      <Checkbox
        checked={shown}
        disabled={disabled || set.busy}
        onChange={async (event) => {
          const answer = await set.run({ shown: event.target.checked });
          if (!answer) return;
          message.success(answer.rankShown ? '反馈单上写明名次' : '反馈单上不写名次');
          onChanged();
        }}
      >
        向单位显示名次
      </Checkbox>
    </>
  );
}

function LinePanel({ line, onClose }: { readonly line: FeedbackLine; readonly onClose: () => void }) {
  return (
    <section className="panel review-panel" aria-label="扣分详情">
      <div className="panel-head">
        <h2>
          {line.itemCode} {line.itemName}
        </h2>
        <span className="spacer" />
        <Button size="small" onClick={onClose}>
          关闭
        </Button>
      </div>
      <LayerFigures
        selfText={line.selfPoints}
        assessed={line.assessedPoints}
        adjustment={line.adjustment}
        final={line.finalPoints}
      />
      <FactList
        facts={[
          ['分值', line.section === 'base' ? formatPoints(line.itemPoints) : ''],
          ['扣分', formatPoints(line.deducted)],
          ['事项和理由', line.matter],
          ['佐证材料', line.evidence],
          [
            '申诉',
            line.appeal ? `第 ${line.appeal.number} 号，${APPEAL_STATE_NAMES[line.appeal.state]}` : '',
          ],
        ]}
      />
      <AdjustmentList adjustments={line.adjustments} />
    </section>
  );
}

function useColumns(
  mayAppeal: boolean,
  onAppeal: (line: FeedbackLine) => void,
): readonly DataColumn<FeedbackLine>[] {
  return useMemo(
    () => [
      { key: 'item', title: '指标', width: 220, text: (row) => `${row.itemCode} ${row.itemName}` },
      points('limit', '分值', (row) => (row.section === 'base' ? formatPoints(row.itemPoints) : '')),
      points('self', '自评分', (row) => selfFigure(row.selfPoints)),
      points('assessed', '审核分', (row) => formatPoints(row.assessedPoints)),
      points('adjustment', '核查调整分', (row) =>
        row.adjustments.length === 0 ? '' : signedPoints(row.adjustment, formatPoints),
      ),
      points('final', '最终分', (row) => formatPoints(row.finalPoints)),
      points('deducted', '扣分', (row) => formatPoints(row.deducted)),
      { key: 'matter', title: '扣分事项和理由', text: (row) => row.matter },
      {
        key: 'appeal',
        title: '申诉',
        width: 92,
        sortable: false,
        text: (row) => (row.appeal ? APPEAL_STATE_NAMES[row.appeal.state] : ''),
        render: (row) => {
          const again = row.appeal === null || row.appeal.again;
          if (!mayAppeal || !again) return row.appeal ? APPEAL_STATE_NAMES[row.appeal.state] : '';
          return (
            <span onClick={(event) => event.stopPropagation()}>
              <Button size="small" aria-label={`申诉 ${row.itemCode}`} onClick={() => onAppeal(row)}>
                申诉
              </Button>
            </span>
          );
        },
      },
    ],
    [mayAppeal, onAppeal],
  );
}

function points(key: string, title: string, text: (row: FeedbackLine) => string): DataColumn<FeedbackLine> {
  const width = title.length > 3 ? 96 : 72;
  return { key, title, text, numeric: true, width, sortBy: (row) => Number(text(row)) || 0 };
}
