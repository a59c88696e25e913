import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { checkCurrentDraw } from '@electron/services/caseFiles/checkStoredDraw';
import { drawCaseFiles } from '@electron/services/caseFiles/drawCaseFiles';
import { getCaseDraws } from '@electron/services/caseFiles/getCaseDraws';
import { getCaseList } from '@electron/services/caseFiles/getCaseList';
import { pickByHand } from '@electron/services/caseFiles/pickByHand';
import { replacePick } from '@electron/services/caseFiles/replacePick';
import { verifyCaseFiles } from '@electron/services/verify/verifyCaseFiles';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { setCycleState, loadCurrentCycle } from '@electron/database/cycleRepository';
import { forgetAssessment } from '@electron/services/assessment/assessment';
import type { CycleState } from '@shared/domain/cycleState';
import { aCase, caseWorkspace, drawCases, importCases } from '../../helpers/caseFiles';
import { anAccount } from '../../helpers/scorerAccounts';
import { refusal } from '../../helpers/testWorkspace';

const FILES = ['A01', 'A02'].flatMap((unit) =>
  ['1', '2', '3', '4', '5'].map((number) => aCase(unit, number)),
);
const PLAN = { quota: 2, spares: 1, byType: {} };

async function drawnWorkspace(): Promise<Workspace> {
  const workspace = await caseWorkspace();
  await importCases(workspace, FILES, [{ unitCode: 'A03', type: '' }]);
  await drawCases(workspace);
  return workspace;
}

async function moveTo(workspace: Workspace, state: CycleState): Promise<void> {
  await setCycleState(workspace.db, (await loadCurrentCycle(workspace.db)).id, state);
  forgetAssessment(workspace);
}

/** Changes what the database itself refuses to change, as somebody with another program might. */
async function behindTheBack(workspace: Workspace, trigger: string, statement: string): Promise<void> {
  await sql.raw(`DROP TRIGGER ${trigger}`).execute(workspace.db);
  await sql.raw(statement).execute(workspace.db);
}

describe('the list', () => {
  it('says who handed in what, and keeps earlier lists', async () => {
    const workspace = await caseWorkspace();
    await importCases(workspace, FILES.slice(0, 3));
    await importCases(workspace, FILES, [{ unitCode: 'A03', type: '' }]);
    const view = await getCaseList(workspace);
    expect(view.lists).toBe(2);
    expect(view.files).toHaveLength(10);
    expect(view.coverage.map(({ unitCode, submitted, counts }) => [unitCode, submitted, counts])).toEqual([
      ['A01', true, { 行政处罚: 5 }],
      ['A02', true, { 行政处罚: 5 }],
      ['A03', true, {}],
      ['A04', false, {}],
    ]);
  });

  it('is taken over by the office only, and while the year is open for it', async () => {
    const workspace = await caseWorkspace();
    const office = workspace.actor;
    workspace.signIn(await anAccount(workspace, '评查员甲', ['fileReviewer']));
    expect((await refusal(importCases(workspace, FILES))).code).toBe('NOT_PERMITTED');
    workspace.signIn(office);
    await moveTo(workspace, 'feedback');
    expect((await refusal(importCases(workspace, FILES))).code).toBe('CYCLE_STATE_FORBIDS');
    await moveTo(workspace, 'reviewing');
    await importCases(workspace, FILES);
    expect((await getCaseList(workspace)).files).toHaveLength(10);
  });

  it('shows people of a unit their own files only', async () => {
    const workspace = await drawnWorkspace();
    workspace.signIn(await anAccount(workspace, '单位填报人', ['unitFiller'], 'A01'));
    const { files, coverage } = await getCaseList(workspace);
    expect(new Set(files.map(({ unitCode }) => unitCode))).toEqual(new Set(['A01']));
    expect(coverage).toHaveLength(1);
    expect(new Set((await getCaseDraws(workspace)).picks.map(({ unitCode }) => unitCode))).toEqual(
      new Set(['A01']),
    );
  });

  it('can be neither changed nor taken out', async () => {
    const workspace = await drawnWorkspace();
    for (const statement of [
      `UPDATE case_file SET fine = '1'`,
      `DELETE FROM case_file`,
      `DELETE FROM case_list`,
      `UPDATE case_draw SET seed = 'x'`,
      `DELETE FROM case_pick`,
      `UPDATE case_pick SET case_file_id = 1`,
    ]) {
      await expect(sql.raw(statement).execute(workspace.db)).rejects.toThrow(/KEPT/);
    }
  });
});

