import { Menu, app, dialog, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../shared/ipc/contract';
import type { RecentWorkspace } from '../../shared/ipc/views';

interface MenuActions {
  readonly command: (command: MenuCommand) => void;
  readonly openRecent: (folder: string) => void;
  readonly recent: readonly RecentWorkspace[];
  readonly window: BrowserWindow;
}

/** The native menu: 文件, 编辑, 视图, 帮助. Rebuilt when the recent workspaces change. */
export function buildMenu(actions: MenuActions): Menu {
  return Menu.buildFromTemplate([fileMenu(actions), editMenu(actions), viewMenu(), helpMenu(actions)]);
}

function fileMenu({ command, openRecent, recent }: MenuActions): MenuItemConstructorOptions {
  return {
    label: '文件',
    submenu: [
      { label: '新建考评库…', accelerator: 'CmdOrCtrl+N', click: () => command('newWorkspace') },
      { label: '打开考评库…', accelerator: 'CmdOrCtrl+O', click: () => command('openWorkspace') },
      { label: '打开任务包或评分包…', click: () => command('openPackage') },
      {
        label: '最近打开',
        enabled: recent.length > 0,
        submenu: recent.map(({ name, folder }) => ({
          label: `${name}  ${folder}`,
          click: () => openRecent(folder),
        })),
      },
      { type: 'separator' },
      { label: '备份…', click: () => command('backup') },
      { label: '恢复…', click: () => command('restore') },
      { type: 'separator' },
      { label: '退出', accelerator: 'CmdOrCtrl+Q', role: 'quit' },
    ],
  };
}

function editMenu({ command }: MenuActions): MenuItemConstructorOptions {
  return {
    label: '编辑',
    submenu: [
      // No accelerators here: Ctrl+Z inside a field belongs to the page, which decides between text and score.
      { label: '撤销', click: () => command('undo') },
      { label: '重做', click: () => command('redo') },
      { type: 'separator' },
      { label: '剪切', role: 'cut' },
      { label: '复制', role: 'copy' },
      { label: '粘贴', role: 'paste' },
      { label: '全选', role: 'selectAll' },
      { type: 'separator' },
      { label: '搜索', click: () => command('search') },
    ],
  };
}

function viewMenu(): MenuItemConstructorOptions {
  return {
    label: '视图',
    submenu: [
      { label: '放大', role: 'zoomIn', accelerator: 'CmdOrCtrl+=' },
      { label: '缩小', role: 'zoomOut' },
      { label: '实际大小', role: 'resetZoom' },
      { type: 'separator' },
      { label: '全屏', role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [{ label: '开发者工具', role: 'toggleDevTools' as const }]),
    ],
  };
}

function helpMenu({ command, window }: MenuActions): MenuItemConstructorOptions {
  return {
    label: '帮助',
    submenu: [
      { label: '用户手册', accelerator: 'F1', click: () => command('manual') },
      { label: '快捷键', click: () => command('shortcuts') },
      {
        label: '关于',
        click: () => {
          void dialog.showMessageBox(window, {
            type: 'info',
            title: '关于法衡',
            message: `法衡 ${app.getVersion()}`,
            detail: '法治政府建设年度考评。离线使用，数据只保存在本机考评库文件夹中。',
            buttons: ['确定'],
          });
        },
      },
    ],
  };
}
