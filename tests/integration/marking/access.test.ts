import { beforeEach, describe, expect, it } from 'vitest';
import { assignByLead, assignScorers } from '@electron/services/marking/assignScorers';
import { listAssignments } from '@electron/services/marking/listAssignments';
import { listDifferences } from '@electron/services/marking/listDifferences';
import { listScorerProgress } from '@electron/services/marking/listScorerProgress';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { setItemMarking } from '@electron/services/marking/setItemMarking';
import { settleDifference } from '@electron/services/marking/settleDifference';
import { unlockMarkings } from '@electron/services/marking/unlockMarkings';
import { recordScore } from '@electron/services/scores/recordScore';
import type { Workspace } from '@electron/services/workspace/workspace';
import { AppError } from '@shared/errors/appError';
import { isUnitRole, NOBODY, ROLES, type Role } from '@shared/domain/role';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { anAccount, markedBy } from '../../helpers/scorerAccounts';
import { aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { anEntry, testWorkspace } from '../../helpers/testWorkspace';

let workspace: Workspace;
let place: { unitId: number; itemId: number };

beforeEach(async () => {
  workspace = await testWorkspace({ system: aSmallSystem(), units: [aUnit('A01'), aUnit('A02')] });
  place = await placeOf(workspace, 'A01', '1.1.1');
  const scorers = [await anAccount(workspace, '张三'), await anAccount(workspace, '李四')];
  await markedBy(workspace, place.itemId, scorers, { spreadLimit: 0 });
  for (const [index, scorer] of scorers.entries()) {
    const entry = anEntry({ 得分: `4${index}` }, { reason: '材料不全' });
    await acting(workspace, scorer, async () => {
      await recordScore(workspace, { ...place, entry, editId: 'visit' });
      await lockMarkings(workspace, { unitId: place.unitId });
    });
  }
});

/** Every service that needs a right, with the roles that have it; in an order in which each may follow the ones before. */
const SERVICES: readonly (readonly [string, readonly Role[], () => Promise<unknown>])[] = [
  ['see who scores what', ['officeAdmin', 'approver', 'auditor'], () => listAssignments(workspace)],
  ['lock', ['officeAdmin', 'leadScorer'], () => lockMarkings(workspace, { unitId: place.unitId })],
  [
    'settle',
    ['officeAdmin'],
    () =>
      settleDifference(workspace, { ...place, entry: { ...anEntry({}), points: '40', reason: '会议商定' } }),
  ],
  ['unlock', ['officeAdmin'], () => unlockMarkings(workspace, { ...place, reason: '会议商定' })],
  [
    'assign scorers',
    ['officeAdmin'],
    () => assignScorers(workspace, [{ itemId: place.itemId, accountIds: [] }]),
  ],
  ['assign by lead unit', ['officeAdmin'], () => assignByLead(workspace)],
  [
    'set the method',
    ['officeAdmin'],
    () => setItemMarking(workspace, { itemIds: [place.itemId], setting: null, confirmed: true }),
  ],
];

async function outcome(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (cause) {
    if (cause instanceof AppError) return cause.report.code;
    throw cause;
  }
}

describe('who may do what', () => {
  it.each(ROLES)('%s', async (role) => {
    const person = await anAccount(workspace, '某人', [role], isUnitRole(role) ? 'A02' : '');
    for (const [name, roles, work] of SERVICES) {
      const expected = roles.includes(role) ? 'done' : 'NOT_PERMITTED';
      expect(await acting(workspace, person, () => outcome(work)), name).toBe(expected);
    }
  });
});

it('nobody signed in may do or see anything', async () => {
  const reads = [() => listDifferences(workspace), () => listScorerProgress(workspace)];
  for (const work of [...SERVICES.map(([, , each]) => each), ...reads]) {
    expect(await acting(workspace, NOBODY, () => outcome(work))).toBe('NOT_SIGNED_IN');
  }
});

it('people of a unit see no markings, of whatever unit', async () => {
  const person = await anAccount(workspace, '某人', ['unitLeader'], 'A01');
  expect(await acting(workspace, person, () => listDifferences(workspace))).toEqual([]);
  expect(await acting(workspace, person, () => listScorerProgress(workspace))).toEqual([]);
});

it('only people who may score are given items', async () => {
  const filler = await anAccount(workspace, '填报人', ['unitFiller'], 'A01');
  const assign = () => assignScorers(workspace, [{ itemId: place.itemId, accountIds: [filler.accountId] }]);
  expect(await outcome(assign)).toBe('SCORER_CANNOT_SCORE');
  const gone = () => assignScorers(workspace, [{ itemId: place.itemId, accountIds: [9_999] }]);
  expect(await outcome(gone)).toBe('SCORER_CANNOT_SCORE');
});
