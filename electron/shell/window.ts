import { join } from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import type { Session } from './session';
import type { ProgramSettings } from './settings';

const SMALLEST = { width: 1024, height: 640 };
const USUAL = { width: 1366, height: 768 };

/** The window, hidden until its first frame is drawn, where it last stood for this workspace. */
export function createWindow(settings: ProgramSettings, folder: string, session: Session): BrowserWindow {
  const place = settings.window(folder);
  const window = new BrowserWindow({
    ...USUAL,
    ...(place ? { width: place.width, height: place.height } : {}),
    ...(place?.x === undefined || place.y === undefined ? {} : { x: place.x, y: place.y }),
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
