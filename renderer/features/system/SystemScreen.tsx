import { ScreenTabs, type ScreenTab } from '../../components/ScreenTabs';
import { ScreenModule } from '../../shell/ScreenModule';

const TABS: readonly ScreenTab[] = [
  { key: 'workspace', name: '考评库', module: new ScreenModule(() => import('./WorkspaceTab')) },
  {
    key: 'people',
    name: '人员',
    module: new ScreenModule(() => import('./PeopleTab')),
    needs: ['managePeople'],
  },
  {
    key: 'year',
    name: '考评年度',
    module: new ScreenModule(() => import('./YearTab')),
    needs: ['manageCycle', 'approveResult', 'readAll'],
  },
  {
    key: 'audit',
    name: '审计记录',
    module: new ScreenModule(() => import('./AuditTab')),
    needs: ['readTrail'],
  },
  {
    key: 'assignments',
    name: '评分分工',
    module: new ScreenModule(() => import('./AssignmentTab')),
    needs: ['managePeople', 'readAll'],
  },
];

/** 系统管理. */
export default function SystemScreen() {
  return <ScreenTabs tabs={TABS} />;
}
