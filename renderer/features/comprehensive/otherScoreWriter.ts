import { call, toErrorReport } from '../../api';
import { trackSave } from '../../shell/saveState';
import { cellKey, type CellValue } from './scoreGrid';

/** The contract takes at most this many cells in one call. */
const BATCH = 20_000;
const RETRY_AFTER_MS = 4000;

/** Sends typed cells at once, one call at a time; while one is under way only the newest value of each cell waits. */
export class OtherScoreWriter {
  private waiting = new Map<string, CellValue>();
  private busy = false;
  private retryTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly onSaved: () => void) {}

  put(values: readonly CellValue[]): void {
    for (const value of values) this.waiting.set(cellKey(value), value);
    void this.run();
  }

  /** The screen is left: what waits is still sent, but a failure is not tried again. */
  close(): void {
    if (this.retryTimer !== null) clearTimeout(this.retryTimer);
  }

  private async run(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    while (this.waiting.size > 0) {
      const batch = [...this.waiting.entries()].slice(0, BATCH);
      for (const [key] of batch) this.waiting.delete(key);
      if (!(await this.send(batch))) break;
    }
    this.busy = false;
  }

  private async send(batch: readonly (readonly [string, CellValue])[]): Promise<boolean> {
    const scores = batch.map(([, value]) => value);
    try {
      await trackSave('otherScores', () => call('scheme:otherScore', { scores }), toErrorReport);
      this.onSaved();
      return true;
    } catch {
      // Newer values of the same cells stay in front.
      this.waiting = new Map([...batch, ...this.waiting]);
      this.retryTimer = setTimeout(() => void this.run(), RETRY_AFTER_MS);
      return false;
    }
  }
}
