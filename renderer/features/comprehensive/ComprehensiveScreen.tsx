import { ScreenTabs, type ScreenTab } from '../../components/ScreenTabs';
import { ScreenModule } from '../../shell/ScreenModule';

const TABS: readonly ScreenTab[] = [
  { key: 'comprehensive', name: '综合考核', module: new ScreenModule(() => import('./ComprehensiveTab')) },
  { key: 'survey', name: '满意度与合成', module: new ScreenModule(() => import('./SurveyTab')) },
  { key: 'approved', name: '审定结果', module: new ScreenModule(() => import('./ApprovedTab')) },
  { key: 'years', name: '多年对比', module: new ScreenModule(() => import('./YearsTab')) },
];

/** 综合考核: weights and the comprehensive result, what was approved, and the years beside each other. */
export default function ComprehensiveScreen() {
  return <ScreenTabs tabs={TABS} />;
}
