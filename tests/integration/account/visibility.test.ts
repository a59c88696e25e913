import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CycleState } from '@shared/domain/cycleState';
import { NOBODY, type Actor } from '@shared/domain/role';
import { setCycleState } from '@electron/database/cycleRepository';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { forgetAssessment, loadAssessment } from '@electron/services/assessment/assessment';
import { backupWorkspace } from '@electron/services/backup/backupWorkspace';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { exportEvidence } from '@electron/services/evidence/exportEvidence';
import { judgeEvidence } from '@electron/services/evidence/judgeEvidence';
import { listEvidence } from '@electron/services/evidence/listEvidence';
import { openEvidence } from '@electron/services/evidence/openEvidence';
import { unlinkEvidence } from '@electron/services/evidence/unlinkEvidence';
import { exportReport } from '@electron/services/reports/exportReport';
import { previewReport } from '@electron/services/reports/previewReport';
import { explainScore } from '@electron/services/scores/explainScore';
import { getItemScores } from '@electron/services/scores/getItemScores';
import { getRank } from '@electron/services/scores/getRank';
import { getScoreSheet } from '@electron/services/scores/getScoreSheet';
import { listProgress } from '@electron/services/scores/listProgress';
import { listScoreHistory } from '@electron/services/scores/listScoreHistory';
import { recordScore } from '@electron/services/scores/recordScore';
import { getSelfEvaluation } from '@electron/services/selfEvaluation/getSelfEvaluation';
import { getTotals } from '@electron/services/totals/getTotals';
import { listUnits } from '@electron/services/units/listUnits';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { acting } from '../../helpers/acting';
import { aPerson } from '../../helpers/people';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal, testWorkspace } from '../../helpers/testWorkspace';

interface Place {
  readonly workspace: Workspace;
  readonly a: number;
  readonly b: number;
  /** Two items of both units; the first is assigned to the scorer. */
  readonly items: readonly [number, number];
  readonly people: Readonly<Record<'filler' | 'scorer' | 'auditor' | 'approver' | 'checker', Actor>>;
}

/** Two units, both scored on both items; the scorer belongs to unit A02 and has the first item. */
async function aPlace(): Promise<Place> {
  const workspace = await testWorkspace({ system: aSmallSystem(), units: [aUnit('A01'), aUnit('A02')] });
  const { units, items } = await loadAssessment(workspace);
  const [first, second] = items.filter(({ section }) => section === 'base');
  const [a, b] = units;
  if (!first || !second || !a || !b) throw new Error('the small system is smaller than thought');
  const entry = { inputs: [{ 得分: '45.5' }], points: '', notApplicable: false, reason: '材料不全' };
  for (const { id: unitId } of units) {
    for (const { id: itemId } of [first, second]) {
      await recordScore(workspace, { unitId, itemId, entry, editId: 'x' });
    }
  }
  const people = {
    filler: await aPerson(workspace, '填报人', ['unitFiller'], { unitCode: 'A01' }),
    scorer: await aPerson(workspace, '评分员', ['leadScorer'], { unitCode: 'A02' }),
    auditor: await aPerson(workspace, '纪检', ['auditor']),
    approver: await aPerson(workspace, '区领导', ['approver']),
    checker: await aPerson(workspace, '核查员', ['siteChecker']),
  };
  await assignScorers(workspace, [{ itemId: first.id, accountIds: [people.scorer.accountId] }]);
  return { workspace, a: a.id, b: b.id, items: [first.id, second.id], people };
}

async function moveTo({ workspace }: Place, state: CycleState): Promise<void> {
  const { cycle } = await loadAssessment(workspace);
  await setCycleState(workspace.db, cycle.id, state);
  forgetAssessment(workspace);
}

const codeOf = async (work: Promise<unknown>) => (await refusal(work)).code;
const unitIds = (rows: readonly { readonly unitId: number }[]) => rows.map(({ unitId }) => unitId);

