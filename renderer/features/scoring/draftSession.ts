import { toErrorReport } from '../../api';
import { reportSave, trackSave } from '../../shell/saveState';
import { isFinalRefusal } from './finalRefusal';
import type { PendingRecord } from './recordQueue';
import { RetryingQueue } from './retryingQueue';

export interface DraftSessionOptions<Saved, Entry> {
  /** Names what is written, for the top bar. */
  readonly keyOf: (unitId: number, itemId: number) => string;
  readonly send: (record: PendingRecord<Entry>) => Promise<Saved>;
  readonly saved?: (record: PendingRecord<Entry>, answer: Saved) => void;
  /** The value was refused for good, and given up. */
  readonly refused?: (record: PendingRecord<Entry>) => void;
}

/**
 * What was typed and is not stored yet, place by place, on its way to the database. It outlives its screen; what fails
 * is tried again, and what is refused for good is given up and told.
 */
export class DraftSession<Saved, Entry> {
  private readonly typed = new Map<string, Entry>();
  private readonly changeListeners = new Set<() => void>();
  private lastRefusal: unknown = null;
  private readonly queue: RetryingQueue<Saved, Entry>;

  constructor(private readonly options: DraftSessionOptions<Saved, Entry>) {
    const { keyOf, send, saved, refused } = options;
    this.queue = new RetryingQueue<Saved, Entry>(
      async (record) => {
        const key = keyOf(record.unitId, record.itemId);
        try {
          return await trackSave(key, () => send(record), toErrorReport);
        } catch (cause) {
          // Forgotten meanwhile: that it failed is nobody's concern any more.
          if (!this.typed.has(key)) reportSave({ type: 'withdrawn', key });
          throw cause;
        }
      },
      {
        saved: (record, answer, latest) => {
          if (latest) this.typed.delete(keyOf(record.unitId, record.itemId));
          saved?.(record, answer);
        },
        refused: (record, cause) => {
          if (!isFinalRefusal(cause)) return false;
          this.forget(record.unitId, record.itemId);
          refused?.(record);
          this.tell(cause);
          return true;
        },
      },
    );
  }

  put(record: PendingRecord<Entry>): void {
    this.typed.set(this.options.keyOf(record.unitId, record.itemId), record.entry);
    this.queue.put(record);
  }

  /** What was typed at a place and is not stored yet. */
  draftAt(unitId: number, itemId: number): Entry | undefined {
    return this.typed.get(this.options.keyOf(unitId, itemId));
  }

  /** Why the last value was given up; null while none was. */
  get refusal(): unknown {
    return this.lastRefusal;
  }

  readonly clearRefusal = (): void => this.tell(null);

  readonly onChange = (listener: () => void): (() => void) => {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  };

  /** What is stored of a place counts from now on. */
  forget(unitId: number, itemId: number): void {
    const key = this.options.keyOf(unitId, itemId);
    this.typed.delete(key);
    this.queue.forget({ unitId, itemId });
    reportSave({ type: 'withdrawn', key });
  }

  /** Resolves when nothing is under way: everything acknowledged, or stopped by a failure. */
  settled(): Promise<void> {
    return this.queue.settled();
  }

  /** Resolves when everything is stored. @throws why the last write failed, where anything still waits. */
  readonly arrived = (): Promise<void> => this.queue.arrived();

  close(): void {
    this.queue.close();
  }

  private tell(refusal: unknown): void {
    this.lastRefusal = refusal;
    for (const listener of this.changeListeners) listener();
  }
}
