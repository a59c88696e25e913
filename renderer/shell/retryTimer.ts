/** A write that failed is tried again by itself after this time. */
const RETRY_AFTER_MS = 4000;

/** Tries again a while after a failure, until it is closed. */
export class RetryTimer {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private closed = false;

  constructor(private readonly run: () => void) {}

  get isClosed(): boolean {
    return this.closed;
  }

  later(): void {
    if (this.closed) return;
    this.timer ??= setTimeout(() => this.now(), RETRY_AFTER_MS);
  }

  now(): void {
    this.stop();
    if (!this.closed) this.run();
  }

  close(): void {
    this.closed = true;
    this.stop();
  }

  private stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
