import { ScreenTabs, type ScreenTab } from '../../components/ScreenTabs';
import { ScreenModule } from '../../shell/ScreenModule';

/** Tabs in the order in which the work comes. */
const TABS: readonly ScreenTab[] = [
  { key: 'submissions', name: '自评接收', module: new ScreenModule(() => import('./SubmissionsTab')) },
  { key: 'notApplicable', name: '缺项审批', module: new ScreenModule(() => import('./NotApplicableTab')) },
  { key: 'differences', name: '评分分歧', module: new ScreenModule(() => import('./DifferencesTab')) },
  { key: 'siteChecks', name: '实地核查', module: new ScreenModule(() => import('./SiteChecksTab')) },
  { key: 'feedback', name: '反馈', module: new ScreenModule(() => import('./FeedbackTab')) },
  { key: 'appeals', name: '申诉复核', module: new ScreenModule(() => import('./AppealsTab')) },
];

/** 复核申诉. */
export default function ReviewsScreen() {
  return <ScreenTabs tabs={TABS} />;
}
