import { describe, expect, it } from 'vitest';
import { EMPTY_ENTRY } from '@shared/domain/score';
import { fieldText, isBlank, problemOf, withField } from '@renderer/features/scoring/entryFields';
import { matchesItem, neighbour, nextUnscored, type WalkItem } from '@renderer/features/scoring/itemWalk';
import { commandOf, type KeyPress } from '@renderer/features/scoring/keys';

const item = (
  itemId: number,
  status: WalkItem['status'],
  section: WalkItem['section'] = 'base',
): WalkItem => ({
  itemId,
  status,
  section,
});

describe('moving through the items of a unit', () => {
  const items = [item(1, 'scored'), item(2, 'unscored'), item(3, 'notApplicable'), item(4, 'unscored')];

  it('stops at both ends', () => {
    expect(neighbour(items, 1, -1)).toBe(1);
    expect(neighbour(items, 4, 1)).toBe(4);
    expect(neighbour(items, 2, 1)).toBe(3);
    expect(neighbour(items, null, 1)).toBe(1);
    expect(neighbour([], 1, 1)).toBeNull();
  });

  it('finds the next unscored item, beginning again at the top', () => {
    expect(nextUnscored(items, 2)).toBe(4);
    expect(nextUnscored(items, 4)).toBe(2);
    expect(nextUnscored(items, null)).toBe(2);
  });

  it('never offers the item itself, nor bonus, deduction or veto items', () => {
    expect(nextUnscored([item(1, 'unscored'), item(2, 'unscored', 'bonus')], 1)).toBeNull();
  });

  it('finds items by the start of the code or a part of the name', () => {
    expect(matchesItem({ code: '4.2.3', name: '事后公示及时率' }, '4.2')).toBe(true);
    expect(matchesItem({ code: '4.2.3', name: '事后公示及时率' }, ' 公示 ')).toBe(true);
    expect(matchesItem({ code: '4.2.3', name: '事后公示及时率' }, '2.3')).toBe(false);
  });
});

describe('keys', () => {
  const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
    key,
    ctrl: false,
    shift: false,
    alt: false,
    composing: false,
    target: 'other',
    caretCanMove: { up: false, down: false },
    ...more,
  });

  it.each([
    ['ArrowDown', {}, 'nextItem'],
    ['ArrowUp', { ctrl: true }, 'previousUnit'],
    ['Enter', {}, 'nextUnscored'],
    ['r', { ctrl: true }, 'reason'],
    ['E', { ctrl: true }, 'evidence'],
    ['z', { ctrl: true }, 'undo'],
    ['Z', { ctrl: true, shift: true }, 'redo'],
    ['y', { ctrl: true }, 'redo'],
    ['f', { ctrl: true }, 'find'],
    ['n', {}, 'notApplicable'],
  ] as const)('%s %o means %s', (key, more, command) => {
    expect(commandOf(press(key, more))).toBe(command);
  });

  it('leaves letters to a text, Enter to a button, and everything to an input method', () => {
    expect(commandOf(press('n', { target: 'textarea' }))).toBeNull();
    expect(commandOf(press('Enter', { target: 'button' }))).toBeNull();
    expect(commandOf(press('Enter', { target: 'textarea', shift: true }))).toBeNull();
    expect(commandOf(press('Enter', { composing: true }))).toBeNull();
    expect(
      commandOf(press('ArrowDown', { target: 'textarea', caretCanMove: { up: false, down: true } })),
    ).toBeNull();
  });
});

describe('fields of an entry', () => {
  it('are set and cleared without leaving traces', () => {
    const typed = withField(EMPTY_ENTRY, 1, '实际', '4');
    expect(typed.inputs).toEqual([{}, { 实际: '4' }]);
    expect(fieldText(typed, 1, '实际')).toBe('4');
    const cleared = withField(typed, 1, '实际', '');
    expect(cleared.inputs).toEqual([]);
    expect(isBlank(cleared)).toBe(true);
  });

  it('find their problem by rule and key', () => {
    const problems = [{ field: '[2]实际', code: 'NOT_A_NUMBER', message: '不是数字' }];
    expect(problemOf(problems, 1, '实际')?.code).toBe('NOT_A_NUMBER');
    expect(problemOf(problems, 0, '实际')).toBeUndefined();
  });
});
