import { readFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { RecentWorkspace } from '../../shared/ipc/views';

const pixels = z.number().int().min(-100_000).max(100_000);
const bounds = z.object({
  x: pixels.optional(),
  y: pixels.optional(),
  width: pixels,
  height: pixels,
  maximized: z.boolean(),
});
const schema = z.object({
  recent: z.array(z.object({ folder: z.string(), name: z.string(), openedAt: z.string() })).default([]),
  /** Window place per workspace folder; '' without one. */
  windows: z.record(z.string(), bounds).default({}),
});

export type WindowBounds = z.infer<typeof bounds>;
type Settings = z.infer<typeof schema>;

const KEPT = 12;

/** What the program remembers outside workspaces: recent ones and window places. Losing it loses nothing of value. */
export class ProgramSettings {
  readonly #file: string;
  #settings: Settings;
  #writing: Promise<void> = Promise.resolve();
  /** Told whenever the recent workspaces are others than before: the native menu lists them. */
  onRecent: () => void = () => undefined;

  /** Reads synchronously: the first window needs its size before anything else happens. */
  constructor(file: string) {
    this.#file = file;
    this.#settings = readSettings(file);
  }

  get recent(): readonly RecentWorkspace[] {
    return this.#settings.recent;
  }

  remember(workspace: RecentWorkspace): Promise<void> {
    const others = this.#settings.recent.filter((known) => known.folder !== workspace.folder);
    this.#settings = { ...this.#settings, recent: [workspace, ...others].slice(0, KEPT) };
    this.onRecent();
    return this.#write();
  }

  forget(folder: string): Promise<void> {
    this.#settings = {
      ...this.#settings,
      recent: this.#settings.recent.filter((known) => known.folder !== folder),
    };
    this.onRecent();
    return this.#write();
  }

  window(folder: string): WindowBounds | null {
    return this.#settings.windows[folder] ?? null;
  }

  rememberWindow(folder: string, place: WindowBounds): Promise<void> {
    this.#settings = { ...this.#settings, windows: { ...this.#settings.windows, [folder]: place } };
    return this.#write();
  }

  #write(): Promise<void> {
    const text = JSON.stringify(this.#settings);
    this.#writing = this.#writing.then(() => writeText(this.#file, text)).catch(() => undefined);
    return this.#writing;
  }
}

function readSettings(file: string): Settings {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { recent: [], windows: {} };
  }
}

async function writeText(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const aside = `${file}.new`;
  const handle = await open(aside, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, file);
}
