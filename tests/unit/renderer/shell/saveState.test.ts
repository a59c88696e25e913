import { describe, expect, it } from 'vitest';
import type { ErrorReport } from '@shared/errors/appError';
import {
  INITIAL_SAVE_STATE,
  allArrived,
  currentSaveState,
  reduceSaveState,
  reportSave,
  trackSave,
  type SaveEvent,
} from '@renderer/shell/saveState';
import { saveWords } from '@renderer/shell/saveWords';

const DISK_FULL: ErrorReport = {
  code: 'DISK_FULL',
  what: '磁盘已满',
  kept: '已保存的不变。',
  todo: '请清理磁盘。',
};
const after = (...events: SaveEvent[]) => events.reduce(reduceSaveState, INITIAL_SAVE_STATE);

describe('saved state of the top bar', () => {
  it('says 已保存 with the time of the last acknowledged write', () => {
    const at = new Date(2020, 2, 5, 10, 32, 5).toISOString();
    expect(saveWords(after({ type: 'started', key: 'a' }, { type: 'saved', key: 'a', at }))).toBe(
      '已保存 10:32:05',
    );
  });

  it('says 正在保存 while a write is on its way', () => {
    expect(saveWords(after({ type: 'started', key: 'a' }))).toBe('正在保存');
  });

  it('says 未保存 with the reason, also after another key was saved', () => {
    const state = after(
      { type: 'started', key: 'a' },
      { type: 'failed', key: 'a', error: DISK_FULL },
      { type: 'started', key: 'b' },
      { type: 'saved', key: 'b', at: '2020-03-05T02:00:00.000Z' },
    );
    expect(saveWords(state)).toBe('未保存：磁盘已满');
  });

  it('is saved again once the failed write succeeds', () => {
    const state = after(
      { type: 'started', key: 'a' },
      { type: 'failed', key: 'a', error: DISK_FULL },
      { type: 'started', key: 'a' },
      { type: 'saved', key: 'a', at: '2020-03-05T02:00:00.000Z' },
    );
    expect(state.failures.size).toBe(0);
    expect(state.pending).toBe(0);
  });

  it('keeps the later of two times when answers arrive out of order', () => {
    const state = after(
      { type: 'saved', key: 'a', at: '2020-03-05T02:00:09.000Z' },
      { type: 'saved', key: 'b', at: '2020-03-05T02:00:01.000Z' },
    );
    expect(state.savedAt).toBe('2020-03-05T02:00:09.000Z');
  });
});

describe('allArrived', () => {
  it('waits for the write under way and for the one its queue sends next', async () => {
    const arrived: string[] = [];
    let arriveFirst = (): void => undefined;
    const write = (name: string, answer: Promise<void>) =>
      trackSave(
        name,
        async () => {
          await answer;
          arrived.push(name);
        },
        () => ({ code: 'X', what: '', kept: '', todo: '' }),
      );
    const first = write('first', new Promise((resolve) => (arriveFirst = resolve))).then(() =>
      write('second', Promise.resolve()),
    );
    const all = allArrived().then(() => arrived.push('all'));
    arriveFirst();
    await Promise.all([first, all]);
    expect(arrived).toEqual(['first', 'second', 'all']);
    expect(currentSaveState().pending).toBe(0);
  });
});

describe('another workspace', () => {
  it('begins without what the one before could not save, also where that is told late', async () => {
    let fail = (): void => undefined;
    const answer = new Promise<never>((_, reject) => {
      fail = () => reject(new Error('disk full'));
    });
    const late = trackSave(
      'a',
      () => answer,
      () => DISK_FULL,
    ).catch(() => 'failed');
    reportSave({ type: 'reset' });
    fail();
    expect(await late).toBe('failed');
    expect(currentSaveState()).toEqual(INITIAL_SAVE_STATE);
  });
});
