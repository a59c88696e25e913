import { describe, expect, it } from 'vitest';
import { EMPTY_ENTRY } from '@shared/domain/score';
import { RecordQueue, type PendingRecord } from '@renderer/features/scoring/recordQueue';

/** A store that answers when told to, so that a test decides what is under way. */
function heldStore() {
  const sent: PendingRecord[] = [];
  const open: { resolve: () => void; reject: (cause: Error) => void }[] = [];
  const saved: { reason: string; latest: boolean }[] = [];
  const failed: string[] = [];
  const queue = new RecordQueue<null>(
    (record) => {
      sent.push(record);
      return new Promise((resolve, reject) => open.push({ resolve: () => resolve(null), reject }));
    },
    {
      saved: (record, _, latest) => saved.push({ reason: record.entry.reason, latest }),
      failed: (record) => failed.push(record.entry.reason),
    },
  );
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    queue,
    saved,
    failed,
    reasons: () => sent.map((record) => record.entry.reason),
    answer: async () => {
      open.shift()?.resolve();
      await turn();
    },
    fail: async () => {
      open.shift()?.reject(new Error('disk full'));
      await turn();
    },
  };
}

const record = (reason: string, itemId = 1, editId = 'a'): PendingRecord => ({
  unitId: 1,
  itemId,
  editId,
  entry: { ...EMPTY_ENTRY, reason },
});

describe('RecordQueue', () => {
  it('sends the first keystroke at once and of the following ones only the newest', async () => {
    const store = heldStore();
    store.queue.put(record('缺'));
    store.queue.put(record('缺少'));
    store.queue.put(record('缺少记录'));
    expect(store.reasons()).toEqual(['缺']);
    await store.answer();
    expect(store.reasons()).toEqual(['缺', '缺少记录']);
    await store.answer();
    expect(store.saved).toEqual([
      { reason: '缺', latest: false },
      { reason: '缺少记录', latest: true },
    ]);
    expect(store.queue.pending).toBe(0);
  });

  it('keeps every edit visit and every item, in order', async () => {
    const store = heldStore();
    store.queue.put(record('一', 1, 'a'));
    store.queue.put(record('二', 2, 'b'));
    store.queue.put(record('三', 2, 'c'));
    await store.answer();
    await store.answer();
    await store.answer();
    expect(store.reasons()).toEqual(['一', '二', '三']);
  });

  it('loses nothing when a write fails, and sends it again on retry', async () => {
    const store = heldStore();
    store.queue.put(record('一', 1));
    store.queue.put(record('二', 2));
    await store.fail();
    expect(store.failed).toEqual(['一']);
    expect(store.queue.pending).toBe(2);
    store.queue.retry();
    await store.answer();
    await store.answer();
    expect(store.saved.map((s) => s.reason).sort()).toEqual(['一', '二'].sort());
    expect(store.queue.pending).toBe(0);
  });

  it('sends the newer value instead of a failed one of the same visit', async () => {
    const store = heldStore();
    store.queue.put(record('缺'));
    store.queue.put(record('缺少'));
    await store.fail();
    store.queue.retry();
    await store.answer();
    expect(store.reasons()).toEqual(['缺', '缺少']);
    expect(store.queue.pending).toBe(0);
  });

  it('never lets one refused value hold up the others', async () => {
    const store = heldStore();
    store.queue.put(record('拒', 1));
    store.queue.put(record('好', 2));
    await store.fail();
    store.queue.retry();
    await store.answer();
    expect(store.saved.map((s) => s.reason)).toEqual(['好']);
  });

  it('says when nothing is under way any more', async () => {
    const store = heldStore();
    store.queue.put(record('一'));
    let done = false;
    const waiting = store.queue.settled().then(() => (done = true));
    expect(done).toBe(false);
    await store.answer();
    await waiting;
    expect(done).toBe(true);
  });

  it('gives up what the store will never take, and goes on with the rest', async () => {
    const sent: string[] = [];
    const failed: string[] = [];
    const queue = new RecordQueue<null>(
      ({ entry }) => {
        sent.push(entry.reason);
        return entry.reason === '已锁定' ? Promise.reject(new Error('locked')) : Promise.resolve(null);
      },
      {
        saved: () => undefined,
        failed: ({ entry }) => failed.push(entry.reason),
        refused: (_, cause) => cause instanceof Error && cause.message === 'locked',
      },
    );
    queue.put(record('已锁定', 1));
    queue.put(record('甲', 2));
    await queue.settled();
    expect(sent).toEqual(['已锁定', '甲']);
    expect(failed).toEqual([]);
    expect(queue.pending).toBe(0);
  });
});
