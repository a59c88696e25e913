import { describe, expect, it } from 'vitest';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { startOnDashboard, takeDashboard } from '@electron/services/dashboard/dashboardAhead';
import { getDashboard } from '@electron/services/dashboard/getDashboard';
import { recordScore } from '@electron/services/scores/recordScore';
import { computeCycle } from '@electron/services/totals/computeCycle';
import { setUiState } from '@electron/services/uiState';
import { aScoringItem, aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { anEntry, refusal, testWorkspace } from '../../helpers/testWorkspace';

describe('getDashboard', () => {
  it('is empty but sound before anything is scored', async () => {
    const workspace = await testWorkspace();
    const dashboard = await getDashboard(workspace);
    expect(dashboard).toMatchObject({ weakest: [], scoredItems: 0, evidenceFiles: 0 });
    expect(dashboard.applicableItems).toBe(
      dashboard.result.units.reduce((sum, unit) => sum + unit.unscored, 0),
    );
  });

  it('shows the weakest items by their mean', async () => {
    const missing = { kind: 'deductPerMissing' as const, subject: '会议', required: '4', unit: '次' };
    const counted = { ...missing, perMissing: 1000, maxDeduct: 5000 };
    const items = [
      aScoringItem('1', { points: 5000, rules: [counted] }),
      aScoringItem('2', { points: 2000 }),
      aScoringItem('3', { points: 3000 }),
    ];
    const units = [aUnit('01'), aUnit('02')];
    const workspace = await testWorkspace({ system: aSmallSystem({ items }), units });
    const { itemByCode, unitByCode } = await loadAssessment(workspace);
    const place = (unit: string, item: string) => ({
      unitId: unitByCode.get(unit)!.id,
      itemId: itemByCode.get(item)!.id,
    });
    const record = (unit: string, item: string, entry: ReturnType<typeof anEntry>) =>
      recordScore(workspace, { ...place(unit, item), entry, editId: `${unit}${item}` });
    await record('01', '1', anEntry({ 实际: '3' }));
    await record('02', '1', anEntry({ 实际: '4' }));
    await record('01', '2', anEntry({}, { points: '5.1', reason: '资料缺失' }));
    await record('01', '3', anEntry({ 得分: '99' }));
    await record('02', '3', anEntry({}, { points: '' }));
    const dashboard = await getDashboard(workspace);
    expect(dashboard.result).toEqual(await computeCycle(workspace));
    expect(dashboard.weakest.map(({ code, meanScore, units: count }) => [code, meanScore, count])).toEqual([
      ['2', 510, 1],
      ['1', 4500, 2],
    ]);
    expect(dashboard).toMatchObject({ scoredItems: 3, applicableItems: 6 });
  });
});

describe('工作台 started on while the window loads', () => {
  it('is what would be answered, every time', async () => {
    const workspace = await testWorkspace();
    expect(await startOnDashboard(workspace)).toBe(true);
    expect(await takeDashboard(workspace)).toEqual(await getDashboard(workspace));
    expect(await takeDashboard(workspace)).toEqual(await getDashboard(workspace));
  });

  it('is not given once something was written', async () => {
    const workspace = await testWorkspace();
    const { units, items } = await loadAssessment(workspace);
    await startOnDashboard(workspace);
    const place = { unitId: units[0]!.id, itemId: items[0]!.id };
    await recordScore(workspace, {
      ...place,
      entry: anEntry({}, { points: '0', reason: '无' }),
      editId: 'a',
    });
    const taken = await takeDashboard(workspace);
    expect(taken.scoredItems).toBe(1);
    expect(taken).toEqual(await getDashboard(workspace));
  });

  it('is given to nobody who may not see the whole', async () => {
    const workspace = await testWorkspace();
    await startOnDashboard(workspace);
    workspace.signIn({ ...workspace.actor, accountId: 99, roles: ['unitFiller'], unitCode: '01' });
    expect(await refusal(takeDashboard(workspace))).toMatchObject({ code: 'NOT_PERMITTED' });
    expect(await startOnDashboard(workspace)).toBe(false);
  });

  it('is not started on where another screen will be shown', async () => {
    const workspace = await testWorkspace();
    await setUiState(workspace, 'shell.place', { screen: 'scoring' });
    expect(await startOnDashboard(workspace)).toBe(false);
    await setUiState(workspace, 'shell.place', { screen: 'dashboard' });
    expect(await startOnDashboard(workspace)).toBe(true);
  });
});