describe('the draw', () => {
  it('records seed, hash, plan and picks, and repeats exactly from its record', async () => {
    const workspace = await drawnWorkspace();
    const { draws, picks } = await getCaseDraws(workspace);
    const { sha256 } = (await getCaseList(workspace)).list ?? { sha256: '' };
    expect(draws).toMatchObject([
      { turn: 1, seed: '2020-12-18 体彩 3 8 1 5 9', listSha256: sha256, plan: PLAN },
    ]);
    expect(picks.map(({ unitCode, origin, state }) => `${unitCode} ${origin} ${state}`)).toEqual(
      ['A01', 'A02'].flatMap((unit) => [
        `${unit} drawn active`,
        `${unit} drawn active`,
        `${unit} spare waiting`,
      ]),
    );
    expect(await checkCurrentDraw(workspace)).toMatchObject({ ok: true });
    expect(await checkCurrentDraw(workspace, { seed: draws[0]?.seed, listSha256: sha256 })).toMatchObject({
      ok: true,
    });
    expect(await verifyCaseFiles(workspace)).toEqual([]);
  });

  it('detects another seed, another hash and another list', async () => {
    const workspace = await drawnWorkspace();
    const problems = async (printed: Parameters<typeof checkCurrentDraw>[1]) =>
      (await checkCurrentDraw(workspace, printed)).problems.join();
    expect(await problems({ seed: '别的种子' })).toContain('重新抽取');
    expect(await problems({ listSha256: '0'.repeat(64) })).toContain('案卷目录和抽取时不同');
    const files = FILES.map((file, index) => (index === 3 ? { ...file, fine: '20000元' } : file));
    expect(await problems({ list: { files, zeroReports: [{ unitCode: 'A03', type: '' }] } })).toContain(
      '案卷目录和抽取时不同',
    );
  });

  it('is found out by verify where somebody changed list or seed behind the app', async () => {
    const changedList = await drawnWorkspace();
    await behindTheBack(changedList, 'case_file_no_update', `UPDATE case_file SET fine = '1' WHERE id = 2`);
    expect((await verifyCaseFiles(changedList)).map(({ message }) => message).join()).toContain('指纹');
    const changedSeed = await drawnWorkspace();
    await behindTheBack(changedSeed, 'case_draw_no_update', `UPDATE case_draw SET seed = '改过'`);
    expect((await verifyCaseFiles(changedSeed)).map(({ message }) => message).join()).toContain('种子');
  });

  it('takes a quota for a type however the type is typed', async () => {
    const workspace = await caseWorkspace();
    await importCases(workspace, FILES);
    const plan = { ...PLAN, byType: { 处罚案卷: 3 } };
    const { draws, picks } = await drawCaseFiles(workspace, { seed: '1', seedNote: '', plan, reason: '' });
    expect(draws[0]?.plan.byType).toEqual({ 行政处罚: 3 });
    expect(picks.filter(({ state }) => state === 'active')).toHaveLength(6);
  });

  it('takes a seed of the program, and records that it did', async () => {
    const workspace = await caseWorkspace();
    await importCases(workspace, FILES);
    const { draws } = await drawCaseFiles(workspace, { seed: null, seedNote: '', plan: PLAN, reason: '' });
    expect(draws[0]).toMatchObject({ seedSource: 'random' });
    expect(draws[0]?.seed).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is refused without list, seed, a sensible plan, permission, or in a closed year', async () => {
    const workspace = await caseWorkspace();
    const draw = (changes: Partial<Parameters<typeof drawCaseFiles>[1]> = {}) =>
      drawCaseFiles(workspace, { seed: '1', seedNote: '', plan: PLAN, reason: '', ...changes });
    expect((await refusal(draw())).code).toBe('CASE_LIST_MISSING');
    await importCases(workspace, FILES);
    expect((await refusal(draw({ seed: '  ' }))).code).toBe('CASE_SEED_MISSING');
    expect((await refusal(draw({ plan: { ...PLAN, quota: 101 } }))).code).toBe('CASE_PLAN_REFUSED');
    expect((await refusal(draw({ plan: { ...PLAN, quota: 0 } }))).code).toBe('CASE_PLAN_REFUSED');
    const refusedTypes: readonly Record<string, number>[] = [{ 行政确认: 1 }, { 处罚: 1, 行政处罚: 2 }];
    for (const byType of refusedTypes) {
      expect((await refusal(draw({ plan: { ...PLAN, byType } }))).code).toBe('CASE_PLAN_REFUSED');
    }
    await moveTo(workspace, 'approved');
    expect((await refusal(draw())).code).toBe('CYCLE_STATE_FORBIDS');
    await moveTo(workspace, 'reviewing');
    workspace.signIn(await anAccount(workspace, '评查员', ['fileReviewer']));
    expect((await refusal(draw())).code).toBe('NOT_PERMITTED');
  });

  it('is drawn again only with a reason; every draw stays on the record', async () => {
    const workspace = await drawnWorkspace();
    const again = (reason: string) =>
      drawCaseFiles(workspace, { seed: '2', seedNote: '', plan: PLAN, reason });
    expect((await refusal(again(' '))).code).toBe('CASE_REDRAW_NEEDS_REASON');
    const { draws } = await again('目录漏报');
    expect(draws.map(({ turn, seed, reason }) => [turn, seed, reason])).toEqual([
      [1, '2020-12-18 体彩 3 8 1 5 9', ''],
      [2, '2', '目录漏报'],
    ]);
    expect(await verifyCaseFiles(workspace)).toEqual([]);
  });
});

