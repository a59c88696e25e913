import type { CycleState } from '@shared/domain/cycleState';
import { CYCLE_STATES, stageOf } from '@shared/domain/cycleState';
import type { Actor, Role } from '@shared/domain/role';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { setScore } from '@electron/services/scores/setScore';
import type { Workspace } from '@electron/services/workspace/workspace';
import { moveCycle } from '@electron/services/year/moveCycle';
import { aSmallSystem, aUnit } from './smallSystem';
import { anEntry, testWorkspace } from './testWorkspace';

/** Two units with two base items of 50 points each, in preparation, signed in as the office. */
export async function aYear(): Promise<Workspace> {
  return testWorkspace({ system: aSmallSystem(), units: [aUnit('A01'), aUnit('A02')] });
}

/** Somebody with these roles; of a unit where its code is given. */
export function somebody(name: string, roles: readonly Role[], unitCode = ''): Actor {
  const accountId = numberOf(name);
  return { accountId, uid: `uid-${name}`, name, unitCode, roles, allItems: false };
}

const numbers = new Map<string, number>();

/** An id of its own for each name, the same one whenever it is asked for; behind those of stored accounts. */
function numberOf(name: string): number {
  const number = numbers.get(name) ?? 900 + numbers.size;
  numbers.set(name, number);
  return number;
}

/** Moves the year on to a stage, confirming what is open on the way. */
export async function moveOnTo(workspace: Workspace, to: CycleState): Promise<void> {
  const { cycle } = await loadAssessment(workspace);
  for (const state of CYCLE_STATES.slice(stageOf(cycle.state) + 1, stageOf(to) + 1)) {
    await moveCycle(workspace, { to: state, reason: '测试需要推进', confirm: true });
  }
}

/** Fills a unit's own sheet in, full marks everywhere. */
export async function fillIn(workspace: Workspace, unitCode: string): Promise<void> {
  const { itemsOf, unitByCode } = await loadAssessment(workspace);
  const unit = unitByCode.get(unitCode);
  if (!unit) throw new Error(`no unit ${unitCode}`);
  for (const item of itemsOf(unit)) {
    const own = { points: '50', statement: '已完成，材料见附件' };
    await recordSelfEvaluation(workspace, { unitId: unit.id, itemId: item.id, ...own });
  }
}

/** Scores everything of every unit, full marks. */
export async function scoreAll(workspace: Workspace): Promise<void> {
  const { itemsOf, units } = await loadAssessment(workspace);
  for (const unit of units) {
    for (const item of itemsOf(unit)) {
      const place = { unitId: unit.id, itemId: item.id };
      await setScore(workspace, { ...place, entry: anEntry({ 得分: '50' }), scorer: '张三' });
    }
  }
}
