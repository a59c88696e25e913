import { describe, expect, it } from 'vitest';
import { ACTIONS } from '@shared/domain/role';
import { ACTION_NAMES } from '@shared/audit/actionNames';
import { auditPlace } from '@renderer/features/system/auditPlace';

const ofThisYear = () => true;
const entry = (action: string) => ({ action, unitId: 3, itemId: 7 });

describe('where an entry of the trail was made', () => {
  it.each(Object.keys(ACTION_NAMES))('is known for %s', (action) => {
    expect(auditPlace(entry(action), ofThisYear, ACTIONS)).not.toBeNull();
  });

  it('names the tab, the unit and the item', () => {
    expect(auditPlace(entry('appeal.decide'), ofThisYear, ACTIONS)).toEqual({
      screen: 'reviews',
      tab: 'appeals',
      unitId: 3,
      itemId: 7,
    });
    expect(auditPlace(entry('marking.assign'), ofThisYear, ACTIONS)?.tab).toBe('assignments');
  });

  it('leads nowhere with a unit of another year, where the place is of a unit', () => {
    expect(auditPlace(entry('score.record'), () => false, ACTIONS)).toBeNull();
    expect(auditPlace(entry('problem.close'), () => false, ACTIONS)).toEqual({
      screen: 'rectification',
      tab: 'ledger',
    });
  });

  it('leads nowhere where the person has no such place', () => {
    expect(auditPlace(entry('account.add'), ofThisYear, ['readTrail', 'readAll'])).toBeNull();
  });
});
