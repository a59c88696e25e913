import { Button } from 'antd';
import { useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { AppealView, DecidedAppeal, Simulation } from '@shared/ipc/practice/review';
import { APPEAL_STATE_NAMES } from '@shared/review/appealState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useAction, useCall } from '../../shell/useCall';
import { chineseDate, chineseTime } from '../../shell/words';
import { useWorkspace } from '../../shell/workspace';
import { AdjustmentList } from './AdjustmentList';
import { AppealDecisionForm } from './AppealDecisionForm';
import { EffectTable } from './EffectTable';
import { FactList } from './FactList';
import { LayerFigures } from './LayerFigures';
import { ReasonDialog } from './ReasonDialog';

/** One appeal in full: originals and decision side by side, and the form to decide it. */
export function AppealPanel({
  appeal,
  effect,
  onClose,
  onDecided,
  onChanged,
}: {
  readonly appeal: AppealView;
  /** What came of it, where it was decided just now. */
  readonly effect: Simulation | null;
  readonly onClose: () => void;
  readonly onDecided: (decided: DecidedAppeal) => void;
  readonly onChanged: () => void;
}) {
  const { workspace } = useWorkspace();
  const navigate = useNavigate();
  const { unitId, itemId } = appeal;
  const adjustments = useCall('review:adjustments', { unitId, itemId });
  const seesScoring = workspace.actions.includes('score') || workspace.actions.includes('readAll');
  return (
    <section className="panel review-panel" aria-label="申诉详情">
      <div className="panel-head">
        <h2>第 {appeal.number} 号申诉</h2>
        <span className="muted">{APPEAL_STATE_NAMES[appeal.state]}</span>
        <span className="spacer" />
        {seesScoring && (
          <Button size="small" onClick={() => navigate({ screen: 'scoring', unitId, itemId })}>
            看评分
          </Button>
        )}
        <Button size="small" onClick={onClose}>
          关闭
        </Button>
      </div>
      <FactList
        facts={[
          ['单位', appeal.unitName],
          ['指标', `${appeal.itemCode} ${appeal.itemName}`],
          ['申诉理由', appeal.grounds],
          ['原得分', figure(appeal.originalPoints)],
          ['请求得分', appeal.requestedPoints === null ? '没有写明' : figure(appeal.requestedPoints)],
          ['补充材料', appeal.evidence.map(({ name }) => name).join('、') || '没有'],
          ['提出', `${appeal.filedBy} ${chineseTime(appeal.filedAt)}`],
          ['逾期受理', appeal.lateReason],
          ['评分人', appeal.scorer],
          ['应答复日期', appeal.answerBy ? chineseDate(appeal.answerBy.dueOn) : ''],
        ]}
      />
      <LayerFigures
        selfText={appeal.selfPoints}
        assessed={appeal.assessedPoints}
        adjustment={appeal.adjustment}
        final={appeal.finalPoints}
      />
      <ErrorNotice error={adjustments.error} onRetry={adjustments.reload} />
      <AdjustmentList adjustments={adjustments.data ?? []} />
      {appeal.state !== 'filed' && (
        <FactList
          facts={[
            ['结论', conclusion(appeal)],
            ['本单位总分', totalsText(appeal)],
            [appeal.state === 'withdrawn' ? '撤回理由' : '复核意见', appeal.opinion],
            [
              appeal.state === 'withdrawn' ? '撤回' : '复核',
              `${appeal.decidedBy} ${chineseTime(appeal.decidedAt)}`,
            ],
          ]}
        />
      )}
      {appeal.state === 'adjusted' && <Effect id={appeal.id} known={effect} />}
      {appeal.mayDecide && <AppealDecisionForm appeal={appeal} onDecided={onDecided} />}
      {appeal.state === 'filed' && !appeal.mayDecide && workspace.actions.includes('decideAppeal') && (
        <p className="muted">不能由您复核：{appeal.mayNotDecideBecause}。</p>
      )}
      <Withdrawal appeal={appeal} onChanged={onChanged} />
    </section>
  );
}

/** Who moved with the decision: as just answered, or as the trail kept it. */
function Effect({ id, known }: { readonly id: number; readonly known: Simulation | null }) {
  const { workspace } = useWorkspace();
  const sees = workspace.actions.includes('readAll');
  const kept = useCall('appeal:effect', known === null && sees ? { id } : null);
  const effect = known ?? kept.data ?? null;
  if (kept.error !== undefined) return <ErrorNotice error={kept.error} onRetry={kept.reload} />;
  if (!effect) return null;
  return (
    <>
      <h3>前后对照</h3>
      <EffectTable label="前后对照" effect={effect} />
    </>
  );
}

const figure = (points: number | null): string => (points === null ? '未评' : formatPoints(points));

/** What the decision made of the unit's total, where a unit's seat was told. */
function totalsText({ totals }: AppealView): string {
  return totals === null ? '' : `${formatPoints(totals.before)} → ${formatPoints(totals.after)}`;
}

function conclusion({ state, originalPoints, decidedPoints }: AppealView): string {
  if (state === 'withdrawn') return '单位撤回';
  return `${APPEAL_STATE_NAMES[state]}：${figure(originalPoints)} → ${figure(decidedPoints)}`;
}

/** The unit, or the office on its behalf, takes the appeal back. */
function Withdrawal({ appeal, onChanged }: { readonly appeal: AppealView; readonly onChanged: () => void }) {
  const { workspace } = useWorkspace();
  const withdraw = useAction('appeal:withdraw');
  const [asking, setAsking] = useState(false);
  const may =
    appeal.state === 'filed' &&
    workspace.cycle.state === 'feedback' &&
    !workspace.readOnly &&
    workspace.actions.includes('fileAppeal');
  if (!may) return null;
  return (
    <p>
      <Button size="small" onClick={() => setAsking(true)}>
        撤回申诉
      </Button>
      {asking && (
        <ReasonDialog
          title={`撤回第 ${appeal.number} 号申诉`}
          text="撤回后得分不变；期限内可以重新提出。"
          label="撤回理由"
          okText="撤回申诉"
          least={0}
          maxLength={2000}
          busy={withdraw.busy}
          error={withdraw.error}
          onClose={() => setAsking(false)}
          onSubmit={async (reason) => {
            if (await withdraw.run({ id: appeal.id, reason })) onChanged();
          }}
        />
      )}
    </p>
  );
}
