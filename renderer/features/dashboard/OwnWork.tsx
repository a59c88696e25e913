import { Button } from 'antd';
import type { Action } from '@shared/domain/role';
import type { UnitProgress, WorkspaceView } from '@shared/ipc/views';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate, type Place } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';

interface Work {
  readonly text: string;
  readonly place: Place;
}

/** 工作台 of whoever sees only a part of the assessment: what is this person's to do, each one click away. */
export function OwnWork() {
  const { workspace } = useWorkspace();
  const navigate = useNavigate();
  const scores = workspace.actions.includes('score');
  const progress = useCall('scores:progress', scores ? {} : null);
  return (
    <section className="panel" aria-label="我的工作">
      <h2>我的工作</h2>
      <ErrorNotice error={progress.error} onRetry={progress.reload} />
      <ul className="own-work">
        {ownWork(workspace, progress.data ?? []).map(({ text, place }) => (
          <li key={text}>
            <Button type="link" onClick={() => navigate(place)}>
              {text}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const WORKS: readonly (Work & { readonly action: Action })[] = [
  { action: 'selfEvaluate', text: '填报本单位的自评，添加佐证材料', place: { screen: 'selfEvaluation' } },
  { action: 'checkSite', text: '记录实地核查', place: { screen: 'reviews', tab: 'siteChecks' } },
  { action: 'reviewCaseFile', text: '评查分到的案卷', place: { screen: 'caseFiles', tab: 'review' } },
  { action: 'rectify', text: '填报本单位的整改', place: { screen: 'rectification', tab: 'ledger' } },
];

/** What a person's roles bring, in the order of the year. */
function ownWork(
  { actions, cycle }: Pick<WorkspaceView, 'actions' | 'cycle'>,
  progress: readonly UnitProgress[],
): readonly Work[] {
  const works: Work[] = WORKS.filter(({ action }) => actions.includes(action));
  if (actions.includes('score')) works.unshift(scoringWork(progress));
  if (actions.includes('requestNotApplicable') && cycle.state === 'feedback') {
    const appeals = actions.includes('fileAppeal') ? '，有异议的提出申诉' : '';
    works.unshift({ text: `查看本单位的反馈${appeals}`, place: { screen: 'reviews', tab: 'feedback' } });
  }
  return works;
}

function scoringWork(progress: readonly UnitProgress[]): Work {
  const open = progress.filter(({ scored, applicable }) => scored < applicable);
  const items = open.reduce((sum, { scored, applicable }) => sum + applicable - scored, 0);
  const [first] = open;
  return first
    ? {
        text: `继续评分：${open.length} 个单位还有 ${items} 项未评，从${first.shortName || first.name}开始`,
        place: { screen: 'scoring', unitId: first.unitId },
      }
    : { text: '查看分给自己的评分', place: { screen: 'scoring' } };
}
