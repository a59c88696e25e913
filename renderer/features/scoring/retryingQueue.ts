import type { ScoreEntry } from '@shared/domain/score';
import { RetryTimer } from '../../shell/retryTimer';
import { RecordQueue, type PendingRecord, type QueueListeners } from './recordQueue';

/** A queue that tries again by itself after a failure, and that can be closed for good. */
export class RetryingQueue<Saved, Entry = ScoreEntry> {
  private readonly timer = new RetryTimer(() => this.queue.retry());
  private readonly queue: RecordQueue<Saved, Entry>;

  constructor(
    send: (record: PendingRecord<Entry>) => Promise<Saved>,
    listeners: Omit<QueueListeners<Saved, Entry>, 'failed'> &
      Partial<Pick<QueueListeners<Saved, Entry>, 'failed'>>,
  ) {
    const sendWhileOpen = (record: PendingRecord<Entry>): Promise<Saved> =>
      this.timer.isClosed
        ? Promise.reject(new Error('the workspace this was typed into is closed'))
        : send(record);
    this.queue = new RecordQueue(sendWhileOpen, {
      ...listeners,
      failed: (record, cause) => {
        listeners.failed?.(record, cause);
        this.timer.later();
      },
    });
  }

  put(record: PendingRecord<Entry>): void {
    this.queue.put(record);
  }

  /** Tries again at once. */
  retry(): void {
    this.timer.now();
  }

  /** Resolves when nothing is under way: everything acknowledged, or stopped by a failure. */
  settled(): Promise<void> {
    return this.queue.settled();
  }

  /**
   * Tries once more what failed, and resolves when everything is acknowledged.
   *
   * @throws why the last write failed, where anything still waits.
   */
  arrived(): Promise<void> {
    this.timer.now();
    return this.queue.arrived();
  }

  /** What is stored of a place counts from now on. */
  forget(place: Pick<PendingRecord, 'unitId' | 'itemId'>): void {
    this.queue.forget(place);
  }

  close(): void {
    this.timer.close();
  }
}
