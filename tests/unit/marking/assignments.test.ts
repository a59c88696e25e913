import { describe, expect, it } from 'vitest';
import { findAssignmentProblems, type AssignedItem } from '@shared/marking/assignmentFindings';
import { accountsOfLead } from '@shared/marking/leadScorers';
import { placeState } from '@shared/marking/placeState';
import { seesMarking, type MarkingLook } from '@shared/marking/seesMarking';
import { EMPTY_ENTRY } from '@shared/domain/score';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { itemWith, YEAR } from '../../helpers/scoringItems';

describe('gaps and overlaps', () => {
  const item = (changes: Partial<AssignedItem>): AssignedItem => ({
    itemId: 1,
    scorers: [],
    method: null,
    units: new Set(['A01', 'A02']),
    ...changes,
  });
  it.each([
    ['nobody at all', item({}), [], [{ itemId: 1, kind: 'nobody' }]],
    ['somebody who scores everything', item({}), [''], []],
    ['one scorer', item({ scorers: [''] }), [], []],
    [
      'its only scorer belongs to a scored unit',
      item({ scorers: ['A01'] }),
      [],
      [{ itemId: 1, kind: 'ownUnit', unitCode: 'A01' }],
    ],
    [
      'both scorers of one scored unit',
      item({ scorers: ['A01', 'A01'], method: 'mean' }),
      [],
      [{ itemId: 1, kind: 'ownUnit', unitCode: 'A01' }],
    ],
    ['the scorer of a unit the item is not for', item({ scorers: ['B09'] }), [], []],
    ['the office steps in for the own unit', item({ scorers: ['A01'] }), [''], []],
    [
      'two where one is to score',
      item({ scorers: ['A01', ''] }),
      [],
      [{ itemId: 1, kind: 'overlap', scorers: 2 }],
    ],
    ['two where several are to score', item({ scorers: ['', 'A01'], method: 'mean' }), [], []],
    [
      'one where several are to score',
      item({ scorers: [''], method: 'mean' }),
      [''],
      [{ itemId: 1, kind: 'tooFew', scorers: 1, needed: 2 }],
    ],
    [
      'two where one is dropped at each end',
      item({ scorers: ['', ''], method: 'dropHighLow' }),
      [],
      [{ itemId: 1, kind: 'tooFew', scorers: 2, needed: 3 }],
    ],
    [
      'who scores everything is none of several',
      item({ method: 'mean' }),
      [''],
      [{ itemId: 1, kind: 'nobody' }],
    ],
  ] as const)('%s', (_, assigned, everywhere, findings) => {
    expect(findAssignmentProblems([assigned], everywhere)).toEqual(findings);
  });
});

describe('people of the lead unit', () => {
  const people = [
    { accountId: 1, unitName: '海州区司法局', unitShortName: '区司法局' },
    { accountId: 2, unitName: '', unitShortName: '' },
    { accountId: 3, unitName: '海州区审计局', unitShortName: '' },
  ];
  it.each([
    ['区司法局', [1]],
    ['海州区司法局', [1]],
    ['区司法局、海州区审计局', [1, 3]],
    ['区财政局', []],
    ['', []],
  ])('%s', (lead, expected) => {
    expect(accountsOfLead(lead, people)).toEqual(expected);
  });
});

describe('who sees a marking', () => {
  const draft: MarkingLook = {
    ...{ own: false, locked: false, blind: false, readsAll: false, scoresHere: false, ownLocked: false },
  };
  const blind = { ...draft, blind: true };
  it.each([
    ['its scorer, always', { ...blind, own: true }, true],
    ['a draft: the office', { ...draft, readsAll: true }, true],
    ['a draft: another scorer', { ...draft, scoresHere: true, ownLocked: true }, false],
    ['a draft: an office that scores here', { ...draft, scoresHere: true, readsAll: true }, false],
    ['a blind draft: the office', { ...blind, readsAll: true }, false],
    ['a blind draft: another scorer', { ...blind, scoresHere: true, ownLocked: true }, false],
    ['locked: the office', { ...blind, locked: true, readsAll: true }, true],
    ['locked: another scorer', { ...draft, locked: true, scoresHere: true }, true],
    ['locked blind: another scorer before the own lock', { ...blind, locked: true, scoresHere: true }, false],
    ['locked blind: after the own lock', { ...blind, locked: true, scoresHere: true, ownLocked: true }, true],
    [
      'locked blind: an office that scores here, before the own lock',
      { ...blind, locked: true, scoresHere: true, readsAll: true },
      false,
    ],
    ['locked: a stranger', { ...draft, locked: true }, false],
  ] as const)('%s', (_, look, sees) => {
    expect(seesMarking(look)).toBe(sees);
  });
});

describe('how far a place is', () => {
  const item = itemWith([{ kind: 'manual', guidance: '', step: 10, reasonRequired: true }], 100);
  const mark = (scorer: string, points: string) => {
    const entry = { ...EMPTY_ENTRY, points, reason: '材料不全' };
    return { scorer, entry, result: evaluateItem(item, entry, YEAR) };
  };
  const facts = {
    item,
    setting: { method: 'mean', spreadLimit: 20, blind: true } as const,
    wanted: ['张三', '李四'],
    locked: [mark('张三', '0.8')],
    isSettled: false,
    isExempt: false,
  };
  it.each([
    ['somebody has not locked', facts, { state: 'waiting', for: ['李四'] }],
    ['nobody is there to score', { ...facts, wanted: [], locked: [] }, { state: 'waiting', for: [] }],
    ['all locked', { ...facts, locked: [mark('张三', '0.8'), mark('李四', '0.9')] }, { state: 'ready' }],
    [
      'too far apart',
      { ...facts, locked: [mark('张三', '0.2'), mark('李四', '0.9')] },
      { state: 'undecided' },
    ],
    [
      'somebody taken off who had locked still counts',
      { ...facts, wanted: ['张三'], locked: [mark('张三', '0.8'), mark('李四', '0.2')] },
      { state: 'undecided' },
    ],
    ['settled', { ...facts, isSettled: true }, { state: 'settled' }],
    ['an approved 缺项', { ...facts, isExempt: true }, { state: 'exempt' }],
  ] as const)('%s', (_, given, expected) => {
    expect(placeState(given)).toMatchObject(expected);
  });
});
