import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RendererError } from '@renderer/api';
import { DraftSession } from '@renderer/features/scoring/draftSession';
import { currentSaveState, reportSave } from '@renderer/shell/saveState';
import { endTyping, TypingHolder } from '@renderer/shell/typing';

const refusedWith = (code: string): RendererError =>
  new RendererError({ code, what: '不能改。', kept: '', todo: '' });

/** A store which answers as it is told, and what reached it. */
function store() {
  const state = { fails: undefined as Error | undefined, taken: [] as string[] };
  const begin = () =>
    new DraftSession<null, string>({
      keyOf: (unitId, itemId) => `test:${unitId}:${itemId}`,
      send: async ({ entry }) => {
        if (state.fails) throw state.fails;
        state.taken.push(entry);
        return null;
      },
    });
  return { state, begin };
}

const record = (entry: string, itemId = 2) => ({ unitId: 1, itemId, entry, editId: 'visit' });

describe('what is typed and not stored yet', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    reportSave({ type: 'reset' });
  });
  afterEach(() => void vi.useRealTimers());

  it('is kept until it is stored', async () => {
    const { state, begin } = store();
    const session = begin();
    state.fails = new Error('disk full');
    session.put(record('0.8'));
    await vi.advanceTimersByTimeAsync(0);
    expect(session.draftAt(1, 2)).toBe('0.8');
    state.fails = undefined;
    await session.arrived();
    expect(session.draftAt(1, 2)).toBeUndefined();
    expect(state.taken).toEqual(['0.8']);
  });

  it('keeps what builds on it from going ahead while anything waits', async () => {
    const { state, begin } = store();
    const session = begin();
    state.fails = new Error('disk full');
    session.put(record('0.8'));
    await expect(session.arrived()).rejects.toThrow('disk full');
    state.fails = undefined;
    await expect(session.arrived()).resolves.toBeUndefined();
  });

  it('is given up and told where it is refused for good', async () => {
    const { state, begin } = store();
    const session = begin();
    state.fails = refusedWith('SELF_EVALUATION_LOCKED');
    session.put(record('0.8'));
    await vi.advanceTimersByTimeAsync(0);
    expect(session.refusal).toBe(state.fails);
    expect(session.draftAt(1, 2)).toBeUndefined();
    expect(currentSaveState().failures.size).toBe(0);
    state.fails = undefined;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state.taken).toEqual([]);
  });

  it('is not sent any more once it is forgotten, also where it is under way', async () => {
    const { state, begin } = store();
    const session = begin();
    state.fails = new Error('disk full');
    session.put(record('0.8'));
    session.put(record('0.9', 3));
    session.forget(1, 2);
    await vi.advanceTimersByTimeAsync(0);
    session.forget(1, 3);
    state.fails = undefined;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state.taken).toEqual([]);
    expect(currentSaveState().failures.size).toBe(0);
  });

  it('is never sent in the next person’s name', async () => {
    const { state, begin } = store();
    const holder = new TypingHolder(begin);
    state.fails = new Error('disk full');
    holder.in('/甲').put(record('0.8'));
    await vi.advanceTimersByTimeAsync(0);
    // 「仍要换人」: main answered that nobody is signed in.
    endTyping();
    reportSave({ type: 'reset' });
    state.fails = undefined;
    holder.in('/甲').put(record('next person', 3));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state.taken).toEqual(['next person']);
    expect(currentSaveState().failures.size).toBe(0);
  });
});
