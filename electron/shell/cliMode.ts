import { spawnSync } from 'node:child_process';
import { app } from 'electron';

/** Switches that let Chromium start on a machine without a display; it reads them before any script runs. */
const WITHOUT_DISPLAY = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3'];

/** Tells the second start from the first. */
const HEADLESS = 'FAHENG_CLI_HEADLESS';

/**
 * The arguments after `cli`, or null where a window is wanted. Chromium's own switches (`--no-sandbox` for root) may
 * stand before it, and in development the folder of the app.
 */
export function cliArguments(argv: readonly string[]): readonly string[] | null {
  const at = argv.indexOf('cli', 1);
  if (at < 0) return null;
  const before = argv.slice(1, at).filter((argument) => !argument.startsWith('-'));
  return before.length === (app.isPackaged ? 0 : 1) ? argv.slice(at + 1) : null;
}

/** Runs the command line in this program, and ends it with the command's exit code. */
export function runCliHeadless(args: readonly string[]): void {
  if (process.platform === 'linux' && !process.env[HEADLESS]) {
    // Setting the switches from here would come too late: the display is opened before this script.
    const again = spawnSync(process.execPath, [...WITHOUT_DISPLAY, ...process.argv.slice(1)], {
      stdio: 'inherit',
      env: { ...process.env, [HEADLESS]: '1' },
    });
    process.exit(again.status ?? 1);
  }
  void import('../cli/runCli').then(async ({ runCli }) => app.exit(await runCli(args)));
}
