import type { ScoreEntry } from '@shared/domain/score';

/** One value on its way to the database: a score, or what a unit says of itself. */
export interface PendingRecord<Entry = ScoreEntry> {
  readonly unitId: number;
  readonly itemId: number;
  readonly entry: Entry;
  readonly editId: string;
}

export interface QueueListeners<Saved, Entry = ScoreEntry> {
  /** `latest` is false where a newer value of the same item still waits: the answer is already out of date. */
  readonly saved: (record: PendingRecord<Entry>, answer: Saved, latest: boolean) => void;
  readonly failed: (record: PendingRecord<Entry>, cause: unknown) => void;
  /** Whether the store will never take the value: then it is given up instead of being tried again. */
  readonly refused?: (record: PendingRecord<Entry>, cause: unknown) => boolean;
}

type Place = Pick<PendingRecord, 'unitId' | 'itemId'>;

function samePlace(a: Place, b: Place): boolean {
  return a.unitId === b.unitId && a.itemId === b.itemId;
}

/**
 * Sends every keystroke at once, one call at a time; while one is under way only the newest value of each edit visit
 * waits. A value leaves the queue when it was acknowledged, never before: after a failure everything is kept in order
 * until `retry` (or the next keystroke) sends it again.
 */
export class RecordQueue<Saved, Entry = ScoreEntry> {
  private waiting: PendingRecord<Entry>[] = [];
  private inFlight: PendingRecord<Entry> | null = null;
  private idle: (() => void)[] = [];
  private forgotten: PendingRecord<Entry> | null = null;
  private lastCause: unknown = undefined;

  constructor(
    private readonly send: (record: PendingRecord<Entry>) => Promise<Saved>,
    private readonly listeners: QueueListeners<Saved, Entry>,
  ) {}

  /** Values not yet acknowledged. */
  get pending(): number {
    return this.waiting.length + (this.inFlight ? 1 : 0);
  }

  put(record: PendingRecord<Entry>): void {
    const at = this.waiting.findIndex((w) => samePlace(w, record) && w.editId === record.editId);
    if (at >= 0) this.waiting[at] = record;
    else this.waiting.push(record);
    void this.run();
  }

  /** Tries again after a failure. */
  retry(): void {
    void this.run();
  }

  /** Resolves when nothing is under way: everything acknowledged, or stopped by a failure. */
  settled(): Promise<void> {
    if (!this.inFlight) return Promise.resolve();
    return new Promise((resolve) => this.idle.push(resolve));
  }

  /**
   * Resolves when everything put in so far is acknowledged (or given up as refused for good).
   *
   * @throws why the last write failed, where anything still waits: what builds on what is stored must not go ahead.
   */
  async arrived(): Promise<void> {
    await this.settled();
    if (this.pending > 0) throw this.lastCause;
  }

  /** What is stored of a place counts from now on: what waits for it is not sent, and not tried again. */
  forget(place: Place): void {
    this.waiting = this.waiting.filter((record) => !samePlace(record, place));
    if (this.inFlight && samePlace(this.inFlight, place)) this.forgotten = this.inFlight;
  }

  private async run(): Promise<void> {
    if (this.inFlight) return;
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      this.inFlight = next;
      const outcome = await this.attempt(next);
      this.inFlight = null;
      if (!outcome) break;
    }
    for (const resolve of this.idle.splice(0)) resolve();
  }

  private async attempt(record: PendingRecord<Entry>): Promise<boolean> {
    try {
      const answer = await this.send(record);
      const latest = !this.waiting.some((w) => samePlace(w, record));
      this.listeners.saved(record, answer, latest);
      return true;
    } catch (cause) {
      if (record === this.forgotten) return true;
      if (this.listeners.refused?.(record, cause)) return true;
      this.lastCause = cause;
      this.keep(record);
      this.listeners.failed(record, cause);
      return false;
    }
  }

  /**
   * Behind the records of other places, so that one value the store will not take never holds up the rest; before
   * newer values of its own place. Dropped where a newer value of the same visit has taken its place meanwhile.
   */
  private keep(record: PendingRecord<Entry>): void {
    const others = this.waiting.filter((w) => !samePlace(w, record));
    const own = this.waiting.filter((w) => samePlace(w, record));
    const replaced = own.some((w) => w.editId === record.editId);
    this.waiting = [...others, ...(replaced ? [] : [record]), ...own];
  }
}
