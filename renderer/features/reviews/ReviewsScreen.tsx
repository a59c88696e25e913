import { ScreenTabs, type ScreenTab } from '../../components/ScreenTabs';

/** Tabs in the order in which the work comes. */
const TABS: readonly ScreenTab[] = [];

/** 复核申诉. */
export default function ReviewsScreen() {
  return <ScreenTabs tabs={TABS} />;
}
