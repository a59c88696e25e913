import { ScreenTabs, type ScreenTab } from '../../components/ScreenTabs';

/** Tabs in the order in which the work comes. */
const TABS: readonly ScreenTab[] = [];

/** 案卷评查. */
export default function CaseFilesScreen() {
  return <ScreenTabs tabs={TABS} />;
}
