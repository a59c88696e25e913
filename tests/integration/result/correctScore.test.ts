import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { ROLES, mayDo, type Action, type Role } from '@shared/domain/role';
import { findScore } from '@electron/database/scoreRepository';
import { correctScore, decideCorrection, proposeCorrection } from '@electron/services/result/correctScore';
import { listCorrectablePlaces, listCorrections } from '@electron/services/result/listCorrections';
import { compareResults, getResult, listCycles, listResults } from '@electron/services/result/listResults';
import { previewCorrection } from '@electron/services/result/previewCorrection';
import { setScore } from '@electron/services/scores/setScore';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { moveCycle } from '@electron/services/year/moveCycle';
import type { Workspace } from '@electron/services/workspace/workspace';
import { anEntry, refusal } from '../../helpers/testWorkspace';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { aYear, moveOnTo, scoreAll, somebody } from '../../helpers/yearWorkspace';

const WHY = { reason: '复查发现漏扣', basis: '复查报告第3页' };
const OFFICE = somebody('李主任', ['officeAdmin']);
const LEADER = somebody('王区长', ['approver']);

async function anApprovedYear(): Promise<Workspace> {
  const workspace = await aYear();
  await scoreAll(workspace);
  await moveOnTo(workspace, 'approved');
  return workspace;
}

const propose = async (workspace: Workspace, toPoints = 3000) =>
  proposeCorrection(workspace, { ...(await placeOf(workspace, 'A01')), toPoints, ...WHY });
const decide = (workspace: Workspace, correctionId: number, confirm: boolean, opinion = '') =>
  decideCorrection(workspace, { correctionId, confirm, opinion });

