import { Steps } from 'antd';
import type { WorkspaceView } from '@shared/ipc/views';
import { CYCLE_STATE_NAMES, CYCLE_STATES } from '@shared/domain/cycleState';
import { chineseDate } from '../../shell/words';

/** A date stands only under a stage that is behind. */
function stageNote(index: number, current: number, date: string): string | undefined {
  if (index === current) return '当前阶段';
  return index < current && date !== '' ? date : undefined;
}

/** Where the year stands among its stages. */
export function StageLine({ workspace }: { readonly workspace: WorkspaceView }) {
  const current = CYCLE_STATES.indexOf(workspace.cycle.state);
  const published = chineseDate(workspace.system.publishedAt);
  return (
    <section aria-label="考评阶段" className="panel stage-line">
      <Steps
        size="small"
        current={current}
        titlePlacement="vertical"
        items={CYCLE_STATES.map((state, index) => ({
          title: CYCLE_STATE_NAMES[state],
          content: stageNote(index, current, state === 'published' ? published : ''),
        }))}
      />
    </section>
  );
}