describe('people of a unit', () => {
  it('see nothing of any score before 反馈申诉, then the own sheet, never others', async () => {
    const place = await aPlace();
    const { workspace, a, b, items, people } = place;
    const [itemId] = items;
    await moveTo(place, 'reviewing');
    await acting(workspace, people.filler, async () => {
      expect(await codeOf(getScoreSheet(workspace, { unitId: a }))).toBe('SCORES_NOT_OPEN');
      expect(await codeOf(getRank(workspace, { unitId: a }))).toBe('SCORES_NOT_OPEN');
      expect(await codeOf(explainScore(workspace, { unitId: a, itemId }))).toBe('SCORES_NOT_OPEN');
      expect(await codeOf(explainScore(workspace, { unitId: a }))).toBe('SCORES_NOT_OPEN');
      expect(await codeOf(listScoreHistory(workspace, { unitId: a, itemId }))).toBe('SCORES_NOT_OPEN');
      expect(await getItemScores(workspace, { itemId })).toEqual([]);
      expect(await listProgress(workspace)).toEqual([]);
      expect((await getTotals(workspace)).units).toEqual([]);
      expect((await listUnits(workspace)).map(({ code }) => code)).toEqual(['A01']);
      expect(await getSelfEvaluation(workspace, { unitId: a })).not.toEqual([]);
      expect(await codeOf(getSelfEvaluation(workspace, { unitId: b }))).toBe('NOT_YOUR_UNIT');
    });
    await moveTo(place, 'feedback');
    await acting(workspace, people.filler, async () => {
      const sheet = await getScoreSheet(workspace, { unitId: a });
      expect(sheet.rows.filter(({ points }) => points === 4550)).toHaveLength(2);
      expect(sheet.total).toMatchObject({ rank: null, rankedOf: 0 });
      expect((await getTotals(workspace)).units.map(({ code }) => code)).toEqual(['A01']);
      expect(unitIds(await getItemScores(workspace, { itemId }))).toEqual([a]);
      expect(unitIds(await listProgress(workspace))).toEqual([a]);
      expect((await explainScore(workspace, { unitId: a })).title).toContain('最终得分');
      for (const closed of [
        () => getScoreSheet(workspace, { unitId: b }),
        () => getRank(workspace, { unitId: b }),
        () => explainScore(workspace, { unitId: b }),
        () => listScoreHistory(workspace, { unitId: b, itemId }),
      ]) {
        expect(await codeOf(closed())).toBe('SCORES_NOT_OPEN');
      }
    });
  });

  it('add and detach evidence of the own unit only, and read no other file', async () => {
    const { workspace, a, b, items, people } = await aPlace();
    const [itemId] = items;
    const folder = await tempFolder();
    const add = async (unitId: number, name: string, text: string) =>
      addEvidence(workspace, { unitId, itemId, paths: [await fileOf(folder, name, aPdf(text))] });
    const theirs = (await add(b, '别家.pdf', 'B')).added[0]!;
    await acting(workspace, people.filler, async () => {
      const own = (await add(a, '本家.pdf', 'A')).added[0]!;
      expect(own.addedBy).toBe('填报人');
      expect(await codeOf(add(b, '本家.pdf', 'C'))).toBe('NOT_YOUR_UNIT');
      expect(await codeOf(listEvidence(workspace, { unitId: b, itemId }))).toBe('NOT_YOUR_UNIT');
      expect(await listEvidence(workspace, { unitId: a, itemId })).toHaveLength(1);
      const opened = await openEvidence(workspace, own.sha256);
      opened?.stream.destroy();
      expect(opened).not.toBeNull();
      expect(await openEvidence(workspace, theirs.sha256)).toBeNull();
      expect(await codeOf(unlinkEvidence(workspace, { evidenceId: theirs.id, itemId }))).toBe(
        'NOT_YOUR_UNIT',
      );
      const judged = { evidenceId: own.id, itemId, judgement: 'accepted' as const, reason: '' };
      expect(await codeOf(judgeEvidence(workspace, judged))).toBe('NOT_PERMITTED');
    });
  });
});

