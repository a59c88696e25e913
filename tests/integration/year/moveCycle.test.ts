import { describe, expect, it } from 'vitest';
import { CYCLE_STATES, stageOf, type CycleState } from '@shared/domain/cycleState';
import { ROLES, mayDo, type Role } from '@shared/domain/role';
import { forgetAssessment, loadAssessment } from '@electron/services/assessment/assessment';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import { checkMove } from '@electron/services/year/checkMove';
import { getYear } from '@electron/services/year/getYear';
import { moveCycle } from '@electron/services/year/moveCycle';
import { setDeadline } from '@electron/services/year/setDeadline';
import { requestNotApplicable } from '@electron/services/year/requestNotApplicable';
import type { Workspace } from '@electron/services/workspace/workspace';
import { setCycleState } from '@electron/database/cycleRepository';
import { refusal, testWorkspace } from '../../helpers/testWorkspace';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { aYear, fillIn, moveOnTo, scoreAll, somebody } from '../../helpers/yearWorkspace';

const WHY = '区政府要求重新核定';
const go = (to: CycleState, options: { reason?: string; confirm?: boolean } = {}) => ({
  to,
  reason: options.reason ?? '',
  confirm: options.confirm ?? false,
});

async function stateOf(workspace: Workspace): Promise<CycleState> {
  return (await loadAssessment(workspace)).cycle.state;
}

/** Puts the year straight into a stage, as a workspace found there. */
async function standingAt(state: CycleState): Promise<Workspace> {
  const workspace = await aYear();
  await setState(workspace, state);
  return workspace;
}

async function setState(workspace: Workspace, state: CycleState): Promise<void> {
  const { cycle } = await loadAssessment(workspace);
  await setCycleState(workspace.db, cycle.id, state);
  forgetAssessment(workspace);
}

/** The deadline of appeals is behind: what the clock of tests says is later. */
async function appealsAreOver(workspace: Workspace): Promise<void> {
  await setDeadline(workspace, { state: 'feedback', dueOn: '2020-11-30' });
}

describe('a whole year', () => {
  it('goes through every stage in order and is on record with each move', async () => {
    const workspace = await aYear();
    await moveCycle(workspace, go('published'));
    await moveCycle(workspace, go('selfEvaluating'));
    for (const code of ['A01', 'A02']) {
      await fillIn(workspace, code);
      const { unitId } = await placeOf(workspace, code);
      await submitSelfEvaluation(workspace, { unitId, reason: '' });
    }
    await moveCycle(workspace, go('reviewing'));
    await scoreAll(workspace);
    await moveCycle(workspace, go('feedback'));
    await appealsAreOver(workspace);
    await moveCycle(workspace, go('approved'));
    const year = await moveCycle(workspace, go('archived'));

    expect(year.cycle.state).toBe('archived');
    expect(year.next).toBeNull();
    expect(year.history.map(({ to }) => to).toReversed()).toEqual(CYCLE_STATES.slice(1));
    expect(year.history.every(({ open }) => open.length === 0)).toBe(true);
    const trail = await workspace.db
      .selectFrom('audit_entry')
      .select(['action', 'before', 'after'])
      .where('action', '=', 'cycle.advance')
      .orderBy('id')
      .execute();
    expect(trail).toHaveLength(6);
    expect(JSON.parse(trail[0]?.before ?? '')).toEqual({ state: 'draft' });
    expect(JSON.parse(trail[0]?.after ?? '')).toMatchObject({ state: 'published', open: [] });
    expect(await workspace.db.selectFrom('approved_result').select('number').execute()).toEqual([
      { number: 1 },
    ]);
  });
});

describe('which moves there are', () => {
  it.each(CYCLE_STATES)(
    'from %s: one stage on, or back to an earlier one, and nothing else',
    async (from) => {
      const workspace = await standingAt(from);
      for (const to of CYCLE_STATES) {
        if (stageOf(to) < stageOf(from) || stageOf(to) === stageOf(from) + 1) continue;
        const { code } = await refusal(moveCycle(workspace, go(to, { reason: WHY, confirm: true })));
        expect([to, code]).toEqual([to, 'CYCLE_STEP_IMPOSSIBLE']);
      }
      expect(await stateOf(workspace)).toBe(from);
    },
  );

  it.each(CYCLE_STATES.slice(1))('from %s back to any earlier stage, with a reason only', async (from) => {
    const workspace = await standingAt(from);
    for (const to of CYCLE_STATES.slice(0, stageOf(from))) {
      for (const reason of ['', '   ', '重来']) {
        const { code } = await refusal(moveCycle(workspace, go(to, { reason, confirm: true })));
        expect(code).toBe('REASON_REQUIRED');
      }
      expect(await stateOf(workspace)).toBe(from);
      const year = await moveCycle(workspace, go(to, { reason: WHY }));
      expect(year.cycle.state).toBe(to);
      expect(year.history[0]).toMatchObject({ from, to, reason: WHY, person: '考评办' });
      await setState(workspace, from);
    }
    const trail = await workspace.db
      .selectFrom('audit_entry')
      .select(['reason', 'person'])
      .where('action', '=', 'cycle.reopen')
      .execute();
    expect(trail).toEqual(Array.from({ length: stageOf(from) }, () => ({ reason: WHY, person: '考评办' })));
  });
});

