import { ScreenTabs, type ScreenTab } from '../../components/ScreenTabs';
import { ScreenModule } from '../../shell/ScreenModule';

/** Tabs in the order in which the work comes. */
const TABS: readonly ScreenTab[] = [
  {
    key: 'submissions',
    name: '自评接收',
    module: new ScreenModule(() => import('./SubmissionsTab')),
    needs: ['acceptSubmission', 'readAll'],
  },
  {
    key: 'notApplicable',
    name: '缺项审批',
    module: new ScreenModule(() => import('./NotApplicableTab')),
    needs: ['decideNotApplicable', 'score', 'readAll'],
  },
  {
    key: 'differences',
    name: '评分分歧',
    module: new ScreenModule(() => import('./DifferencesTab')),
    needs: ['settle', 'readAll'],
  },
  {
    key: 'siteChecks',
    name: '实地核查',
    module: new ScreenModule(() => import('./SiteChecksTab')),
    needs: ['checkSite', 'readAll'],
  },
  {
    key: 'feedback',
    name: '反馈',
    module: new ScreenModule(() => import('./FeedbackTab')),
    needs: ['requestNotApplicable', 'readAll'],
  },
  {
    key: 'appeals',
    name: '申诉复核',
    module: new ScreenModule(() => import('./AppealsTab')),
    needs: ['fileAppeal', 'requestNotApplicable', 'decideAppeal', 'readAll'],
  },
  {
    key: 'checks',
    name: '体检',
    module: new ScreenModule(() => import('./ChecksTab')),
    needs: ['score', 'checkSite', 'readAll'],
  },
  {
    key: 'consistency',
    name: '一致性',
    module: new ScreenModule(() => import('./ConsistencyTab')),
    needs: ['score', 'checkSite', 'readAll'],
  },
  {
    key: 'incidents',
    name: '事件',
    module: new ScreenModule(() => import('./IncidentsTab')),
    needs: ['score', 'checkSite', 'readAll'],
  },
  {
    key: 'reasons',
    name: '常用理由',
    module: new ScreenModule(() => import('./ReasonsTab')),
    needs: ['score'],
  },
];

/** 复核申诉. */
export default function ReviewsScreen() {
  return <ScreenTabs tabs={TABS} />;
}
