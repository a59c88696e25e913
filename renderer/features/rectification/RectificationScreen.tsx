import { ScreenTabs, type ScreenTab } from '../../components/ScreenTabs';

/** Tabs in the order in which the work comes. */
const TABS: readonly ScreenTab[] = [];

/** 问题整改. */
export default function RectificationScreen() {
  return <ScreenTabs tabs={TABS} />;
}