describe('who moves the year', () => {
  const allowed = (role: Role, to: CycleState): boolean =>
    mayDo({ roles: [role] }, to === 'approved' ? 'approveResult' : 'manageCycle');
  const someone = (role: Role) => somebody('某人', [role], role.startsWith('unit') ? 'A01' : '');

  it.each(CYCLE_STATES.slice(1))('into %s: those who may, and nobody else', async (to) => {
    const from = CYCLE_STATES[stageOf(to) - 1] ?? 'draft';
    const workspace = await standingAt(from);
    const move = (role: Role) =>
      acting(workspace, someone(role), () => moveCycle(workspace, go(to, { reason: WHY, confirm: true })));
    for (const role of ROLES.filter((other) => !allowed(other, to))) {
      expect([role, (await refusal(move(role))).code]).toEqual([role, 'NOT_PERMITTED']);
      expect(await stateOf(workspace)).toBe(from);
    }
    for (const role of ROLES.filter((other) => allowed(other, to))) {
      expect([role, (await move(role)).cycle.state]).toEqual([role, to]);
      await setState(workspace, from);
    }
  });

  it('only the office moves it back', async () => {
    const workspace = await standingAt('approved');
    const move = () => moveCycle(workspace, go('feedback', { reason: WHY, confirm: true }));
    for (const role of ROLES.filter((other) => other !== 'officeAdmin')) {
      expect((await refusal(acting(workspace, someone(role), move))).code).toBe('NOT_PERMITTED');
    }
    expect((await acting(workspace, someone('officeAdmin'), move)).cycle.state).toBe('feedback');
  });

  it('nobody does while nobody is signed in', async () => {
    const workspace = await aYear();
    const move = () => moveCycle(workspace, go('published'));
    expect((await refusal(acting(workspace, somebody('', []), move))).code).toBe('NOT_SIGNED_IN');
  });
});

