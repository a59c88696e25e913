import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';

const PROJECT = resolve(__dirname, '../..');

/** The packaged program where the test run made one, else the development runtime on the built sources. */
const PACKAGED = process.env['FAHENG_PACKAGED_APP'];

export interface Faheng {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** userData of this program; survives a kill so that a second start can look at it. */
  readonly userData: string;
}

/** Starts the program with its own settings folder and a window of the smallest supported screen. */
export async function launch(userData: string, args: readonly string[] = []): Promise<Faheng> {
  const packaged = PACKAGED !== undefined && existsSync(PACKAGED);
  const app = await _electron.launch({
    ...(packaged ? { executablePath: PACKAGED } : {}),
    args: [...(packaged ? [] : [PROJECT]), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args],
    // C.UTF-8 is on every machine: where a locale is not installed, Chromium cannot name a file in Chinese.
    env: { ...(process.env as Record<string, string>), FAHENG_USER_DATA: userData, LC_ALL: 'C.UTF-8' },
  });
  const page = await app.firstWindow();
  // A click that lands while a dialog still grows meets another element than it was meant for.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  return { app, page, userData };
}

/** Makes the file dialogs answer in the person's place from now on; `folder` where a folder is asked for. */
export async function answerDialogs(
  app: ElectronApplication,
  answers: { open?: readonly string[]; folder?: string; save?: string },
): Promise<void> {
  await app.evaluate(
    ({ dialog }, { open, folder, save }) => {
      const chosen = (filePaths: string[]) => Promise.resolve({ canceled: false, filePaths });
      if (open) dialog.showOpenDialog = () => chosen([...open]);
      if (folder) {
        const files = dialog.showOpenDialog;
        dialog.showOpenDialog = ((...asked: Parameters<typeof files>) =>
          JSON.stringify(asked.at(-1)).includes('openDirectory')
            ? chosen([folder])
            : files(...asked)) as never;
      }
      if (save) dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: save });
    },
    { open: answers.open, folder: answers.folder, save: answers.save },
  );
}

/** `faheng` starts at the first-start page; `folder` is an empty folder for files of the test. */
export const test = base.extend<{ folder: string; faheng: Faheng }>({
  folder: async ({ browserName }, use) => {
    const folder = mkdtempSync(join(tmpdir(), `faheng-${browserName}-`));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  faheng: async ({ folder }, use, info) => {
    const faheng = await launch(join(folder, 'userData'));
    await use(faheng);
    await end(faheng.app);
    const log = join(faheng.userData, 'logs', 'faheng.log');
    if (info.status !== info.expectedStatus && existsSync(log)) console.error(readFileSync(log, 'utf8'));
  },
});

/** Ends the program as 退出 does; one that will not end is killed, so that it holds up no other test. */
export async function end(app: ElectronApplication): Promise<void> {
  const program = processOf(app);
  if (!program) return;
  const late = setTimeout(() => program.kill('SIGKILL'), 15_000);
  await app.close().catch(() => undefined);
  clearTimeout(late);
}

/** null where the program is gone already: then Playwright knows nothing of it any more. */
function processOf(app: ElectronApplication): ReturnType<ElectronApplication['process']> | null {
  try {
    return app.process();
  } catch {
    return null;
  }
}

export { expect } from '@playwright/test';
