import { App, Button, Descriptions, Flex } from 'antd';
import { useState } from 'react';
import type { MeasureView, ProblemView } from '@shared/ipc/practice/rectification';
import { PROBLEM_SOURCE_NAMES, PROBLEM_STATE_NAMES, readyToClose } from '@shared/rectification/problem';
import { call } from '../../api';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useAction } from '../../shell/useCall';
import { chineseDate, chineseTime } from '../../shell/words';
import { useMay } from '../../shell/workspace';
import { ReasonDialog } from '../reviews/ReasonDialog';
import '../reviews/reviews.css';
import { ClosingDialog } from './ClosingDialog';
import { MeasureForm } from './MeasureForm';
import { ProblemFiles } from './ProblemFiles';
import { ProblemForm } from './ProblemForm';

type Dialog = 'change' | 'remove' | 'decide' | 'reopen' | MeasureView | 'measure' | null;

/** One problem with its measures, proof and closing. */
export function ProblemPanel({
  problem,
  onChanged,
  onClose,
}: {
  readonly problem: ProblemView;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const [dialog, setDialog] = useState<Dialog>(null);
  const [error, setError] = useState<unknown>();
  const { modal } = App.useApp();
  const may = useMay();
  const [manages, rectifies, closes] = [may('manageProblems'), may('rectify'), may('closeProblem')];
  const open = problem.state !== 'closed' && problem.state !== 'closeRequested';
  const run = async (work: () => Promise<unknown>) => {
    setError(undefined);
    try {
      await work();
      onChanged();
    } catch (cause) {
      setError(cause);
    }
  };
  const done = () => {
    setDialog(null);
    onChanged();
  };
  const removal = useAction('problem:remove');
  const removeMeasure = (measure: MeasureView, number: number) =>
    modal.confirm({
      title: `删除措施${number}？`,
      content: `“${measure.text}”和它的进展从台账里去掉，只留在审计记录里。`,
      okText: '删除',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: () => run(() => call('problem:removeMeasure', { problemId: problem.id, id: measure.id })),
    });
  return (
    <section className="panel problem-panel" aria-label="问题详情">
      <div className="panel-head">
        <h2>
          {problem.year}年第{problem.number}号问题
        </h2>
        <span className="spacer" />
        <Button size="small" type="text" onClick={onClose}>
          关闭
        </Button>
      </div>
      <ErrorNotice error={error} onClose={() => setError(undefined)} />
      <p className="problem-text">{problem.text}</p>
      {problem.repeatOf && (
        <p className="text-warning">
          与{problem.repeatOf.year}年第{problem.repeatOf.number}号问题重复：{problem.repeatOf.text}
        </p>
      )}
      <Facts problem={problem} />
      <Flex gap={8} wrap className="problem-actions">
        {open && rectifies && (
          <Button
            size="small"
            type="primary"
            disabled={!readyToClose(problem.measures)}
            title={readyToClose(problem.measures) ? '' : '所有措施完成后才能申请销号'}
            onClick={() => void run(() => call('problem:requestClosing', { id: problem.id }))}
          >
            申请销号
          </Button>
        )}
        {open && manages && (
          <Button size="small" onClick={() => setDialog('change')}>
            修改问题
          </Button>
        )}
        {problem.state === 'closeRequested' && closes && (
          <Button size="small" type="primary" onClick={() => setDialog('decide')}>
            办理销号
          </Button>
        )}
        {problem.state === 'closed' && closes && (
          <Button size="small" onClick={() => setDialog('reopen')}>
            重新打开
          </Button>
        )}
        {problem.state === 'open' && problem.measures.length === 0 && manages && (
          <Button size="small" danger onClick={() => setDialog('remove')}>
            删除
          </Button>
        )}
      </Flex>
      <Measures
        problem={problem}
        disabled={!rectifies || !open}
        onEdit={setDialog}
        onRemove={removeMeasure}
      />
      <ProblemFiles
        problem={problem}
        disabled={!rectifies || problem.state === 'closed'}
        onChanged={onChanged}
      />
      {dialog === 'change' && (
        <ProblemForm problem={problem} onClose={() => setDialog(null)} onSaved={done} />
      )}
      {dialog === 'remove' && (
        <ReasonDialog
          title="删除这个问题？"
          text="只有还没有措施的问题可以删除；删除记在审计记录里。"
          label="删除的理由"
          okText="删除"
          danger
          busy={removal.busy}
          error={removal.error}
          onClose={() => setDialog(null)}
          onSubmit={async (reason) => {
            if ((await removal.run({ id: problem.id, reason })) !== undefined) onChanged();
          }}
        />
      )}
      {(dialog === 'decide' || dialog === 'reopen') && (
        <ClosingDialog problem={problem} kind={dialog} onClose={() => setDialog(null)} onDone={done} />
      )}
      {dialog !== null && (dialog === 'measure' || typeof dialog === 'object') && (
        <MeasureForm
          problem={problem}
          measure={dialog === 'measure' ? null : dialog}
          onClose={() => setDialog(null)}
          onSaved={done}
        />
      )}
    </section>
  );
}

function Facts({ problem }: { readonly problem: ProblemView }) {
  const closed = problem.closedAt && `${problem.closedBy}，${chineseTime(problem.closedAt)}`;
  const rows: readonly (readonly [string, string])[] = [
    ['单位', problem.unitName],
    ['状态', PROBLEM_STATE_NAMES[problem.state]],
    ['来源', PROBLEM_SOURCE_NAMES[problem.source]],
    ['对应指标', `${problem.itemCode} ${problem.itemName}`.trim() || '未写明'],
    ['责任领导', problem.leader || '未写明'],
    ['时限', chineseDate(problem.dueOn) || '未写明'],
    ...(problem.closingOpinion ? ([['销号意见', problem.closingOpinion]] as const) : []),
    ...(closed ? ([['销号', closed]] as const) : []),
  ];
  return (
    <Descriptions
      size="small"
      column={2}
      items={rows.map(([label, text]) => ({ key: label, label, children: text }))}
    />
  );
}

function Measures({
  problem,
  disabled,
  onEdit,
  onRemove,
}: {
  readonly problem: ProblemView;
  readonly disabled: boolean;
  readonly onEdit: (what: MeasureView | 'measure') => void;
  readonly onRemove: (measure: MeasureView, number: number) => void;
}) {
  return (
    <section aria-label="整改措施">
      <div className="panel-head">
        <h3>整改措施（{problem.measures.length}）</h3>
        <span className="spacer" />
        <Button size="small" disabled={disabled} onClick={() => onEdit('measure')}>
          添加措施
        </Button>
      </div>
      {problem.measures.length === 0 && <p className="muted">还没有措施。写明做什么、谁负责、何时完成。</p>}
      <ol className="measure-list">
        {problem.measures.map((measure, index) => (
          <li key={measure.id}>
            <div>{measure.text}</div>
            <div className="muted">
              {measure.responsible || '责任人未写明'} · {chineseDate(measure.dueOn) || '时限未写明'} ·{' '}
              {measure.doneOn ? `${chineseDate(measure.doneOn)}完成` : '未完成'}
            </div>
            {measure.progress && <div className="muted">进展：{measure.progress}</div>}
            {!disabled && (
              <Flex gap={4}>
                <Button
                  size="small"
                  type="link"
                  aria-label={`填报措施${index + 1}`}
                  onClick={() => onEdit(measure)}
                >
                  填报
                </Button>
                <Button
                  size="small"
                  type="link"
                  danger
                  aria-label={`删除措施${index + 1}`}
                  onClick={() => onRemove(measure, index + 1)}
                >
                  删除
                </Button>
              </Flex>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
