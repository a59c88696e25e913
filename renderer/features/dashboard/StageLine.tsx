import { Button, Steps } from 'antd';
import { CYCLE_STATE_NAMES, CYCLE_STATES, type CycleState } from '@shared/domain/cycleState';
import type { StageView } from '@shared/ipc/practice/year';
import type { WorkspaceView } from '@shared/ipc/views';
import { useNavigate } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { chineseDate } from '../../shell/words';

interface Note {
  readonly text: string;
  readonly late?: boolean;
}

/** Under the stage people are in: how long it lasts; under those behind: when they began; ahead: when they should end. */
export function stageNotes(
  state: CycleState,
  current: CycleState,
  publishedAt: string | null,
  stage: StageView | undefined,
): readonly Note[] {
  const due = stage?.dueOn ? [{ text: `截止 ${chineseDate(stage.dueOn)}` }] : [];
  const ahead = CYCLE_STATES.indexOf(state) - CYCLE_STATES.indexOf(current);
  if (ahead > 0) return due;
  if (ahead < 0) {
    const entered = stage?.enteredAt || (state === 'published' ? publishedAt : '');
    return entered ? [{ text: chineseDate(entered) }] : [];
  }
  const left = stage?.dueText ? [{ text: stage.dueText, late: stage.late }] : [];
  return [{ text: '当前阶段' }, ...due, ...left];
}

/** Where the year stands among its stages, with dates and days left. */
export function StageLine({ workspace }: { readonly workspace: WorkspaceView }) {
  const navigate = useNavigate();
  const year = useCall('year:get', {});
  const { state: current } = workspace.cycle;
  const stages = new Map(year.data?.stages.map((stage) => [stage.state, stage]));
  const manages = workspace.actions.includes('manageCycle') || workspace.actions.includes('approveResult');
  return (
    <section aria-label="考评阶段" className="panel stage-line">
      <Steps
        size="small"
        current={CYCLE_STATES.indexOf(current)}
        titlePlacement="vertical"
        items={CYCLE_STATES.map((state) => ({
          title: CYCLE_STATE_NAMES[state],
          content: stageNotes(state, current, workspace.system.publishedAt, stages.get(state)).map(
            ({ text, late }) => (
              <div key={text} className={late ? 'stage-late' : undefined}>
                {text}
              </div>
            ),
          ),
        }))}
      />
      {manages && (
        <Button
          type="link"
          size="small"
          className="stage-link"
          onClick={() => navigate({ screen: 'system', tab: 'year' })}
        >
          考评年度
        </Button>
      )}
    </section>
  );
}
