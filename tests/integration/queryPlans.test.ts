import { describe, expect, it } from 'vitest';
import { belongsToUnit } from '@shared/domain/unit';
import { EVERY_ENTRY } from '@shared/ipc/practice/audit';
import { CHECK_KINDS } from '@shared/insight/checkKinds';
import { listEntriesAt } from '@electron/database/scoreRepository';
import { forgetAssessment, loadAssessment } from '@electron/services/assessment/assessment';
import { auditPeople, compareHash } from '@electron/services/audit/auditHead';
import { listAudit } from '@electron/services/audit/listAudit';
import { getDashboard } from '@electron/services/dashboard/getDashboard';
import { countChecks, listChecks } from '@electron/services/insight/checks';
import { compareItem } from '@electron/services/insight/compareItem';
import { compareScorers } from '@electron/services/insight/compareScorers';
import { listIncidentViews } from '@electron/services/insight/incidents';
import { listReasons } from '@electron/services/insight/reasons';
import { reportGaps } from '@electron/services/insight/reportGaps';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { getMarkingPlace } from '@electron/services/marking/getMarkingPlace';
import { listAssignments } from '@electron/services/marking/listAssignments';
import { listDifferences } from '@electron/services/marking/listDifferences';
import { listScorerProgress } from '@electron/services/marking/listScorerProgress';
import { listScoringProgress } from '@electron/services/marking/listScoringProgress';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { getScoringColumn, getScoringSheet } from '@electron/services/marking/withMarkings';
import { explainScore } from '@electron/services/scores/explainScore';
import { getItemScores } from '@electron/services/scores/getItemScores';
import { getRank } from '@electron/services/scores/getRank';
import { getScoreSheet } from '@electron/services/scores/getScoreSheet';
import { listProgress } from '@electron/services/scores/listProgress';
import { listScoreHistory } from '@electron/services/scores/listScoreHistory';
import { recordScore } from '@electron/services/scores/recordScore';
import { listSchemes } from '@electron/services/scheme/listSchemes';
import { recordOtherScores } from '@electron/services/scheme/recordOtherScores';
import { saveScheme } from '@electron/services/scheme/saveScheme';
import { getSelfEvaluation } from '@electron/services/selfEvaluation/getSelfEvaluation';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { computeCycle } from '@electron/services/totals/computeCycle';
import { removeUnit } from '@electron/services/units/removeUnit';
import { getSurvey } from '@electron/services/survey/getSurvey';
import { recordSurvey } from '@electron/services/survey/recordSurvey';
import { setComposite } from '@electron/services/survey/setComposite';
import { aPerson } from '../helpers/people';
import { anAccount, markedBy } from '../helpers/scorerAccounts';
import { setCycleState } from '@electron/database/cycleRepository';
import { addSiteChecks } from '@electron/services/review/addSiteChecks';
import { decideAppeal } from '@electron/services/review/decideAppeal';
import { fileAppeal } from '@electron/services/review/fileAppeal';
import { getAdjustments, getFeedback } from '@electron/services/review/getFeedback';
import { listAppeals } from '@electron/services/review/listAppeals';
import { listSiteChecks } from '@electron/services/review/listSiteChecks';
import { proposeSiteChecks } from '@electron/services/review/proposeSiteChecks';
import { recordSiteCheck } from '@electron/services/review/recordSiteCheck';
import { simulateScores } from '@electron/services/review/simulateScores';
import { listUnitCodesOfFile } from '@electron/database/evidenceRepository';
import { hasMovedToFeedback, hasScoredInCurrentCycle } from '@electron/database/approvalRepository';
import { listSettledReasons } from '@electron/database/publicReasonRepository';
import { isEvidenceOfAppeal } from '@electron/database/appealRepository';
import { hasEnteredScore } from '@electron/database/judgeRepository';
import { verifyAccounts } from '@electron/services/verify/verifyAccounts';
import { verifyReview } from '@electron/services/verify/verifyReview';
import { DEFAULT_CASE_SETTINGS } from '@shared/caseFiles/caseSettings';
import { assignReviews } from '@electron/services/caseFiles/assignReviews';
import { saveCaseSettings } from '@electron/services/caseFiles/caseSettings';
import { checkCurrentDraw } from '@electron/services/caseFiles/checkStoredDraw';
import { feedCaseResults } from '@electron/services/caseFiles/feedCaseResults';
import { getCaseDraws } from '@electron/services/caseFiles/getCaseDraws';
import { getCaseList } from '@electron/services/caseFiles/getCaseList';
import { getCaseResults } from '@electron/services/caseFiles/getCaseResults';
import { listReviewTasks } from '@electron/services/caseFiles/listReviewTasks';
import { lockReview } from '@electron/services/caseFiles/lockReview';
import { aCase, drawCases, importCases } from '../helpers/caseFiles';
import { anEntry, refusal, testWorkspace } from '../helpers/testWorkspace';
import { watched, type Watched } from '../helpers/watchedPlans';

const watchedWorkspace = async (): Promise<Watched> => watched(await testWorkspace());

