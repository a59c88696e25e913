import { call, toErrorReport } from '../../api';
import { RetryTimer } from '../../shell/retryTimer';
import { reportSave, trackSave } from '../../shell/saveState';
import { TypingHolder } from '../../shell/typing';
import { isFinalRefusal } from '../scoring/finalRefusal';
import { cellKey, type CellValue } from './scoreGrid';

/** The contract takes at most this many cells in one call. */
const BATCH = 20_000;
const SAVE_KEY = 'otherScores';

/**
 * Sends typed cells at once, one call at a time; while one is under way only the newest value of each cell waits. It
 * outlives the screen: what could not be saved is tried again.
 */
export class OtherScoreWriter {
  private waiting = new Map<string, CellValue>();
  private sending = new Map<string, CellValue>();
  private readonly savedListeners = new Set<() => void>();
  private readonly refusedListeners = new Set<(cause: unknown) => void>();
  private readonly timer = new RetryTimer(() => void this.run());
  private busy = false;

  onSaved(listener: () => void): () => void {
    this.savedListeners.add(listener);
    return () => this.savedListeners.delete(listener);
  }

  /** Cells were refused for good: what is stored has to be shown again. */
  onRefused(listener: (cause: unknown) => void): () => void {
    this.refusedListeners.add(listener);
    return () => this.refusedListeners.delete(listener);
  }

  /** Cells typed and not yet stored: cell → what was typed. */
  unsaved(): ReadonlyMap<string, string> {
    return new Map([...this.sending, ...this.waiting].map(([key, { score }]) => [key, score]));
  }

  put(values: readonly CellValue[]): void {
    for (const value of values) this.waiting.set(cellKey(value), value);
    void this.run();
  }

  close(): void {
    this.timer.close();
    this.waiting.clear();
  }

  private async run(): Promise<void> {
    if (this.busy || this.timer.isClosed) return;
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
    this.sending = new Map(batch);
    try {
      await trackSave(SAVE_KEY, () => call('scheme:otherScore', { scores }), toErrorReport);
      for (const listener of this.savedListeners) listener();
      return true;
    } catch (cause) {
      if (isFinalRefusal(cause)) {
        reportSave({ type: 'withdrawn', key: SAVE_KEY });
        for (const listener of this.refusedListeners) listener(cause);
        return true;
      }
      // Newer values of the same cells stay in front.
      this.waiting = new Map([...batch, ...this.waiting]);
      this.timer.later();
      return false;
    } finally {
      this.sending = new Map();
    }
  }
}

/** What is being typed into 其他得分 of the open workspace. */
export const otherScoreTyping = new TypingHolder(() => new OtherScoreWriter());
