import { describe, expect, it } from 'vitest';
import { CYCLE_STATES, type CycleState } from '@shared/domain/cycleState';
import type { Actor, Role } from '@shared/domain/role';
import { seesMatters, seesPapers, seesScore, seesTotal, seesUnit } from '@shared/domain/visibility';

const person = (roles: readonly Role[], unitCode = '', allItems = false): Actor => ({
  accountId: 7,
  uid: 'u',
  name: '某人',
  unitCode,
  roles,
  allItems,
});
const A = { code: 'A01' };
const B = { code: 'A02' };
const from = (state: CycleState): readonly CycleState[] => CYCLE_STATES.slice(CYCLE_STATES.indexOf(state));

interface Case {
  readonly who: string;
  readonly actor: Actor;
  /** States in which the score of unit A is seen: of an assigned item, of one that is not. */
  readonly score: readonly [readonly CycleState[], readonly CycleState[]];
  readonly scoreOfB: readonly CycleState[];
  readonly total: readonly CycleState[];
  readonly totalOfB: readonly CycleState[];
  /** Unit A and unit B: listed; papers. */
  readonly units: readonly [boolean, boolean];
  readonly papers: readonly [boolean, boolean];
}

const ALL = CYCLE_STATES;
const NEVER: readonly CycleState[] = [];

/** Everybody's unit is A, where they have one. */
const CASES: readonly Case[] = [
  ...(['officeAdmin', 'approver', 'auditor'] as const).map((role): Case => ({
    who: role,
    actor: person([role]),
    score: [ALL, ALL],
    scoreOfB: ALL,
    total: ALL,
    totalOfB: ALL,
    units: [true, true],
    papers: [true, true],
  })),
  ...(['unitFiller', 'unitLeader'] as const).map((role): Case => ({
    who: role,
    actor: person([role], 'A01'),
    score: [from('feedback'), from('feedback')],
    scoreOfB: NEVER,
    total: from('feedback'),
    totalOfB: NEVER,
    units: [true, false],
    papers: [true, false],
  })),
  {
    who: 'leadScorer of no unit',
    actor: person(['leadScorer']),
    score: [ALL, NEVER],
    scoreOfB: ALL,
    total: from('feedback'),
    totalOfB: from('feedback'),
    units: [true, true],
    papers: [true, true],
  },
  {
    who: 'leadScorer of unit A',
    actor: person(['leadScorer'], 'A01', true),
    score: [from('feedback'), from('feedback')],
    scoreOfB: ALL,
    total: from('feedback'),
    totalOfB: from('feedback'),
    units: [true, true],
    papers: [false, true],
  },
  {
    who: 'leadScorer and unitFiller of unit A',
    actor: person(['leadScorer', 'unitFiller'], 'A01', true),
    score: [from('feedback'), from('feedback')],
    scoreOfB: ALL,
    total: from('feedback'),
    totalOfB: from('feedback'),
    units: [true, true],
    papers: [true, true],
  },
  {
    who: 'siteChecker',
    actor: person(['siteChecker']),
    score: [ALL, ALL],
    scoreOfB: ALL,
    total: from('feedback'),
    totalOfB: from('feedback'),
    units: [true, true],
    papers: [true, true],
  },
  {
    who: 'fileReviewer',
    actor: person(['fileReviewer']),
    score: [NEVER, NEVER],
    scoreOfB: NEVER,
    total: NEVER,
    totalOfB: NEVER,
    units: [true, true],
    papers: [false, false],
  },
  {
    who: 'nobody',
    actor: person([]),
    score: [NEVER, NEVER],
    scoreOfB: NEVER,
    total: NEVER,
    totalOfB: NEVER,
    units: [true, true],
    papers: [false, false],
  },
];

describe.each(CASES)('what $who sees', ({ actor, ...seen }) => {
  it.each(CYCLE_STATES)('in %s', (state) => {
    expect(seesScore(actor, state, A, true)).toBe(seen.score[0].includes(state));
    expect(seesScore(actor, state, A, false)).toBe(seen.score[1].includes(state));
    expect(seesScore(actor, state, B, true)).toBe(seen.scoreOfB.includes(state));
    expect(seesTotal(actor, state, A)).toBe(seen.total.includes(state));
    expect(seesTotal(actor, state, B)).toBe(seen.totalOfB.includes(state));
  });

  it('of units and their papers', () => {
    expect([seesUnit(actor, A), seesUnit(actor, B)]).toEqual(seen.units);
    expect([seesPapers(actor, A), seesPapers(actor, B)]).toEqual(seen.papers);
    const all = seen.totalOfB === ALL;
    const ofUnit = actor.unitCode === 'A01' && actor.roles.some((role) => role.startsWith('unit'));
    expect([seesMatters(actor, A), seesMatters(actor, B)]).toEqual([all || ofUnit, all]);
  });
});