async function places({ workspace }: Watched) {
  const { items, units, groups } = await loadAssessment(workspace);
  const item = items.find(({ rules }) => rules[0]?.kind === 'yesNo')!;
  const unit = units.find((each) => belongsToUnit(item, each))!;
  return { item, unit, units, groups, place: { unitId: unit.id, itemId: item.id } };
}

describe('query plans', () => {
  it('totals put together from parts ask for case files and surveys by an index', async () => {
    const seen = await watchedWorkspace();
    const { workspace, scansOf } = seen;
    const { place } = await places(seen);
    const figures = { sent: '100', valid: '90', score: '88', note: '' };
    await setComposite(workspace, { indicators: '50', caseFiles: '30', survey: '20' });
    const entry = anEntry({ 满足: '是' });
    const work: (() => Promise<unknown>)[] = [
      () => recordSurvey(workspace, { unitId: place.unitId, ...figures }),
      () => recordScore(workspace, { ...place, entry, editId: 'x' }),
      () => getRank(workspace, place),
      () => getSurvey(workspace),
      () => computeCycle(workspace),
    ];
    for (const each of work) expect(await scansOf(each)).toEqual([]);
  });

  it('one score, one sheet, one history: every growing table is searched by an index', async () => {
    const seen = await watchedWorkspace();
    const { workspace, scansOf } = seen;
    const { place, unit, item, groups } = await places(seen);
    const entry = anEntry({ 满足: '是' });
    const components = [
      { name: '法治', weight: 1000, ruleOfLaw: true },
      { name: '经济', weight: 9000, ruleOfLaw: false },
    ];
    const groupId = unit.groupId;
    expect(groups.map(({ id }) => id)).toContain(groupId);
    const work: (() => Promise<unknown>)[] = [
      () => recordScore(workspace, { ...place, entry, editId: 'x' }),
      () => listEntriesAt(workspace.db, [place]),
      () => getScoreSheet(workspace, place),
      () => getItemScores(workspace, { itemId: item.id }),
      () => getRank(workspace, place),
      () => listScoreHistory(workspace, place),
      () => explainScore(workspace, place),
      () => recordSelfEvaluation(workspace, { ...place, points: '1', statement: '' }),
      () => getSelfEvaluation(workspace, place),
      () => refusal(removeUnit(workspace, place)),
      () => saveScheme(workspace, { groupId, components }),
      async () => {
        const [scheme] = await listSchemes(workspace);
        const componentId = scheme!.components[1]!.id;
        await recordOtherScores(workspace, { scores: [{ componentId, unitId: unit.id, score: '90' }] });
        await recordOtherScores(workspace, { scores: [{ componentId, unitId: unit.id, score: '' }] });
      },
    ];
    try {
      for (const each of work) expect(await scansOf(each)).toEqual([]);
    } finally {
      await workspace.close();
    }
  });

  it('the whole cycle is summed from the covering index alone', async () => {
    const seen = await watchedWorkspace();
    const { workspace } = seen;
    try {
      for (const work of [() => computeCycle(workspace), () => listProgress(workspace)]) {
        const plan = await seen.planOf(work);
        // Unit by unit of this cycle, so that other years cost nothing; nothing is sorted.
        expect(plan).toContain('SEARCH s USING COVERING INDEX score_sums (unit_id=?)');
        expect(plan.filter((line) => line.includes('GROUP BY'))).toEqual([]);
        expect(await seen.scansOf(work)).toEqual([]);
      }
    } finally {
      await workspace.close();
    }
  });

  it('体检, incidents, reasons and consistency find everything unit by unit', async () => {
    const seen = await watchedWorkspace();
    const { workspace } = seen;
    const { place, item } = await places(seen);
    const kinds = CHECK_KINDS.map((kind) => () => listChecks(workspace, { kind, dismissed: false }));
    const work: (() => Promise<unknown>)[] = [
      () => getDashboard(workspace),
      () => countChecks(workspace),
      ...kinds,
      () => listReasons(workspace, { itemId: item.id }),
      () => listIncidentViews(workspace, place),
      () => compareItem(workspace, { itemId: item.id }),
      () => compareScorers(workspace),
      () => reportGaps(workspace),
    ];
    try {
      for (const each of work) expect(await seen.scansOf(each)).toEqual([]);
    } finally {
      await workspace.close();
    }
  });

  it('several scorers of one item: sheets, drafts, locks, differences and progress by indexes', async () => {
    const seen = await watchedWorkspace();
    const { workspace, scansOf } = seen;
    const { place, item } = await places(seen);
    const other = await anAccount(workspace, '张三');
    await markedBy(workspace, item.id, [workspace.actor, other]);
    const entry = anEntry({ 满足: '是' });
    const { accountId } = other;
    const work: (() => Promise<unknown>)[] = [
      () => recordScore(workspace, { ...place, entry, editId: 'x' }),
      () => getScoringSheet(workspace, place),
      () => getScoringColumn(workspace, place),
      () => lockMarkings(workspace, { unitId: place.unitId }),
      () => getMarkingPlace(workspace, place),
      () => listDifferences(workspace),
      () => listAssignments(workspace),
      () => listScorerProgress(workspace),
      () => assignScorers(workspace, [{ itemId: item.id, accountIds: [accountId] }]),
      () => explainScore(workspace, place),
      () => listScoringProgress({ ...workspace, actor: other }, {}),
    ];
    try {
      for (const each of work) expect(await scansOf(each)).toEqual([]);
    } finally {
      await workspace.close();
    }
  });

  it('on-site checks, layers, feedback and appeals search by indexes', async () => {
    const seen = await watchedWorkspace();
    const { workspace } = seen;
    const { place } = await places(seen);
    await recordScore(workspace, { ...place, entry: anEntry({ 满足: '是' }), editId: 'x' });
    const check = { team: '第一组', plannedOn: '', note: '', items: [{ ...place, doubt: '' }] };
    const appeal = { ...place, grounds: '已补齐', requestedPoints: null, evidenceIds: [], lateReason: '' };
    const enter = async (state: 'reviewing' | 'feedback') => {
      const { cycle } = await loadAssessment(workspace);
      await setCycleState(workspace.db, cycle.id, state);
      forgetAssessment(workspace);
    };
    const work: (() => Promise<unknown>)[] = [
      () => enter('reviewing'),
      () => proposeSiteChecks(workspace, {}),
      () => addSiteChecks(workspace, check),
      async () => {
        const [row] = await listSiteChecks(workspace);
        await recordSiteCheck(workspace, { id: row!.id, finding: '不实', toPoints: 0, checkedOn: '' });
      },
      () => enter('feedback'),
      () => fileAppeal(workspace, appeal),
      () => listAppeals(workspace),
      () => simulateScores(workspace, [{ ...place, toPoints: 10 }]),
      () => refusal(decideAppeal(workspace, { id: 1, toPoints: 10, opinion: '属实' })),
      () => hasEnteredScore(workspace.db, 'somebody', place.unitId, place.itemId),
      () => listSettledReasons(workspace.db, [place.unitId]),
      () => isEvidenceOfAppeal(workspace.db, place.unitId, 1),
      () => hasMovedToFeedback(workspace.db, 'somebody', 1),
      () => hasScoredInCurrentCycle(workspace.db, { uid: 'somebody', name: '某人' }),
      () => getFeedback(workspace, place),
      () => getAdjustments(workspace, place),
      () => explainScore(workspace, place),
      () => verifyReview(workspace),
    ];
    try {
      for (const each of work) expect(await seen.scansOf(each)).toEqual([]);
    } finally {
      await workspace.close();
    }
  });

  it('the trail: a page in the order of ids, whatever is asked for, and people without reading it', async () => {
    const { workspace, planOf: plan, scansOf } = await watchedWorkspace();
    for (const filter of [
      {},
      { person: '考评办' },
      { unitId: 1, itemId: 1 },
      { area: 'score' as const },
      { text: '理' },
    ]) {
      const lines = await plan(() => listAudit(workspace, { ...EVERY_ENTRY, ...filter }, 1_000));
      expect(lines.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
    }
    for (const filter of [{ person: '考评办' }, { unitId: 1 }, { unitId: 1, itemId: 1 }]) {
      expect(await scansOf(() => listAudit(workspace, { ...EVERY_ENTRY, ...filter }))).toEqual([]);
    }
    expect(await scansOf(() => auditPeople(workspace))).toEqual([]);
    expect(await scansOf(() => compareHash(workspace, 1, 'a'.repeat(64)))).toEqual([]);
    await workspace.close();
  });

  it('people: whose a file is, and what the trail says of an account', async () => {
    const seen = await watchedWorkspace();
    const { workspace, scansOf } = seen;
    try {
      expect(await scansOf(() => listUnitCodesOfFile(workspace.reader, 'a'.repeat(64)))).toEqual([]);
      expect(await scansOf(() => verifyAccounts(workspace.reader))).toEqual([]);
      expect(await scansOf(() => aPerson(workspace, '张三', ['leadScorer'], { unitCode: 'A01' }))).toEqual(
        [],
      );
    } finally {
      await workspace.close();
    }
  });

  it('case files: list, draw, reviews, results and feeding by indexes', async () => {
    const seen = await watchedWorkspace();
    const { workspace, scansOf } = seen;
    try {
      const files = ['1', '2', '3'].map((number) => aCase('A01', number));
      expect(await scansOf(() => importCases(workspace, files))).toEqual([]);
      expect(await scansOf(() => drawCases(workspace))).toEqual([]);
      await saveCaseSettings(workspace, { ...DEFAULT_CASE_SETTINGS, reviewers: 1 });
      expect(await scansOf(() => assignReviews(workspace))).toEqual([]);
      const [task] = await listReviewTasks(workspace);
      const reviewId = task?.reviewId ?? 0;
      expect(await scansOf(() => lockReview(workspace, reviewId))).toEqual([]);
      for (const read of [getCaseList, getCaseDraws, listReviewTasks, getCaseResults, checkCurrentDraw]) {
        expect(await scansOf(() => read(workspace))).toEqual([]);
      }
      expect(await scansOf(() => feedCaseResults(workspace))).toEqual([]);
    } finally {
      await workspace.close();
    }
  });
});
