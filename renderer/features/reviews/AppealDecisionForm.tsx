import { App, Button, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { AppealView, DecidedAppeal, Simulation } from '@shared/ipc/practice/review';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';
import { EffectTable } from './EffectTable';
import { PointsField, readPointsField } from './PointsField';

/** 维持 or 调整, with an opinion; what would come of it can be tried first. */
export function AppealDecisionForm({
  appeal,
  onDecided,
}: {
  readonly appeal: AppealView;
  readonly onDecided: (decided: DecidedAppeal) => void;
}) {
  const id = useId();
  const { workspace } = useWorkspace();
  const { modal } = App.useApp();
  const decide = useAction('appeal:decide');
  const simulate = useAction('review:simulate');
  const [outcome, setOutcome] = useState<'upheld' | 'adjusted'>('upheld');
  const [points, setPoints] = useState(
    appeal.requestedPoints === null ? '' : formatPoints(appeal.requestedPoints),
  );
  const [opinion, setOpinion] = useState('');
  const [tried, setTried] = useState<{ readonly points: number; readonly effect: Simulation } | null>(null);
  const toPoints = outcome === 'adjusted' ? readPointsField(points, appeal.limit) : null;
  const changes = toPoints !== null && toPoints !== appeal.finalPoints;
  const ready = opinion.trim() !== '' && (outcome === 'upheld' || changes);
  const run = async () => {
    const decided = await decide.run({ id: appeal.id, toPoints, opinion });
    if (decided) onDecided(decided);
  };
  const tryOut = async () => {
    if (toPoints === null) return;
    const { unitId, itemId } = appeal;
    const effect = await simulate.run({ changes: [{ unitId, itemId, toPoints }] });
    if (effect) setTried({ points: toPoints, effect });
  };
  const ask = () =>
    modal.confirm({
      title: toPoints === null ? '维持原得分？' : `调整为 ${formatPoints(toPoints)} 分？`,
      content:
        '决定作出后不能更改，原得分和复核后得分都保留，记入审计记录。新的事实只能由单位在期限内重新提出。',
      okText: '作出决定',
      cancelText: '取消',
      onOk: run,
    });
  return (
    <div className="review-fields">
      <h3>复核</h3>
      <ErrorNotice error={decide.error} onClose={decide.clearError} />
      <ErrorNotice error={simulate.error} onClose={simulate.clearError} />
      <Radio.Group
        aria-label="复核结论"
        value={outcome}
        onChange={(event) => setOutcome(event.target.value as typeof outcome)}
        options={[
          { value: 'upheld', label: '维持' },
          { value: 'adjusted', label: '调整' },
        ]}
      />
      {outcome === 'adjusted' && (
        <>
          <label htmlFor={`${id}-points`}>调整后得分</label>
          <PointsField
            id={`${id}-points`}
            label="调整后得分"
            value={points}
            limit={appeal.limit}
            onChange={setPoints}
          />
          {workspace.actions.includes('readAll') && (
            <span>
              <Button size="small" disabled={!changes} loading={simulate.busy} onClick={() => void tryOut()}>
                试算
              </Button>{' '}
              <span className="muted">看总分、名次、等次怎样变，不写入</span>
            </span>
          )}
          {tried && tried.points === toPoints && <EffectTable label="试算结果" effect={tried.effect} />}
        </>
      )}
      <label htmlFor={`${id}-opinion`}>复核意见（必填）</label>
      <Input.TextArea
        id={`${id}-opinion`}
        aria-label="复核意见"
        rows={3}
        maxLength={2000}
        value={opinion}
        onChange={(event) => setOpinion(event.target.value)}
      />
      <div className="review-foot">
        <Button type="primary" disabled={!ready} loading={decide.busy} onClick={ask}>
          作出决定
        </Button>
      </div>
    </div>
  );
}
