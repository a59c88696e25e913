import { describe, expect, it } from 'vitest';
import { actionsOf, OFFICE_ROLES, type Role } from '@shared/domain/role';
import type { Seat } from '@shared/ipc/views';
import { screensFor } from '@renderer/shell/screens';

const menu = (seat: Seat, roles: readonly Role[]): string[] =>
  screensFor({ seat, actions: actionsOf({ roles, keepsSeat: seat !== 'office' }) }).map(({ name }) => name);

describe('the menu', () => {
  it('of a unit’s seat is its sheet, what it is told, and the way to the office', () => {
    expect(menu('unit', ['unitFiller', 'unitLeader'])).toEqual([
      '自评填报',
      '复核申诉',
      '数据交换',
      '系统管理',
    ]);
  });

  it('of an assessor’s seat is the scoring and the way to the office', () => {
    expect(menu('assessor', ['leadScorer'])).toEqual(['评分', '数据交换', '系统管理']);
  });

  it('of the office is everything', () => {
    expect(menu('office', OFFICE_ROLES)).toHaveLength(12);
  });
});
