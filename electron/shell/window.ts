import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Session } from './session';
import type { ProgramSettings, WindowBounds } from './settings';

const SMALLEST = { width: 1024, height: 640 };
const USUAL = { width: 1366, height: 768 };

/** The window, hidden until its first frame is drawn, where it last stood for this workspace. */
export function createWindow(settings: ProgramSettings, folder: string, session: Session): BrowserWindow {
  const place = settings.window(folder);
  const window = new BrowserWindow({
    ...USUAL,
    ...(place ? { width: place.width, height: place.height } : {}),
    ...(place && isInSight(place) ? { x: place.x, y: place.y } : {}),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: '法衡',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#141414' : '#ffffff',
    webPreferences: {
      preload: join(__dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  if (place?.maximized) window.maximize();
  // A page that died took nothing with it: what was typed is stored, or comes back with the next keystroke.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && reason !== 'killed' && !window.isDestroyed()) window.webContents.reload();
  });
  window.once('ready-to-show', () => window.show());
  // Closing must not wait for the disk, so the place is remembered whenever it has settled.
  let settle: NodeJS.Timeout | undefined;
  const remember = (): void => {
    clearTimeout(settle);
    settle = setTimeout(() => {
      if (window.isDestroyed() || window.isMinimized()) return;
      const { x, y, width, height } = window.getNormalBounds();
      void session
        .openedFolder()
        .then((opened) =>
          settings.rememberWindow(opened, { x, y, width, height, maximized: window.isMaximized() }),
        );
    }, 500);
  };
  window.on('resize', remember);
  window.on('move', remember);
  return window;
}

/** Whether the title bar lies on a display that is there: the second one may have been unplugged. */
function isInSight({ x, y, width }: WindowBounds): boolean {
  if (x === undefined || y === undefined) return false;
  return screen.getAllDisplays().some(({ workArea }) => {
    const across = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x);
    return across > 100 && y >= workArea.y && y < workArea.y + workArea.height - 50;
  });
}