describe('what is open before a stage', () => {
  it('keeps a year without units in preparation, whatever is confirmed', async () => {
    const workspace = await testWorkspace({ units: [] });
    const { code, what } = await refusal(
      moveCycle(workspace, go('published', { reason: WHY, confirm: true })),
    );
    expect(code).toBe('CYCLE_NOT_READY');
    expect(what).toContain('还没有被考评单位');
  });

  it('lists units that have not handed in, and lets the year go on once confirmed with a reason', async () => {
    const workspace = await aYear();
    await moveOnTo(workspace, 'selfEvaluating');
    const matters = await checkMove(workspace, { to: 'reviewing' });
    expect(matters.find(({ key }) => key === 'notHandedIn')).toMatchObject({
      severity: 'reason',
      count: 2,
      examples: ['单位A01', '单位A02'],
    });
    expect((await refusal(moveCycle(workspace, go('reviewing')))).code).toBe('CYCLE_NEEDS_CONFIRMATION');
    expect((await refusal(moveCycle(workspace, go('reviewing', { confirm: true })))).code).toBe(
      'REASON_REQUIRED',
    );
    const year = await moveCycle(workspace, go('reviewing', { reason: WHY, confirm: true }));
    expect(year.history[0]?.open).toEqual(['2 个单位还没有提交自评']);
  });

  it('asks for a confirmation and a reason while something is unscored', async () => {
    const workspace = await aYear();
    await moveOnTo(workspace, 'reviewing');
    const matters = await checkMove(workspace, { to: 'feedback' });
    expect(matters[0]).toMatchObject({ key: 'unscored', severity: 'reason', count: 4 });
    expect((await refusal(moveCycle(workspace, go('feedback', { reason: WHY })))).code).toBe(
      'CYCLE_NEEDS_CONFIRMATION',
    );
    expect((await refusal(moveCycle(workspace, go('feedback', { confirm: true })))).code).toBe(
      'REASON_REQUIRED',
    );
    expect((await moveCycle(workspace, go('feedback', { reason: WHY, confirm: true }))).cycle.state).toBe(
      'feedback',
    );
  });

  it('asks the same while a 缺项 request, an on-site item or a marking is open', async () => {
    const workspace = await aYear();
    await moveOnTo(workspace, 'reviewing');
    await scoreAll(workspace);
    const place = await placeOf(workspace, 'A01');
    await requestNotApplicable(workspace, { ...place, reason: '没有这项职责', basis: '三定方案' });
    const { cycle } = await loadAssessment(workspace);
    const check = await workspace.db
      .insertInto('site_check')
      .values({
        ...{ uid: 's1', cycle_id: cycle.id, unit_id: place.unitId, team: '一组', planned_on: '' },
        ...{ checked_on: '', note: '', person: '考评办', at: 'x' },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await workspace.db
      .insertInto('site_check_item')
      .values({
        ...{ check_id: check.id, item_id: place.itemId, doubt: '满分无佐证', outcome: 'open' },
        ...{ finding: '', adjustment_id: null, person: '', at: '' },
      })
      .execute();
    const keys = (await checkMove(workspace, { to: 'feedback' })).map(({ key, severity }) => [key, severity]);
    expect(keys).toContainEqual(['pendingNotApplicable', 'reason']);
    expect(keys).toContainEqual(['openSiteChecks', 'reason']);
    expect((await refusal(moveCycle(workspace, go('feedback')))).code).toBe('CYCLE_NEEDS_CONFIRMATION');
  });

  it('does not approve over an open appeal, whatever is confirmed', async () => {
    const workspace = await aYear();
    await moveOnTo(workspace, 'reviewing');
    await scoreAll(workspace);
    await moveOnTo(workspace, 'feedback');
    const { cycle } = await loadAssessment(workspace);
    const place = await placeOf(workspace, 'A02');
    await workspace.db
      .insertInto('appeal')
      .values({
        ...{ uid: 'a1', cycle_id: cycle.id, unit_id: place.unitId, item_id: place.itemId },
        ...{ grounds: '材料已补', requested_points: null, original_points: 5000, state: 'filed' },
        ...{ decided_points: null, opinion: '', filed_by: '李四', filed_at: 'x', decided_by: '' },
        ...{ decided_at: '', adjustment_id: null, late_reason: '' },
      })
      .execute();
    const { code, what } = await refusal(
      moveCycle(workspace, go('approved', { reason: WHY, confirm: true })),
    );
    expect(code).toBe('CYCLE_NOT_READY');
    expect(what).toContain('还有 1 件申诉没有作出决定');
  });

  it('warns while units may still appeal, also where nobody set a deadline', async () => {
    const workspace = await aYear();
    await moveOnTo(workspace, 'reviewing');
    await scoreAll(workspace);
    await moveOnTo(workspace, 'feedback');
    expect(await checkMove(workspace, { to: 'approved' })).toMatchObject([
      { key: 'appealWindowOpen', severity: 'reason' },
    ]);
    expect((await refusal(moveCycle(workspace, go('approved')))).code).toBe('CYCLE_NEEDS_CONFIRMATION');
    await appealsAreOver(workspace);
    expect(await checkMove(workspace, { to: 'approved' })).toEqual([]);
    expect((await moveCycle(workspace, go('approved'))).cycle.state).toBe('approved');
  });

  it('approves a second time only with a reason, and keeps the first result', async () => {
    const workspace = await aYear();
    await moveOnTo(workspace, 'reviewing');
    await scoreAll(workspace);
    await moveOnTo(workspace, 'feedback');
    await appealsAreOver(workspace);
    await moveCycle(workspace, go('approved'));
    await moveCycle(workspace, go('feedback', { reason: WHY }));
    expect((await refusal(moveCycle(workspace, go('approved')))).code).toBe('CYCLE_NEEDS_CONFIRMATION');
    await moveCycle(workspace, go('approved', { reason: WHY, confirm: true }));
    const results = await workspace.db.selectFrom('approved_result').select('number').execute();
    expect(results.map(({ number }) => number)).toEqual([1, 2]);
  });
});

describe('deadlines', () => {
  it('are set, changed and taken away by the office, each on the trail', async () => {
    const workspace = await aYear();
    await setDeadline(workspace, { state: 'selfEvaluating', dueOn: '2020-12-15' });
    const year = await setDeadline(workspace, { state: 'selfEvaluating', dueOn: '2020-12-20' });
    expect(year.stages.find(({ state }) => state === 'selfEvaluating')?.dueOn).toBe('2020-12-20');
    await setDeadline(workspace, { state: 'selfEvaluating', dueOn: '' });
    expect((await getYear(workspace)).stages.every(({ dueOn }) => dueOn === '')).toBe(true);
    const trail = await workspace.db
      .selectFrom('audit_entry')
      .select(['before', 'after'])
      .where('action', '=', 'cycle.deadline')
      .execute();
    expect(trail.map(({ after }) => JSON.parse(after) as unknown)).toMatchObject([
      { dueOn: '2020-12-15' },
      { dueOn: '2020-12-20' },
      { dueOn: '' },
    ]);
  });

  it('must be days that exist, and are nobody else’s to set', async () => {
    const workspace = await aYear();
    const set = (dueOn: string) => setDeadline(workspace, { state: 'reviewing', dueOn });
    expect((await refusal(set('2020-02-30'))).code).toBe('DEADLINE_INVALID');
    const scorer = somebody('王五', ['leadScorer']);
    expect((await refusal(acting(workspace, scorer, () => set('2020-12-31')))).code).toBe('NOT_PERMITTED');
  });

  it('say how many days are left, or gone', async () => {
    const workspace = await aYear();
    await moveOnTo(workspace, 'selfEvaluating');
    const left = await setDeadline(workspace, { state: 'selfEvaluating', dueOn: '2020-12-04' });
    expect(left.stages[2]).toMatchObject({ dueText: '还有 3 天', late: false });
    const gone = await setDeadline(workspace, { state: 'selfEvaluating', dueOn: '2020-11-29' });
    expect(gone.stages[2]).toMatchObject({ dueText: '已超期 2 天', late: true });
    expect(left.stages[1]).toMatchObject({ standing: 'past', dueText: '' });
  });
});
