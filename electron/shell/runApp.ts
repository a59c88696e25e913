import { appendFile, mkdir } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BrowserWindow, Menu, app } from 'electron';
import type { AppState } from '../../shared/ipc/views';
import { createHandlers } from '../ipc/createHandlers';
import { openDoors, push } from '../ipc/handle';
import { asAppError } from '../services/workspace/asAppError';
import { resourcePath } from '../resourcePaths';
import { serveEvidenceOf } from './evidenceSource';
import { buildMenu } from './menu';
import { declareSchemes, serveEvidence, servePages } from './protocols';
import { APP_ORIGIN, isOwnFrame, lockDown } from './security';
import { Session } from './session';
import { ProgramSettings } from './settings';
import { createWindow } from './window';

/** The only page of the program. */
const PAGE = `${APP_ORIGIN}/index.html`;

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

  const asked = workspaceAsked(process.argv);
  const first = asked ?? settings.recent[0]?.folder;
  if (first) session.openLater(first);

  app.on('second-instance', (_event, argv) => {
    const folder = workspaceAsked(argv);
    if (folder) void session.open(folder).catch(() => undefined);
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
    servePages(join(__dirname, '../renderer'), join(app.getPath('userData'), 'Compiled Scripts'));
    serveEvidence(serveEvidenceOf(session));
    window = createWindow(settings, first ?? '', session);
    openDoors({
      handlers: createHandlers(session, () => window),
      registerDropped: (paths) => Promise.all(paths.map((path) => session.files.add(path, 'read'))),
      isOwnFrame: (event) => isOwnFrame(event, window?.webContents ?? null, devServer),
      asAppError,
      log: (line) => void logLine(line),
    });
    await window.loadURL(devServer ?? PAGE);
    refreshMenu(window, session, settings);
  });
}

/** A workspace named on the command line: its folder, or the file in it that is double-clicked. */
function workspaceAsked(argv: readonly string[]): string | null {
  const named = argv
    .slice(1)
    .find((argument) => argument.endsWith('.faheng') || argument.startsWith('--workspace='));
  if (!named) return null;
  return named.startsWith('--workspace=') ? named.slice('--workspace='.length) : dirname(named);
}

function readReferenceNote(): AppState['reference'] {
  const file = resourcePath('indicator-sets/jiangsu-reference-2020.json');
  const set = JSON.parse(readFileSync(file, 'utf8')) as { title: string; provenance: { note: string } };
  return { title: set.title, note: set.provenance.note };
}

function refreshMenu(window: BrowserWindow, session: Session, settings: ProgramSettings): void {
  Menu.setApplicationMenu(
    buildMenu({
      window,
      recent: settings.recent,
      command: (command) => push(window.webContents, 'menu:command', { command }),
      openRecent: (folder) => void session.open(folder).catch(() => undefined),
    }),
  );
}

async function logLine(line: string): Promise<void> {
  const file = join(app.getPath('userData'), 'logs', 'faheng.log');
  await mkdir(dirname(file), { recursive: true });
  await appendFile(file, `${new Date().toISOString()} ${line}\n`);
}
