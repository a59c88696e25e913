import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RetryingQueue } from '@renderer/features/scoring/retryingQueue';

const record = (entry: string) => ({ unitId: 1, itemId: 2, entry, editId: 'visit' });

describe('a queue that tries again', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A store that takes nothing until it is mended. */
  function broken() {
    const store = { mended: false, tried: 0, taken: [] as string[] };
    const queue = new RetryingQueue<null, string>(
      async ({ entry }) => {
        store.tried += 1;
        if (!store.mended) throw new Error('disk full');
        store.taken.push(entry);
        return null;
      },
      { saved: () => undefined },
    );
    return { store, queue };
  }

  it('sends what failed again by itself, as long as it takes', async () => {
    const { store, queue } = broken();
    queue.put(record('0.8'));
    await vi.advanceTimersByTimeAsync(9_000);
    expect(store.tried).toBe(3);
    store.mended = true;
    await vi.advanceTimersByTimeAsync(4_000);
    expect(store.taken).toEqual(['0.8']);
  });

  it('sends nothing more once it is closed', async () => {
    const { store, queue } = broken();
    queue.put(record('0.8'));
    await vi.advanceTimersByTimeAsync(0);
    queue.close();
    store.mended = true;
    queue.put(record('0.9'));
    queue.retry();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(store.taken).toEqual([]);
    expect(store.tried).toBe(1);
  });

  it('does not begin again by itself where the last answer came after closing', async () => {
    const { store, queue } = broken();
    queue.put(record('0.8'));
    queue.close();
    store.mended = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(store.taken).toEqual([]);
  });
});
