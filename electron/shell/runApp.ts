import { appendFile, mkdir } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BrowserWindow, Menu, app, dialog } from 'electron';
import type { AppState } from '../../shared/ipc/views';
import { createHandlers } from '../ipc/createHandlers';
import { openDoors, push } from '../ipc/handle';
import { asAppError } from '../services/workspace/asAppError';
import { manualPath, resourcePath } from '../resourcePaths';
import { askedPackages, askedWorkspace } from './askedFiles';
import { serveEvidenceOf } from './evidenceSource';
import { buildMenu } from './menu';
import { declareSchemes, serveEvidence, servePages } from './protocols';
import { isOwnFrame, lockDown, PAGE } from './security';
import { Session } from './session';
import { ProgramSettings } from './settings';
import { createWindow } from './window';
import { isSameFolder } from './workspaceSlot';

/** Opens the program's window and wires it to the services. */
export function runApp(): void {
  // Tests and portable installations bring their own place for settings and logs.
  const userData = process.env['FAHENG_USER_DATA'];
  if (userData) app.setPath('userData', userData);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  // Root on Linux runs with --no-sandbox or not at all; there Electron must not insist.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  declareSchemes();

  const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
  const settings = new ProgramSettings(join(app.getPath('userData'), 'settings.json'));
  let window: BrowserWindow | null = null;
  const session = new Session({
    settings,
    version: app.getVersion(),
    reference: readReferenceNote(),
    contents: () => (window && !window.isDestroyed() ? window.webContents : null),
    log: (line) => void logLine(line),
  });

  const openAndTell = (folder: string): void => {
    mayLeave(window, session, folder)
      .then((leaves) => (leaves ? session.open(folder) : null))
      .catch((cause: unknown) => tellFailure(window, folder, cause));
  };
  const first = askedWorkspace(process.argv, process.cwd()) ?? settings.recent[0]?.folder;
  if (first) session.openLater(first);
  session.offered.offer(askedPackages(process.argv, process.cwd()));

  app.on('second-instance', (_event, argv, from) => {
    const folder = askedWorkspace(argv, from);
    if (folder) openAndTell(folder);
    session.offered.offer(askedPackages(argv, from));
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  let ended = false;
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    ended = true;
    // In a later turn: while Electron still handles this event, quitting again would be ignored and the program stay.
    void session.end().finally(() => setImmediate(() => app.quit()));
  });

  void app.whenReady().then(async () => {
    lockDown(devServer);
    servePages(
      join(__dirname, '../renderer'),
      manualPath('images', 'manual'),
      join(app.getPath('userData'), 'Compiled Scripts'),
    );
    serveEvidence(serveEvidenceOf(session));
    window = createWindow(settings, first ?? '', session);
    openDoors({
      handlers: createHandlers(session, () => window),
      registerDropped: (paths) => Promise.all(paths.map((path) => session.files.add(path, 'read'))),
      isOwnFrame: (event) => isOwnFrame(event, window?.webContents ?? null, devServer),
      admit: (channel) => session.admit(channel),
      during: (channel, work) => session.during(channel, work),
      pageHeard: () => session.pageHeard(),
      asAppError,
      log: (line) => void logLine(line),
    });
    await window.loadURL(devServer ?? PAGE);
    const shown = window;
    settings.onRecent = () => !shown.isDestroyed() && refreshMenu(shown, settings, openAndTell);
    settings.onRecent();
  });
}

function readReferenceNote(): AppState['reference'] {
  const file = resourcePath('indicator-sets/jiangsu-reference-2020.json');
  const set = JSON.parse(readFileSync(file, 'utf8')) as { title: string; provenance: { note: string } };
  return { title: set.title, note: set.provenance.note };
}

/** Where the page holds something it cannot save, the person decides whether another workspace takes its place. */
async function mayLeave(window: BrowserWindow | null, session: Session, folder: string): Promise<boolean> {
  if (session.unsaved === '' || !window || window.isDestroyed()) return true;
  if (await isSameFolder(await session.openedFolder(), folder)) return true;
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: '有内容还没有保存',
    message: session.unsaved,
    detail: '现在换一个考评库，没有保存的内容会丢失。',
    buttons: ['仍要换', '不换'],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}

/** Opening was asked for outside the page, so the page does not tell why it failed. */
function tellFailure(window: BrowserWindow | null, folder: string, cause: unknown): void {
  const report = asAppError(cause, folder)?.report;
  if (!report) void logLine(`open ${folder}: ${String(cause)}`);
  const box = {
    type: 'error' as const,
    title: '打不开考评库',
    message: report?.what ?? `打不开“${folder}”。`,
    detail: report ? `${report.kept}\n${report.todo}\n错误代码：${report.code}` : '详情记在日志里。',
    buttons: ['确定'],
  };
  void (window && !window.isDestroyed() ? dialog.showMessageBox(window, box) : dialog.showMessageBox(box));
}

function refreshMenu(
  window: BrowserWindow,
  settings: ProgramSettings,
  openRecent: (folder: string) => void,
): void {
  Menu.setApplicationMenu(
    buildMenu({
      window,
      recent: settings.recent,
      command: (command) => push(window.webContents, 'menu:command', { command }),
      openRecent,
    }),
  );
}

async function logLine(line: string): Promise<void> {
  const file = join(app.getPath('userData'), 'logs', 'faheng.log');
  try {
    await mkdir(dirname(file), { recursive: true });
    await appendFile(file, `${new Date().toISOString()} ${line}\n`);
  } catch (cause) {
    // On a full disk there is no log; the person was told what matters.
    console.error(line, cause);
  }
}
