import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROLES, mayDo, type Role } from '@shared/domain/role';
import { insertSystem } from '@electron/database/systemRepository';
import { forgetAssessment, loadAssessment } from '@electron/services/assessment/assessment';
import { exportEvidence } from '@electron/services/evidence/exportEvidence';
import { getDashboard } from '@electron/services/dashboard/getDashboard';
import { useSystem } from '@electron/services/indicators/useSystem';
import { correctScore } from '@electron/services/result/correctScore';
import { listCycles, listResults } from '@electron/services/result/listResults';
import { startNextCycle } from '@electron/services/result/startNextCycle';
import { saveScheme } from '@electron/services/scheme/saveScheme';
import { listSchemes } from '@electron/services/scheme/listSchemes';
import { getItemScores } from '@electron/services/scores/getItemScores';
import { getScoreSheet } from '@electron/services/scores/getScoreSheet';
import { listProgress } from '@electron/services/scores/listProgress';
import { getSelfEvaluation } from '@electron/services/selfEvaluation/getSelfEvaluation';
import { setScore } from '@electron/services/scores/setScore';
import { computeCycle } from '@electron/services/totals/computeCycle';
import { proposeSiteChecks } from '@electron/services/review/proposeSiteChecks';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { setDeadline } from '@electron/services/year/setDeadline';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { aScoringItem, aSmallSystem } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry, refusal } from '../../helpers/testWorkspace';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { aYear, moveOnTo, scoreAll, somebody } from '../../helpers/yearWorkspace';

const COMPONENTS = [
  { name: '法治建设', weight: 1000, ruleOfLaw: true },
  { name: '经济发展', weight: 9000, ruleOfLaw: false },
];

/** 2020 scored, with one score lower and one not applicable, a scheme and a deadline; approved. */
async function anApprovedYear(): Promise<Workspace> {
  const workspace = await aYear();
  await scoreAll(workspace);
  const a1 = await placeOf(workspace, 'A01');
  await setScore(workspace, {
    ...a1,
    entry: anEntry({ 得分: '45' }, { reason: '公示不及时' }),
    scorer: '张三',
  });
  await setScore(workspace, {
    ...(await placeOf(workspace, 'A02')),
    entry: anEntry({}, { notApplicable: true, reason: '没有这项职能' }),
    scorer: '张三',
  });
  await addEvidence(workspace, { ...a1, paths: [await fileOf(await tempFolder(), '方案.pdf', aPdf())] });
  const [group] = (await loadAssessment(workspace)).groups;
  await saveScheme(workspace, { groupId: group!.id, components: COMPONENTS });
  await setDeadline(workspace, { state: 'selfEvaluating', dueOn: '2020-11-30' });
  await moveOnTo(workspace, 'approved');
  return workspace;
}

describe('what is proposed for on-site checks in the next year', () => {
  it('holds last year’s points against what the item was worth then', async () => {
    const workspace = await anApprovedYear();
    await startNextCycle(workspace, { year: 2021 });
    forgetAssessment(workspace);
    await scoreAll(workspace);
    const { items } = await proposeSiteChecks(workspace, { seed: 's', controls: 0 });
    const asked = items.flatMap(({ unitCode, itemCode, doubts }) =>
      doubts
        .filter(({ kind }) => kind === 'earlierProblem')
        .map(({ text }) => `${unitCode} ${itemCode} ${text}`),
    );
    expect(asked).toEqual(['A01 1.1.1 上年满分 50.00，得 45.00：公示不及时']);
  });
});

