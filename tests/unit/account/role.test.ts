import { describe, expect, it } from 'vitest';
import {
  ACTIONS,
  actionsOf,
  isOwnUnitOnly,
  mayDo,
  mayForEveryUnit,
  ROLES,
  rolesFor,
  type Action,
  type Role,
} from '@shared/domain/role';

/** Practice page §4, column by column: what each role may do. Everything else is refused. */
const ALLOWED: Readonly<Record<Role, readonly Action[]>> = {
  officeAdmin: ACTIONS.filter((action) => action !== 'approveResult' && action !== 'reviewCaseFile'),
  leadScorer: ['score', 'judgeEvidence'],
  fileReviewer: ['reviewCaseFile'],
  siteChecker: ['adjust', 'checkSite'],
  unitFiller: ['selfEvaluate', 'requestNotApplicable', 'rectify', 'addEvidence'],
  unitLeader: ['selfEvaluate', 'submit', 'requestNotApplicable', 'fileAppeal', 'rectify', 'addEvidence'],
  approver: ['approveResult', 'decideAppeal', 'readAll'],
  auditor: ['readAll', 'readTrail'],
};

describe('roles and actions', () => {
  const pairs = ROLES.flatMap((role) => ACTIONS.map((action) => [role, action] as const));

  it.each(pairs)('%s and %s', (role, action) => {
    expect(mayDo({ roles: [role] }, action)).toBe(ALLOWED[role].includes(action));
    expect(rolesFor(action).includes(role)).toBe(ALLOWED[role].includes(action));
  });

  it('adds up several roles, and gives nobody anything', () => {
    expect(actionsOf({ roles: ['leadScorer', 'auditor'] })).toEqual(
      ACTIONS.filter((action) => ['score', 'judgeEvidence', 'readAll', 'readTrail'].includes(action)),
    );
    expect(actionsOf({ roles: [] })).toEqual([]);
  });

  it('an auditor writes nothing', () => {
    expect(actionsOf({ roles: ['auditor'] }).filter((action) => !action.startsWith('read'))).toEqual([]);
  });

  it('whoever scores for all fills in for the own unit only', () => {
    const both = { roles: ['leadScorer', 'unitFiller'] as const };
    expect(isOwnUnitOnly(both)).toBe(false);
    expect(mayForEveryUnit(both, 'score')).toBe(true);
    expect(mayForEveryUnit(both, 'selfEvaluate')).toBe(false);
    expect(mayForEveryUnit({ roles: ['officeAdmin'] }, 'selfEvaluate')).toBe(true);
  });
});
