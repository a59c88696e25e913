import { afterEach } from 'vitest';
import type { CycleState } from '@shared/domain/cycleState';
import type { Actor, Role } from '@shared/domain/role';
import type { Rule } from '@shared/domain/rule';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { setCycleState } from '@electron/database/cycleRepository';
import { figuresOf } from '@electron/database/scoreRepository';
import { forgetAssessment, loadAssessment } from '@electron/services/assessment/assessment';
import { inTransaction } from '@electron/services/assessment/inTransaction';
import { storeScoresIn } from '@electron/services/scores/storeScores';
import type { Workspace } from '@electron/services/workspace/workspace';
import { aScoringItem, aSmallSystem, aUnit, SMALL_GROUPS } from './smallSystem';
import { readyWorkspace } from './readyWorkspace';

const opened: Workspace[] = [];

afterEach(async () => {
  for (const workspace of opened.splice(0)) await workspace.close();
});

const manual: Rule = { kind: 'manual', guidance: '酌情', step: 10, reasonRequired: true };
const veto: Rule = { kind: 'veto', effect: 'fail', triggers: ['重大违法'] };

/** Wednesday; the feedback of the tests begins on it. */
export const FEEDBACK_DAY = new Date(2020, 11, 9, 9, 0);

/** Three base items (40, 40, 20), one bonus, one deduction, one veto. */
const SYSTEM = aSmallSystem({
  items: [
    aScoringItem('1.1.1', { points: 4000 }),
    aScoringItem('1.1.2', { points: 4000 }),
    aScoringItem('1.1.3', { points: 2000 }),
    aScoringItem('B1', { section: 'bonus', points: 0, rules: [{ ...manual, points: 200 }] }),
    aScoringItem('K1', { section: 'deduction', points: 0, rules: [{ ...manual, points: 300 }] }),
    aScoringItem('F1', { section: 'veto', points: 0, rules: [veto] }),
  ],
});

export interface ReviewWorkspace {
  readonly workspace: Workspace;
  /** Ids of a unit and an item by their codes. */
  at(unit: string, item: string): { readonly unitId: number; readonly itemId: number };
  /** Moves the cycle without asking whether it may. */
  enter(state: CycleState): Promise<void>;
  /** The day it is from now on. */
  setClock(time: Date): void;
  /** Signs somebody in for what follows. */
  as(name: string, roles: readonly Role[], unitCode?: string): void;
}

/**
 * Units A01 to A04 of one group, scored by 张三 on the base items: A01 best, A04 last, a gap of 2.00 between neighbours.
 * 考评办 is signed in, the cycle is in 评审.
 */
export async function aReviewWorkspace(): Promise<ReviewWorkspace> {
  let now = FEEDBACK_DAY.getTime();
  const workspace = await readyWorkspace({
    year: 2020,
    system: SYSTEM,
    groups: SMALL_GROUPS,
    units: ['A01', 'A02', 'A03', 'A04'].map((code, index) => aUnit(code, undefined, { position: index })),
    clock: () => new Date((now += 1)),
  });
  opened.push(workspace);
  await scoreBaseItems(workspace);
  const enter = async (state: CycleState) => {
    const { cycle } = await loadAssessment(workspace);
    await inTransaction(workspace, async (trx, at, audit) => {
      await setCycleState(trx, cycle.id, state);
      const step = { cycle_id: cycle.id, from_state: cycle.state, to_state: state, reason: '', open: '[]' };
      await trx
        .insertInto('cycle_transition')
        .values({ ...step, person: workspace.person, at })
        .execute();
      await audit({
        action: 'cycle.advance',
        subject: cycle.name,
        after: { state },
      });
    });
    forgetAssessment(workspace);
  };
  await enter('reviewing');
  const { unitByCode, itemByCode } = await loadAssessment(workspace);
  return {
    workspace,
    at: (unit, item) => ({
      unitId: unitByCode.get(unit)?.id ?? 0,
      itemId: itemByCode.get(item)?.id ?? 0,
    }),
    enter,
    setClock: (time) => {
      now = time.getTime();
    },
    as: (name, roles, unitCode = '') => workspace.signIn(anActor(name, roles, unitCode)),
  };
}

export function anActor(name: string, roles: readonly Role[], unitCode = ''): Actor {
  return { accountId: 9000, uid: name, name, unitCode, roles, allItems: true };
}

async function scoreBaseItems(workspace: Workspace): Promise<void> {
  const assessment = await loadAssessment(workspace);
  const scores = assessment.units.flatMap((unit, place) =>
    assessment.items
      .filter((item) => item.section === 'base')
      .map((item, index) => {
        const points = String(item.points / 100 - 2 - (index === 0 ? place * 2 : 0));
        const entry = { inputs: [{ 得分: points }], points: '', notApplicable: false, reason: '材料不全' };
        const figures = figuresOf(evaluateItem(item, entry, 2020));
        return { unitId: unit.id, itemId: item.id, entry, figures, scorer: '张三' };
      }),
  );
  await inTransaction(workspace, (trx, now, audit) =>
    storeScoresIn(trx, assessment, scores, { action: 'score.recordMany', subject: '测试' }, now, audit),
  );
}