describe('the next year', () => {
  it('copies structure, not status: everything begins anew beside last year’s scores', async () => {
    const workspace = await anApprovedYear();
    const before = await computeCycle(workspace);
    const started = await startNextCycle(workspace, { year: 2021 });
    expect(started).toMatchObject({ year: 2021, state: 'draft', current: true, units: 2, results: 0 });

    const assessment = await loadAssessment(workspace);
    expect(assessment.cycle).toMatchObject({ year: 2021, state: 'draft', name: '2021年度法治政府建设考评' });
    expect(assessment.units.map(({ code, name, group }) => [code, name, group])).toEqual(
      before.units.map(({ code, name, group }) => [code, name, group]),
    );
    expect((await listSchemes(workspace))[0]?.components.map(({ id: _id, ...line }) => line)).toEqual(
      COMPONENTS,
    );
    const due = await workspace.db.selectFrom('cycle_deadline').selectAll().execute();
    expect(due.map(({ due_on }) => due_on)).toEqual(['2020-11-30', '2021-11-30']);

    const { units } = await computeCycle(workspace);
    expect(units.map(({ raw, scored, unscored }) => [raw, scored, unscored])).toEqual([
      [0, 0, 2],
      [0, 0, 2],
    ]);
    expect((await listProgress(workspace)).map(({ scored }) => scored)).toEqual([0, 0]);
    const [a1, a2] = await Promise.all(
      assessment.units.map(({ id }) => getScoreSheet(workspace, { unitId: id })),
    );
    expect(
      a1?.rows.map(({ priorPoints, priorReason, status }) => [priorPoints, priorReason, status]),
    ).toEqual([
      [4500, '公示不及时', 'unscored'],
      [5000, '', 'unscored'],
    ]);
    const own = await getSelfEvaluation(workspace, { unitId: assessment.units[0]!.id });
    expect(own[0]).toMatchObject({ points: '', prior: { points: 4500, reason: '公示不及时' } });
    expect(a2?.rows[0]).toMatchObject({ priorPoints: null, priorReason: '不适用：没有这项职能' });
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('keeps the years apart wherever scores are read, though they share the indicator system', async () => {
    const workspace = await anApprovedYear();
    const last = await computeCycle(workspace);
    await startNextCycle(workspace, { year: 2021 });
    const place = await placeOf(workspace, 'A01');
    await setScore(workspace, {
      ...place,
      entry: anEntry({ 得分: '20' }, { reason: '没有做' }),
      scorer: '张三',
    });

    const now = await computeCycle(workspace);
    expect(now.units.map(({ raw }) => raw)).toEqual([2000, 0]);
    const { itemId } = place;
    const rows = await getItemScores(workspace, { itemId });
    expect(rows.map(({ finalPoints }) => finalPoints)).toEqual([2000, null]);
    const dashboard = await getDashboard(workspace);
    expect(dashboard).toMatchObject({ evidenceFiles: 0, scoredItems: 1, applicableItems: 4 });
    const folder = join(await tempFolder(), '材料');
    expect(await exportEvidence(workspace, folder)).toMatchObject({ files: 0 });

    const cycles = await listCycles(workspace);
    expect(cycles.map(({ year, state, current }) => [year, state, current])).toEqual([
      [2021, 'draft', true],
      [2020, 'approved', false],
    ]);
    expect(await computeCycle(workspace, { cycleId: cycles[1]!.id })).toEqual(last);
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('may take another version of the indicators before anything is scored', async () => {
    const workspace = await anApprovedYear();
    const system = aSmallSystem({ version: '2', items: [aScoringItem('1.1.1'), aScoringItem('1.1.9')] });
    const systemId = await workspace.db
      .transaction()
      .execute((trx) => insertSystem(trx, system, 'published', '2021-01-01T00:00:00.000Z'));
    await startNextCycle(workspace, { year: 2021 });
    // Last year's scores are no reason to refuse it.
    await useSystem(workspace, { systemId });
    expect((await loadAssessment(workspace)).items.map(({ code }) => code)).toEqual(['1.1.1', '1.1.9']);
    const [last] = (await listCycles(workspace)).slice(1);
    expect((await computeCycle(workspace, { cycleId: last!.id })).system.version).toBe('1');
  });

  it('copies who scores what to the items of the same code of a new version', async () => {
    const workspace = await anApprovedYear();
    const { itemByCode, cycle } = await loadAssessment(workspace);
    for (const code of ['1.1.1', '1.1.2']) {
      await workspace.db
        .insertInto('scorer_assignment')
        .values({ cycle_id: cycle.id, item_id: itemByCode.get(code)!.id, account_id: 1 })
        .execute();
    }
    const system = aSmallSystem({ version: '2', items: [aScoringItem('1.1.2'), aScoringItem('1.1.9')] });
    const systemId = await workspace.db
      .transaction()
      .execute((trx) => insertSystem(trx, system, 'published', '2021-01-01T00:00:00.000Z'));
    await startNextCycle(workspace, { year: 2021, systemId });
    const next = await loadAssessment(workspace);
    const assigned = next.items.filter(({ id }) => next.isAssigned(id, 1));
    expect(assigned.map(({ code }) => code)).toEqual(['1.1.2']);
  });

  it('a correction of the year before reaches its result and the score shown beside the item', async () => {
    const workspace = await anApprovedYear();
    const place = await placeOf(workspace, 'A01');
    await startNextCycle(workspace, { year: 2021 });
    const why = { reason: '复查发现漏扣', basis: '复查报告第3页' };
    await correctScore(workspace, { ...place, toPoints: 4000, ...why });
    const [, last] = await listCycles(workspace);
    expect((await listResults(workspace, { cycleId: last!.id })).map(({ number }) => number)).toEqual([2, 1]);
    expect(await listResults(workspace, {})).toEqual([]);
    const sheet = await getScoreSheet(workspace, await placeOf(workspace, 'A01'));
    expect(sheet.rows[0]).toMatchObject({ priorPoints: 4000, status: 'unscored' });
    expect(sheet.rows[0]?.priorReason).toContain(`（核查调整：${why.reason}）`);
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  const begunBy = async (role: Role) => {
    const workspace = await anApprovedYear();
    return acting(workspace, somebody('某人', [role]), () => startNextCycle(workspace, { year: 2021 }));
  };
  it.each(ROLES.filter((role) => mayDo({ roles: [role] }, 'manageCycle')))('is begun by %s', async (role) => {
    expect((await begunBy(role)).year).toBe(2021);
  });
  it.each(ROLES.filter((role) => !mayDo({ roles: [role] }, 'manageCycle')))(
    'is not begun by %s',
    async (role) => {
      expect((await refusal(begunBy(role))).code).toBe('NOT_PERMITTED');
    },
  );

  it('is refused before the approval, for an earlier year, and twice', async () => {
    const early = await aYear();
    expect((await refusal(startNextCycle(early, { year: 2021 }))).code).toBe('CYCLE_STATE_FORBIDS');
    const workspace = await anApprovedYear();
    for (const year of [2019, 2020]) {
      expect((await refusal(startNextCycle(workspace, { year }))).code).toBe('CYCLE_YEAR_TAKEN');
    }
    await startNextCycle(workspace, { year: 2021 });
    expect((await refusal(startNextCycle(workspace, { year: 2022 }))).code).toBe('CYCLE_STATE_FORBIDS');
    expect(await listCycles(workspace)).toHaveLength(2);
  });

  it('is not begun with a draft of the indicators', async () => {
    const workspace = await anApprovedYear();
    const systemId = await workspace.db
      .transaction()
      .execute((trx) =>
        insertSystem(trx, aSmallSystem({ version: '2' }), 'draft', '2021-01-01T00:00:00.000Z'),
      );
    expect((await refusal(startNextCycle(workspace, { year: 2021, systemId }))).code).toBe(
      'SYSTEM_NOT_PUBLISHED',
    );
  });
});
