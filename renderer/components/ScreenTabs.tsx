import { Tabs } from 'antd';
import { useNavigate, usePlace } from '../shell/navigation';
import type { Action } from '@shared/domain/role';
import { Show, type ScreenModule } from '../shell/ScreenModule';
import { useWorkspace } from '../shell/workspace';

export interface ScreenTab {
  /** As `Place.tab` names it. */
  readonly key: string;
  /** Exact name of the tab. */
  readonly name: string;
  readonly module: ScreenModule;
  /** Actions of which one is enough to see it; left out: whoever sees the screen does. */
  readonly needs?: readonly Action[];
}

/** A screen of several tabs, each loaded when first shown; the place remembers which one. With one tab there is no bar. */
export function ScreenTabs({ tabs: all }: { readonly tabs: readonly ScreenTab[] }) {
  const { workspace } = useWorkspace();
  const tabs = all.filter(
    ({ needs }) => !needs || needs.some((action) => workspace.actions.includes(action)),
  );
  const place = usePlace();
  const navigate = useNavigate();
  const current = tabs.find(({ key }) => key === place.tab) ?? tabs[0];
  if (!current) return null;
  if (tabs.length === 1) return <Show module={current.module} props={{}} />;
  return (
    <Tabs
      className="screen-tabs"
      activeKey={current.key}
      onChange={(tab) => navigate({ screen: place.screen, tab })}
      destroyOnHidden
      items={tabs.map(({ key, name, module }) => ({
        key,
        label: name,
        children: <Show key={key} module={module} props={{}} />,
      }))}
    />
  );
}