describe('spares and hand picks', () => {
  it('puts the spare in the place of a file that cannot be reviewed, with the reason on both', async () => {
    const workspace = await drawnWorkspace();
    const [first] = (await getCaseDraws(workspace)).picks;
    if (!first) throw new Error('nothing was drawn');
    expect((await refusal(replacePick(workspace, { pickId: first.id, reason: ' ' }))).code).toBe(
      'REASON_MISSING',
    );
    const { picks } = await replacePick(workspace, { pickId: first.id, reason: '在诉' });
    const own = picks.filter(({ unitCode }) => unitCode === 'A01');
    expect(own.map(({ origin, state }) => `${origin} ${state}`)).toEqual([
      'drawn replaced',
      'drawn active',
      'spare active',
    ]);
    expect(own[0]?.note).toContain('在诉');
    expect((await refusal(replacePick(workspace, { pickId: own[1]?.id ?? 0, reason: '涉密' }))).code).toBe(
      'CASE_SPARES_USED_UP',
    );
    expect((await refusal(replacePick(workspace, { pickId: first.id, reason: '涉密' }))).code).toBe(
      'CASE_PICK_NOT_ACTIVE',
    );
    expect(await checkCurrentDraw(workspace)).toMatchObject({ ok: true });
  });

  it('takes a file out without a spare only where none is left, on the record', async () => {
    const workspace = await drawnWorkspace();
    const [first, second] = (await getCaseDraws(workspace)).picks;
    if (!first || !second) throw new Error('nothing was drawn');
    const out = (pickId: number) =>
      replacePick(workspace, { pickId, reason: '涉及国家秘密', withoutSpare: true });
    const replaced = (await out(first.id)).picks.filter(({ unitCode }) => unitCode === 'A01');
    expect(replaced.map(({ state }) => state)).toEqual(['replaced', 'active', 'active']);
    const { picks } = await out(second.id);
    expect(picks.find(({ id }) => id === second.id)).toMatchObject({
      state: 'replaced',
      note: '撤下，没有备选：涉及国家秘密',
    });
    expect(await checkCurrentDraw(workspace)).toMatchObject({ ok: true });
    expect((await verifyWorkspace(workspace)).findings).toEqual([]);
  });

  it('adds a file by hand, marked as such, and the draw still repeats', async () => {
    const workspace = await drawnWorkspace();
    const drawn = (await getCaseDraws(workspace)).picks.filter(({ unitCode }) => unitCode === 'A01');
    const { files } = await getCaseList(workspace);
    const free = files.find(
      ({ unitCode, number }) => unitCode === 'A01' && !drawn.some((pick) => pick.number === number),
    );
    if (!free) throw new Error('no file is free');
    expect((await refusal(pickByHand(workspace, { fileId: free.id, reason: '' }))).code).toBe(
      'REASON_MISSING',
    );
    const { picks } = await pickByHand(workspace, { fileId: free.id, reason: '罚款最多' });
    expect(picks.find(({ number, unitCode }) => number === free.number && unitCode === 'A01')).toMatchObject({
      origin: 'manual',
      state: 'active',
      note: '手工选定：罚款最多',
    });
    expect((await refusal(pickByHand(workspace, { fileId: free.id, reason: '再选' }))).code).toBe(
      'CASE_PICKED_ALREADY',
    );
    const spare = files.find(({ number, unitCode }) => unitCode === 'A01' && number === drawn[2]?.number);
    const { picks: after } = await pickByHand(workspace, { fileId: spare?.id ?? 0, reason: '有投诉' });
    expect(after.find(({ id }) => id === drawn[2]?.id)).toMatchObject({ origin: 'spare', state: 'active' });
    expect(await checkCurrentDraw(workspace)).toMatchObject({ ok: true });
  });
});
