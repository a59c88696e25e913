import { describe, expect, it } from 'vitest';
import { listReminders } from '@electron/services/year/listReminders';
import { setDeadline } from '@electron/services/year/setDeadline';
import { setScore } from '@electron/services/scores/setScore';
import { loadAssessment } from '@electron/services/assessment/assessment';
import type { Workspace } from '@electron/services/workspace/workspace';
import { anEntry } from '../../helpers/testWorkspace';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { aYear, fillIn, moveOnTo, somebody } from '../../helpers/yearWorkspace';

/** An account to which both items are assigned. */
async function assigned(workspace: Workspace, name: string, unitCode = ''): Promise<void> {
  const { cycle, items } = await loadAssessment(workspace);
  const { id } = await workspace.db
    .insertInto('account')
    .values({
      ...{ uid: name, name, unit_code: unitCode, roles: '["leadScorer"]', all_items: 0 },
      ...{ password: 'x', recovery: '', created_at: '2020-12-01T00:00:00.000Z' },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const item of items) {
    const row = { cycle_id: cycle.id, item_id: item.id, account_id: id };
    await workspace.db.insertInto('scorer_assignment').values(row).execute();
  }
}

describe('who is late', () => {
  it('units that have not handed in, with what is missing and for how long', async () => {
    const workspace = await aYear();
    await moveOnTo(workspace, 'selfEvaluating');
    await setDeadline(workspace, { state: 'selfEvaluating', dueOn: '2020-11-28' });
    await fillIn(workspace, 'A02');
    const { units, today } = await listReminders(workspace);
    expect(today).toBe('2020-12-01');
    expect(units).toMatchObject([
      { code: 'A01', state: 'notStarted', daysLate: 3, withoutSelfScore: 2, withoutEvidence: 2 },
      { code: 'A02', state: 'filling', daysLate: 3, withoutSelfScore: 0, withoutEvidence: 2 },
    ]);
  });

  it('scorers with items of their own unscored, the own unit left out', async () => {
    const workspace = await aYear();
    await assigned(workspace, '张三');
    await assigned(workspace, '李四', 'A01');
    await moveOnTo(workspace, 'reviewing');
    await setDeadline(workspace, { state: 'reviewing', dueOn: '2020-11-30' });
    const place = await placeOf(workspace, 'A01');
    await setScore(workspace, { ...place, entry: anEntry({ 得分: '50' }), scorer: '王五' });
    const { scorers } = await listReminders(workspace);
    expect(
      scorers.map(({ name, unscored, assigned: all, daysLate }) => [name, unscored, all, daysLate]),
    ).toEqual([
      ['张三', 3, 4, 1],
      ['李四', 2, 2, 1],
    ]);
  });

  it('nobody before publication, and of units only nobody from the feedback on', async () => {
    const workspace = await aYear();
    const before = await listReminders(workspace);
    expect([before.units, before.scorers, before.appeals]).toEqual([[], [], []]);
    await moveOnTo(workspace, 'feedback');
    expect((await listReminders(workspace)).units).toEqual([]);
  });

  it('a unit is told of itself only', async () => {
    const workspace = await aYear();
    await assigned(workspace, '张三');
    await moveOnTo(workspace, 'reviewing');
    const leader = somebody('负责人', ['unitLeader'], 'A02');
    const { units, scorers } = await acting(workspace, leader, () => listReminders(workspace));
    expect(units.map(({ code }) => code)).toEqual(['A02']);
    expect(scorers).toEqual([]);
  });
});
