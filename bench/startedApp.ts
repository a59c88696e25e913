import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { chromium, type Browser, type Page } from '@playwright/test';

export interface StartOptions {
  readonly executable: string;
  readonly userData: string;
  readonly args?: readonly string[];
}

/** How long an app may take to start or to end before the run is given up. */
const PATIENCE_MS = 20_000;

/**
 * A program started as a person starts it, looked into through its debugging port. Playwright's own launcher would hold
 * the program back until it is attached, so it cannot time a start.
 */
export class StartedApp {
  readonly #process: ChildProcess;
  readonly #browser: Browser;
  /** Wall clock at the start of the process, milliseconds. */
  readonly startedAt: number;
  readonly page: Page;

  private constructor(child: ChildProcess, browser: Browser, page: Page, startedAt: number) {
    this.#process = child;
    this.#browser = browser;
    this.page = page;
    this.startedAt = startedAt;
  }

  static async start({ executable, userData, args = [] }: StartOptions): Promise<StartedApp> {
    const root = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const startedAt = performance.timeOrigin + performance.now();
    const child = spawn(executable, [...root, '--remote-debugging-port=0', ...args], {
      env: { ...process.env, FAHENG_USER_DATA: userData, LANG: 'zh_CN.UTF-8' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    try {
      const browser = await chromium.connectOverCDP(await debuggingAddress(child), { timeout: PATIENCE_MS });
      const context = browser.contexts()[0];
      if (!context) throw new Error('the app has no browser context');
      const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: PATIENCE_MS }));
      return new StartedApp(child, browser, page, startedAt);
    } catch (cause) {
      child.kill('SIGKILL');
      throw cause;
    }
  }

  /**
   * Milliseconds from the start of the process until what the page marks with `elementtiming="start"` was painted. The
   * browser notes the moment itself, so that looking at it late changes nothing.
   */
  async paintedAfter(): Promise<number> {
    const paintedAt = await this.page.evaluate(
      (patience) =>
        new Promise<number>((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error('nothing was painted')), patience);
          new PerformanceObserver((list) => {
            const painted = list.getEntries().filter((entry) => Reflect.get(entry, 'identifier') === 'start');
            if (painted.length === 0) return;
            clearTimeout(timer);
            const last = Math.max(...painted.map((entry) => Number(Reflect.get(entry, 'renderTime'))));
            resolve(performance.timeOrigin + last);
          }).observe({ type: 'element', buffered: true });
        }),
      PATIENCE_MS,
    );
    return paintedAt - this.startedAt;
  }

  /** Resident memory of the program's processes together, shared pages counted once each (Linux), in MB. */
  async memoryMb(): Promise<number> {
    const root = this.#process.pid;
    if (process.platform !== 'linux' || root === undefined) return Number.NaN;
    let kilobytes = 0;
    for (const pid of await withDescendants(root)) {
      const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    }
    return kilobytes / 1024;
  }

  /** Ends it the way a person does; what is left of it by then is killed. */
  async end(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.#process.once('exit', () => resolve()));
    if (this.#process.exitCode !== null) return;
    await this.#browser.close().catch(() => undefined);
    this.#process.kill('SIGTERM');
    const giveUp = setTimeout(() => this.#process.kill('SIGKILL'), PATIENCE_MS);
    await ended;
    clearTimeout(giveUp);
  }
}

function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`the app did not start: ${text}`)), PATIENCE_MS);
    child.once('exit', (code) => reject(new Error(`the app ended with ${code}: ${text}`)));
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

async function withDescendants(root: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parent = /\) \S (\d+)/.exec(status)?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const found = new Set([root]);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}
