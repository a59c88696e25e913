import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CYCLE_STATES, type CycleState } from '@shared/domain/cycleState';
import { heaviest, openMatters, type MatterSeverity, type YearFacts } from '@shared/year/openMatters';

const none = { count: 0, examples: [] };
const some = { count: 3, examples: ['区水利局'] };

/** A year in which nothing is open. */
const READY: YearFacts = {
  systemPublished: true,
  units: 2,
  unitsWithoutItems: none,
  groupsWithoutScheme: none,
  nextDueOn: '2020-12-31',
  appealsUntil: '2020-12-01',
  today: '2020-12-05',
  notHandedIn: none,
  notAccepted: none,
  unscored: none,
  unsettled: none,
  openSiteChecks: none,
  openCaseReviews: none,
  pendingNotApplicable: none,
  openAppeals: none,
  openCorrections: none,
  openProblems: none,
  approvedResults: 0,
};

const ORDER: readonly MatterSeverity[] = ['blocks', 'reason', 'note'];

describe('openMatters', () => {
  it.each(CYCLE_STATES)('says nothing of %s where nothing is open', (to) => {
    expect(openMatters(to, READY)).toEqual([]);
  });

  it.each<[CycleState, Partial<YearFacts>, string, MatterSeverity]>([
    ['published', { systemPublished: false }, 'systemNotPublished', 'blocks'],
    ['published', { units: 0 }, 'noUnits', 'blocks'],
    ['published', { unitsWithoutItems: some }, 'unitsWithoutItems', 'reason'],
    ['published', { groupsWithoutScheme: some }, 'groupsWithoutScheme', 'note'],
    ['selfEvaluating', { nextDueOn: '' }, 'noDeadline', 'note'],
    ['reviewing', { notHandedIn: some }, 'notHandedIn', 'reason'],
    ['reviewing', { notAccepted: some }, 'notAccepted', 'note'],
    ['feedback', { unscored: some }, 'unscored', 'reason'],
    ['feedback', { unsettled: some }, 'unsettled', 'reason'],
    ['feedback', { openSiteChecks: some }, 'openSiteChecks', 'reason'],
    ['feedback', { openCaseReviews: some }, 'openCaseReviews', 'reason'],
    ['feedback', { pendingNotApplicable: some }, 'pendingNotApplicable', 'reason'],
    ['feedback', { notHandedIn: some }, 'notHandedIn', 'note'],
    ['approved', { openAppeals: some }, 'openAppeals', 'blocks'],
    ['approved', { unscored: some }, 'unscored', 'reason'],
    ['approved', { approvedResults: 1 }, 'approvedBefore', 'reason'],
    ['approved', { appealsUntil: '2020-12-05' }, 'appealWindowOpen', 'reason'],
    ['archived', { openCorrections: some }, 'openCorrections', 'blocks'],
    ['archived', { openProblems: some }, 'openProblems', 'note'],
  ])('into %s with %j: %s %s', (to, open, key, severity) => {
    const matters = openMatters(to, { ...READY, ...open });
    expect(matters.map((matter) => [matter.key, matter.severity])).toEqual([[key, severity]]);
    expect(matters[0]?.text).not.toBe('');
  });

  it('lists the most urgent first, and heaviest is the first of them', () => {
    const places = fc.constantFrom(none, some);
    const facts = fc.record({
      notHandedIn: places,
      notAccepted: places,
      unscored: places,
      unsettled: places,
      openAppeals: places,
      pendingNotApplicable: places,
      appealsUntil: fc.constantFrom('', '2020-12-09', '2020-12-01'),
    });
    fc.assert(
      fc.property(fc.constantFrom(...CYCLE_STATES), facts, (to, open) => {
        const matters = openMatters(to, { ...READY, ...open });
        const ranks = matters.map(({ severity }) => ORDER.indexOf(severity));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        expect(heaviest(matters)).toBe(matters[0]?.severity ?? null);
      }),
    );
  });
});
