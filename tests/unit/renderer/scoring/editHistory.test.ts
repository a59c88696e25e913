import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_ENTRY, type ScoreEntry } from '@shared/domain/score';
import {
  EMPTY_HISTORY,
  noteEdit,
  redo,
  sameEntry,
  undo,
  type EditHistory,
  type Replay,
} from '@renderer/features/scoring/editHistory';

const entry = (reason: string): ScoreEntry => ({ ...EMPTY_ENTRY, reason });

function typed(history: EditHistory, editId: string, before: string, after: string, itemId = 1, unitId = 1) {
  return noteEdit(history, {
    kind: 'entry',
    editId,
    unitId,
    itemId,
    before: entry(before),
    after: entry(after),
  });
}

describe('noteEdit', () => {
  it('grows the keystrokes of one visit into one step', () => {
    let history = typed(EMPTY_HISTORY, 'a', '', '缺');
    history = typed(history, 'a', '缺', '缺文');
    expect(history.done).toHaveLength(1);
    expect(undo(history)?.replay).toEqual({ kind: 'entry', unitId: 1, itemId: 1, entry: entry('') });
  });

  it('leaves no step where a visit ends as it began', () => {
    const history = typed(typed(EMPTY_HISTORY, 'a', '', '缺'), 'a', '缺', '');
    expect(history.done).toEqual([]);
  });

  it('forgets what could be redone once something new is typed', () => {
    const undone = undo(typed(EMPTY_HISTORY, 'a', '', '一'))!.history;
    expect(redo(typed(undone, 'b', '', '二'))).toBeNull();
  });

  it('treats a field left blank like one never touched', () => {
    expect(sameEntry({ ...EMPTY_ENTRY, inputs: [{ 分子: '' }] }, EMPTY_ENTRY)).toBe(true);
    expect(sameEntry({ ...EMPTY_ENTRY, inputs: [{ 分子: '0' }] }, EMPTY_ENTRY)).toBe(false);
  });
});

describe('undo and redo', () => {
  it('go back over units, newest first, and name the place', () => {
    const history = typed(typed(EMPTY_HISTORY, 'a', '', '一', 5, 1), 'b', '', '二', 6, 2);
    const first = undo(history)!;
    expect(first.replay).toMatchObject({ unitId: 2, itemId: 6 });
    expect(undo(first.history)!.replay).toMatchObject({ unitId: 1, itemId: 5 });
    expect(undo(undo(first.history)!.history)).toBeNull();
  });

  it('attach a removed file again', () => {
    const removed = noteEdit(EMPTY_HISTORY, {
      kind: 'evidence',
      unitId: 1,
      itemId: 2,
      evidenceId: 9,
      linked: false,
    });
    const back = undo(removed)!;
    expect(back.replay).toMatchObject({ kind: 'evidence', evidenceId: 9, linked: true });
    expect(redo(back.history)!.replay).toMatchObject({ evidenceId: 9, linked: false });
  });

  it('take every session back to its beginning and forward to its end', () => {
    const edits = fc.array(
      fc.record({ itemId: fc.integer({ min: 1, max: 3 }), text: fc.string({ maxLength: 3 }) }),
    );
    fc.assert(
      fc.property(edits, (list) => {
        const values = new Map<number, ScoreEntry>();
        let history = EMPTY_HISTORY;
        list.forEach(({ itemId, text }, index) => {
          const before = values.get(itemId) ?? EMPTY_ENTRY;
          values.set(itemId, entry(text));
          history = noteEdit(history, {
            kind: 'entry',
            editId: String(index),
            unitId: 1,
            itemId,
            before,
            after: entry(text),
          });
        });
        const end = new Map(values);
        const apply = (replay: Replay) => replay.kind === 'entry' && values.set(replay.itemId, replay.entry);
        for (let step = undo(history); step; step = undo(history)) {
          apply(step.replay);
          history = step.history;
        }
        expect([...values.values()].every((value) => sameEntry(value, EMPTY_ENTRY))).toBe(true);
        for (let step = redo(history); step; step = redo(history)) {
          apply(step.replay);
          history = step.history;
        }
        expect([...values]).toEqual([...end]);
      }),
    );
  });
});
