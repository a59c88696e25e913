import { ScreenTabs, type ScreenTab } from '../../components/ScreenTabs';
import { ScreenModule } from '../../shell/ScreenModule';

/** Tabs in the order in which the work comes. */
const TABS: readonly ScreenTab[] = [
  { key: 'ledger', name: '整改台账', module: new ScreenModule(() => import('./LedgerTab')) },
  { key: 'interviews', name: '约谈登记', module: new ScreenModule(() => import('./InterviewsTab')) },
];

/** 问题整改. */
export default function RectificationScreen() {
  return <ScreenTabs tabs={TABS} />;
}