describe('a correction', () => {
  it('proposed by the office and confirmed by the approver makes the next result; scorer and first result stay', async () => {
    const workspace = await anApprovedYear();
    const place = await placeOf(workspace, 'A01');
    const proposed = await acting(workspace, OFFICE, () => propose(workspace));
    expect(proposed).toMatchObject({
      state: 'proposed',
      fromPoints: 5000,
      toPoints: 3000,
      proposedBy: '李主任',
    });
    expect(await listResults(workspace, {})).toHaveLength(1);
    expect((await findScore(workspace.db, place.unitId, place.itemId))?.finalPoints).toBe(5000);

    const done = await acting(workspace, LEADER, () => decide(workspace, proposed.id, true, '同意更正'));
    expect(done).toMatchObject({
      state: 'confirmed',
      decidedBy: '王区长',
      resultNumber: 2,
      opinion: '同意更正',
    });
    const score = await findScore(workspace.db, place.unitId, place.itemId);
    expect(score).toMatchObject({ points: 5000, adjustment: -2000, finalPoints: 3000 });
    const [second, first] = await listResults(workspace, {});
    expect(second).toMatchObject({ number: 2, kind: 'correction', person: '王区长', basis: WHY.basis });
    expect(second?.reason).toContain(WHY.reason);
    expect(first).toMatchObject({ number: 1, kind: 'approval' });
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
    const trail = await workspace.db
      .selectFrom('audit_entry')
      .select(['action', 'person'])
      .where('action', 'in', ['correction.propose', 'correction.confirm', 'score.adjust', 'result.succeed'])
      .orderBy('id')
      .execute();
    expect(trail).toEqual([
      { action: 'correction.propose', person: '李主任' },
      { action: 'score.adjust', person: '王区长' },
      { action: 'result.succeed', person: '王区长' },
      { action: 'correction.confirm', person: '王区长' },
    ]);
  });

  it('shows beforehand exactly what it then changes, and writes nothing for it', async () => {
    const workspace = await anApprovedYear();
    const place = await placeOf(workspace, 'A01');
    const effect = await previewCorrection(workspace, { ...place, toPoints: 3000 });
    expect(effect.changes).toMatchObject([
      { name: '单位A01', own: true, before: { final: 10_000, rank: 1 }, after: { final: 8000, rank: 2 } },
      // Both shared the first place beyond the quota; now one of them is alone.
      { name: '单位A02', own: false, before: { rank: 1, grade: '良好' }, after: { rank: 1, grade: '优秀' } },
    ]);
    expect((await findScore(workspace.db, place.unitId, place.itemId))?.adjustment).toBe(0);
    await correctScore(workspace, { ...place, toPoints: 3000, ...WHY });
    const [to, from] = await listResults(workspace, {});
    const changes = await compareResults(workspace, { fromId: from!.id, toId: to!.id });
    expect(changes.map(({ own: _own, ...change }) => change)).toEqual(
      effect.changes.map(({ own: _own, ...change }) => change),
    );
  });

  it('refused needs a reason and changes nothing', async () => {
    const workspace = await anApprovedYear();
    const { id } = await propose(workspace);
    expect((await refusal(decide(workspace, id, false))).code).toBe('RESULT_REASON_MISSING');
    await decide(workspace, id, false, '材料齐全，维持原分');
    expect(await listCorrections(workspace, {})).toMatchObject([{ state: 'refused', resultNumber: null }]);
    expect(await listResults(workspace, {})).toHaveLength(1);
    expect((await refusal(decide(workspace, id, true))).code).toBe('CORRECTION_ALREADY_DECIDED');
    // Another may follow.
    expect((await propose(workspace)).state).toBe('proposed');
    expect((await refusal(propose(workspace, 2000))).code).toBe('CORRECTION_ALREADY_PROPOSED');
  });

  it('is one step behind the earlier ones when it follows another', async () => {
    const workspace = await anApprovedYear();
    const place = await placeOf(workspace, 'A01');
    await correctScore(workspace, { ...place, toPoints: 3000, ...WHY });
    await correctScore(workspace, { ...place, toPoints: 4500, ...WHY });
    const steps = await workspace.db
      .selectFrom('score_adjustment')
      .select(['kind', 'from_points', 'to_points'])
      .orderBy('id')
      .execute();
    expect(steps).toEqual([
      { kind: 'correction', from_points: 5000, to_points: 3000 },
      { kind: 'correction', from_points: 3000, to_points: 4500 },
    ]);
    expect((await listResults(workspace, {})).map(({ number }) => number)).toEqual([3, 2, 1]);
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('whose step was taken out behind the program is named by verify', async () => {
    const workspace = await anApprovedYear();
    await correctScore(workspace, { ...(await placeOf(workspace, 'A01')), toPoints: 3000, ...WHY });
    await sql`DROP TRIGGER score_adjustment_no_update`.execute(workspace.db);
    await sql`UPDATE score_adjustment SET to_points = 4000`.execute(workspace.db);
    const { findings } = await verifyWorkspace(workspace);
    expect(findings).toContainEqual(
      expect.objectContaining({
        kind: 'result',
        place: '单位A01 · 1.1.1',
        message: expect.stringContaining('更正'),
      }),
    );
  });

  it('offers the scored items of a unit with what they may become', async () => {
    const workspace = await anApprovedYear();
    const { unitId } = await placeOf(workspace, 'A01');
    expect(await listCorrectablePlaces(workspace, { unitId })).toMatchObject([
      { code: '1.1.1', points: 5000, limit: 5000 },
      { code: '1.1.2', points: 5000, limit: 5000 },
    ]);
  });
});

describe('who may correct', () => {
  const may = (action: Action) => ROLES.filter((role) => mayDo({ roles: [role] }, action));
  const mayNot = (action: Action) => ROLES.filter((role) => !mayDo({ roles: [role] }, action));
  const proposedBy = async (role: Role) => {
    const workspace = await anApprovedYear();
    return acting(workspace, somebody('某人', [role]), () => propose(workspace));
  };
  const decidedBy = async (role: Role) => {
    const workspace = await anApprovedYear();
    const { id } = await propose(workspace);
    return acting(workspace, somebody('某人', [role]), () => decide(workspace, id, true));
  };

  it.each(may('manageCycle'))('%s may propose', async (role) => {
    expect((await proposedBy(role)).state).toBe('proposed');
  });
  it.each(mayNot('manageCycle'))('%s may not propose', async (role) => {
    expect((await refusal(proposedBy(role))).code).toBe('NOT_PERMITTED');
  });
  it.each(may('approveResult'))('%s may decide', async (role) => {
    expect((await decidedBy(role)).state).toBe('confirmed');
  });
  it.each(mayNot('approveResult'))('%s may not decide', async (role) => {
    expect((await refusal(decidedBy(role))).code).toBe('NOT_PERMITTED');
  });

  it('not somebody of the unit: neither proposing nor deciding', async () => {
    const workspace = await anApprovedYear();
    const own = somebody('区水利局的人', ['officeAdmin', 'approver'], 'A01');
    expect((await refusal(acting(workspace, own, () => propose(workspace)))).code).toBe(
      'CONFLICT_OF_INTEREST',
    );
    const { id } = await propose(workspace);
    expect((await refusal(acting(workspace, own, () => decide(workspace, id, true)))).code).toBe(
      'CONFLICT_OF_INTEREST',
    );
  });

  it('not the scorer of the item, now or earlier', async () => {
    const workspace = await anApprovedYear();
    const { id } = await propose(workspace);
    const scorer = somebody('张三', ['approver']);
    expect((await refusal(acting(workspace, scorer, () => decide(workspace, id, true)))).code).toBe(
      'CORRECTION_BY_SCORER',
    );
    const place = await placeOf(workspace, 'A01');
    await sql`UPDATE score SET scorer = '李四' WHERE unit_id = ${place.unitId}`.execute(workspace.db);
    expect((await refusal(acting(workspace, scorer, () => decide(workspace, id, true)))).code).toBe(
      'CORRECTION_BY_SCORER',
    );
  });
});

describe('a correction is refused', () => {
  it.each(['draft', 'reviewing', 'feedback', 'archived'] as const)('in stage %s', async (state) => {
    const workspace = await aYear();
    await scoreAll(workspace);
    if (state !== 'draft') await moveOnTo(workspace, state);
    expect((await refusal(propose(workspace))).code).toBe('CYCLE_STATE_FORBIDS');
  });

  it('without reason, basis, a change, or within the points of the item', async () => {
    const workspace = await anApprovedYear();
    const place = await placeOf(workspace, 'A01');
    const code = async (changes: object) =>
      (await refusal(proposeCorrection(workspace, { ...place, toPoints: 3000, ...WHY, ...changes }))).code;
    expect(await code({ reason: ' ' })).toBe('RESULT_REASON_MISSING');
    expect(await code({ basis: '无' })).toBe('RESULT_REASON_MISSING');
    expect(await code({ toPoints: 5000 })).toBe('ADJUSTMENT_CHANGES_NOTHING');
    expect(await code({ toPoints: 5001 })).toBe('ADJUSTMENT_OUT_OF_RANGE');
    expect(await listCorrections(workspace, {})).toEqual([]);
  });

  it('when the score changed after it was proposed', async () => {
    const workspace = await anApprovedYear();
    const { id } = await propose(workspace);
    await sql`UPDATE score SET adjustment = -1000`.execute(workspace.db);
    expect((await refusal(decide(workspace, id, true))).code).toBe('CORRECTION_STALE');
    expect(await listResults(workspace, {})).toHaveLength(1);
  });

  it('once the year went back: a decision needs the approved stage', async () => {
    const workspace = await anApprovedYear();
    const { id } = await propose(workspace);
    await moveCycle(workspace, { to: 'feedback', reason: '区政府要求重新核定', confirm: true });
    expect((await refusal(decide(workspace, id, true))).code).toBe('CYCLE_STATE_FORBIDS');
  });
});

it('a proposed correction keeps the year from being archived until it is decided', async () => {
  const workspace = await anApprovedYear();
  const { id } = await propose(workspace);
  const archive = () => moveCycle(workspace, { to: 'archived', reason: '年度结束归档', confirm: true });
  expect((await refusal(archive())).code).toBe('CYCLE_NOT_READY');
  await acting(workspace, LEADER, () => decide(workspace, id, false, '依据不足'));
  expect((await archive()).cycle.state).toBe('archived');
});

it('a corrected result says what is still unscored, as the approved one did', async () => {
  const workspace = await aYear();
  const place = await placeOf(workspace, 'A01');
  await setScore(workspace, { ...place, entry: anEntry({ 得分: '50' }), scorer: '张三' });
  await moveOnTo(workspace, 'approved');
  const { id } = await propose(workspace);
  await acting(workspace, LEADER, () => decide(workspace, id, true));
  const [second, first] = await listResults(workspace, {});
  expect(first?.open).toHaveLength(1);
  expect(second?.open).toEqual(first?.open);
});

it('units see that a result was corrected, not why, on what grounds and what was open', async () => {
  const workspace = await anApprovedYear();
  const { id } = await propose(workspace);
  await acting(workspace, LEADER, () => decide(workspace, id, true, '同意更正'));
  const seenBy = (who: typeof OFFICE) =>
    acting(workspace, who, async () => {
      const [result] = await listResults(workspace, {});
      const figures = await getResult(workspace, { resultId: result?.id ?? 0 });
      return [result, figures.result].map((each) => [each?.number, each?.reason, each?.basis, each?.open]);
    });
  expect(await seenBy(somebody('小王', ['unitFiller'], 'A02'))).toEqual([
    [2, '', '', []],
    [2, '', '', []],
  ]);
  for (const [, reason, basis] of await seenBy(OFFICE)) {
    expect(reason).toContain(WHY.reason);
    expect(basis).toBe(WHY.basis);
  }
  const nobody = somebody('路人', []);
  const asks: (() => Promise<unknown>)[] = [() => listResults(workspace, {}), () => listCycles(workspace)];
  for (const ask of asks) {
    expect((await refusal(acting(workspace, nobody, ask))).code).toBe('NOT_SIGNED_IN');
  }
});
