import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { Button, Layout, Menu } from 'antd';
import { useNarrowWindow } from '../theme';
import { useNavigate, usePlace, type ScreenId } from './navigation';
import { screensFor } from './screens';
import { useRemembered } from './useRemembered';
import { useWorkspace } from './workspace';

const isBoolean = (stored: unknown) => (typeof stored === 'boolean' ? stored : undefined);

/** The left menu; collapsed it shows icons with the names as tooltips. */
export function SideMenu() {
  const { workspace } = useWorkspace();
  const place = usePlace();
  const navigate = useNavigate();
  const [folded, setFolded] = useRemembered('shell.menuCollapsed', false, isBoolean);
  const narrow = useNarrowWindow();
  const collapsed = folded || narrow;
  return (
    <Layout.Sider
      width={148}
      collapsedWidth={48}
      collapsed={collapsed}
      theme="light"
      className="side-menu"
      aria-label="主菜单"
    >
      <div className="side-menu-brand">{collapsed ? '法' : '法衡'}</div>
      <Menu
        mode="inline"
        aria-label="主菜单"
        selectedKeys={[place.screen]}
        onClick={({ key }) => navigate({ screen: key as ScreenId })}
        items={screensFor(workspace).map((screen) => ({
          key: screen.id,
          icon: screen.icon,
          label: screen.name,
        }))}
      />
      {!narrow && (
        <Button
          type="text"
          className="side-menu-fold"
          icon={collapsed ? <MenuUnfoldOutlined aria-hidden /> : <MenuFoldOutlined />}
          aria-label={collapsed ? '展开菜单' : '收起菜单'}
          aria-expanded={!collapsed}
          onClick={() => setFolded(!folded)}
        >
          {collapsed ? null : '收起'}
        </Button>
      )}
    </Layout.Sider>
  );
}