describe('a scorer', () => {
  it('sees the assigned items of the others, no totals before 反馈申诉, nothing of the own unit', async () => {
    const place = await aPlace();
    const { workspace, a, b, items, people } = place;
    const [mine, other] = items;
    await acting(workspace, people.scorer, async () => {
      const sheet = await getScoreSheet(workspace, { unitId: a });
      expect(sheet.rows.map(({ itemId }) => itemId)).toEqual([mine]);
      expect(sheet.total).toBeNull();
      expect(unitIds(await getItemScores(workspace, { itemId: mine }))).toEqual([a]);
      expect(await getItemScores(workspace, { itemId: other })).toEqual([]);
      expect(await listProgress(workspace)).toMatchObject([{ unitId: a, scored: 1, applicable: 1 }]);
      expect((await getTotals(workspace)).units).toEqual([]);
      for (const closed of [
        () => getScoreSheet(workspace, { unitId: b }),
        () => getRank(workspace, { unitId: a }),
        () => explainScore(workspace, { unitId: a }),
        () => explainScore(workspace, { unitId: a, itemId: other }),
        () => listScoreHistory(workspace, { unitId: a, itemId: other }),
        () => listScoreHistory(workspace, { unitId: b, itemId: mine }),
      ]) {
        expect(await codeOf(closed())).toBe('SCORES_NOT_OPEN');
      }
      const entry = { inputs: [{ 得分: '40' }], points: '', notApplicable: false, reason: '重评' };
      const typed = { entry, editId: 'y' };
      const recorded = await recordScore(workspace, { unitId: a, itemId: mine, ...typed });
      expect([recorded.row.scorer, recorded.total]).toEqual(['评分员', null]);
      expect(await codeOf(recordScore(workspace, { unitId: b, itemId: mine, ...typed }))).toBe(
        'CONFLICT_OF_INTEREST',
      );
      expect(await codeOf(recordScore(workspace, { unitId: a, itemId: other, ...typed }))).toBe(
        'ITEM_NOT_ASSIGNED',
      );
    });
    await moveTo(place, 'feedback');
    await acting(workspace, people.scorer, async () => {
      expect((await getTotals(workspace)).units).toHaveLength(2);
      expect((await getScoreSheet(workspace, { unitId: a })).total).not.toBeNull();
      const { root } = await explainScore(workspace, { unitId: a });
      expect(JSON.stringify(root)).toContain('没有分配给“评分员”，不显示');
    });
  });

  it('judges evidence of assigned items of other units only', async () => {
    const { workspace, a, b, items, people } = await aPlace();
    const [mine, other] = items;
    const folder = await tempFolder();
    const add = async (unitId: number, itemId: number, name: string) =>
      (await addEvidence(workspace, { unitId, itemId, paths: [await fileOf(folder, name, aPdf(name))] }))
        .added[0]!;
    const theirs = await add(a, mine, '一.pdf');
    const notAssigned = await add(a, other, '二.pdf');
    const own = await add(b, mine, '三.pdf');
    const judge = (evidenceId: number, itemId: number) =>
      judgeEvidence(workspace, { evidenceId, itemId, judgement: 'accepted', reason: '' });
    await acting(workspace, people.scorer, async () => {
      expect((await judge(theirs.id, mine))[0]?.judgement).toBe('accepted');
      expect(await codeOf(judge(notAssigned.id, other))).toBe('ITEM_NOT_ASSIGNED');
      expect(await codeOf(judge(own.id, mine))).toBe('CONFLICT_OF_INTEREST');
      expect(await codeOf(listEvidence(workspace, { unitId: b, itemId: mine }))).toBe('CONFLICT_OF_INTEREST');
      expect(await openEvidence(workspace, own.sha256)).toBeNull();
    });
  });
});

describe('those who see everything', () => {
  it.each(['auditor', 'approver'] as const)('the %s reads all, and writes nothing of it', async (who) => {
    const { workspace, a, b, items, people } = await aPlace();
    const [itemId] = items;
    await acting(workspace, people[who], async () => {
      expect((await getTotals(workspace)).units).toHaveLength(2);
      expect(unitIds(await listProgress(workspace))).toEqual([a, b]);
      expect((await getScoreSheet(workspace, { unitId: a })).total).not.toBeNull();
      expect((await previewReport(workspace, 'summary')).sheets.length).toBeGreaterThan(0);
      expect((await verifyWorkspace(workspace)).findings).toEqual([]);
      const entry = { inputs: [{ 得分: '40' }], points: '', notApplicable: false, reason: '重评' };
      expect(await codeOf(recordScore(workspace, { unitId: a, itemId, entry, editId: 'y' }))).toBe(
        'NOT_PERMITTED',
      );
      const target = join(await tempFolder(), '备份.zip');
      expect(await codeOf(backupWorkspace(workspace, target))).toBe('NOT_PERMITTED');
    });
  });
});

describe('workbooks, copies and checks of the whole', () => {
  it.each(['filler', 'scorer', 'checker'] as const)('are refused to the %s', async (who) => {
    const { workspace, people } = await aPlace();
    const folder = await tempFolder();
    await acting(workspace, people[who], async () => {
      for (const work of [
        () => exportReport(workspace, 'summary', join(folder, '汇总.xlsx')),
        () => previewReport(workspace, 'summary'),
        () => exportEvidence(workspace, join(folder, '材料')),
        () => backupWorkspace(workspace, join(folder, '备份.zip')),
        () => verifyWorkspace(workspace),
      ]) {
        expect(await codeOf(work())).toBe('NOT_PERMITTED');
      }
    });
  });

  it('and to nobody', async () => {
    const { workspace, a, items } = await aPlace();
    const [itemId] = items;
    await acting(workspace, NOBODY, async () => {
      for (const work of [
        () => listUnits(workspace),
        () => listProgress(workspace),
        () => getTotals(workspace),
        () => getScoreSheet(workspace, { unitId: a }),
        () => explainScore(workspace, { unitId: a, itemId }),
        () => getSelfEvaluation(workspace, { unitId: a }),
        () => listEvidence(workspace, { unitId: a }),
        () => previewReport(workspace, 'summary'),
        () => verifyWorkspace(workspace),
      ]) {
        expect(await codeOf(work())).toBe('NOT_SIGNED_IN');
      }
    });
  });
});
