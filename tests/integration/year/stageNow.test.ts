import { expect, it } from 'vitest';
import { setCycleState } from '@electron/database/cycleRepository';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { settleDifference } from '@electron/services/marking/settleDifference';
import { addSiteChecks } from '@electron/services/review/addSiteChecks';
import { decideAppeal } from '@electron/services/review/decideAppeal';
import { fileAppeal } from '@electron/services/review/fileAppeal';
import { listSiteChecks } from '@electron/services/review/listSiteChecks';
import { recordSiteCheck, removeSiteCheckItem } from '@electron/services/review/recordSiteCheck';
import { withdrawAppeal } from '@electron/services/review/withdrawAppeal';
import { importScores } from '@electron/services/scores/importScores';
import { recordScore } from '@electron/services/scores/recordScore';
import { setScore } from '@electron/services/scores/setScore';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import type { Workspace } from '@electron/services/workspace/workspace';
import { acceptSubmissions } from '@electron/services/year/acceptSubmissions';
import { requestNotApplicable } from '@electron/services/year/requestNotApplicable';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import type { CycleState } from '@shared/domain/cycleState';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { figuresOf } from '@electron/database/scoreRepository';
import { aReviewWorkspace } from '../../helpers/reviewWorkspace';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { anAccount, markedBy } from '../../helpers/scorerAccounts';
import { anEntry, refusal } from '../../helpers/testWorkspace';
import { aYear, fillIn, moveOnTo, scoreAll } from '../../helpers/yearWorkspace';

/** The year moves on after a service has asked for the stage, and before it writes: what it asked is out of date. */
async function movedMeanwhile(workspace: Workspace, state: CycleState): Promise<void> {
  const { cycle } = await loadAssessment(workspace);
  await setCycleState(workspace.db, cycle.id, state);
  expect((await loadAssessment(workspace)).cycle.state).toBe(cycle.state);
}

const codeOf = async (work: Promise<unknown>): Promise<string> => (await refusal(work)).code;

it('no score is written into a year that has moved on to 反馈申诉 meanwhile', async () => {
  const workspace = await aYear();
  await moveOnTo(workspace, 'reviewing');
  const place = await placeOf(workspace, 'A01');
  const several = await placeOf(workspace, 'A01', '1.1.2');
  const zhang = await anAccount(workspace, '张三');
  await markedBy(workspace, several.itemId, [zhang, await anAccount(workspace, '李四')]);
  const entry = anEntry({ 得分: '40' }, { reason: '材料不全' });
  await acting(workspace, zhang, () => recordScore(workspace, { ...several, entry, editId: 'x' }));
  const { cycle, itemById } = await loadAssessment(workspace);
  const figures = figuresOf(evaluateItem(itemById.get(place.itemId)!, entry, 2020));
  const scores = [{ ...place, entry, figures, scorer: '考评办' }];
  await movedMeanwhile(workspace, 'feedback');
  const works: (() => Promise<unknown>)[] = [
    () => recordScore(workspace, { ...place, entry, editId: 'x' }),
    () => setScore(workspace, { ...place, entry, scorer: '考评办' }),
    () => importScores(workspace, { systemId: cycle.systemId, scores }),
    () => acting(workspace, zhang, () => recordScore(workspace, { ...several, entry, editId: 'x' })),
    () => acting(workspace, zhang, () => lockMarkings(workspace, { unitId: several.unitId })),
    () => settleDifference(workspace, { ...several, entry }),
    () => requestNotApplicable(workspace, { ...place, reason: '没有这项职责', basis: '' }),
  ];
  for (const work of works) expect(await codeOf(work())).toBe('CYCLE_STATE_FORBIDS');
  expect(await workspace.db.selectFrom('score').selectAll().execute()).toEqual([]);
});

it('no on-site finding, and after the approval no appeal', async () => {
  const district = await aReviewWorkspace();
  const { workspace } = district;
  const place = district.at('A01', '1.1.1');
  const check = { team: '第一组', plannedOn: '', note: '', items: [{ ...place, doubt: '' }] };
  const other = district.at('A02', '1.1.1');
  await addSiteChecks(workspace, check);
  const [listed] = await listSiteChecks(workspace);
  const id = listed?.id ?? 0;
  await movedMeanwhile(workspace, 'feedback');
  const late = { id, finding: '现场没有台账', toPoints: 0, checkedOn: '' };
  expect(await codeOf(recordSiteCheck(workspace, late))).toBe('CYCLE_STATE_FORBIDS');
  expect(await codeOf(removeSiteCheckItem(workspace, { id, reason: '不去了' }))).toBe('CYCLE_STATE_FORBIDS');
  const more = { ...check, items: [{ ...other, doubt: '' }] };
  expect(await codeOf(addSiteChecks(workspace, more))).toBe('CYCLE_STATE_FORBIDS');

  await district.enter('feedback');
  const appeal = { grounds: '已补齐', requestedPoints: null, evidenceIds: [], lateReason: '' };
  const filed = await fileAppeal(workspace, { ...place, ...appeal });
  await movedMeanwhile(workspace, 'approved');
  expect(await codeOf(fileAppeal(workspace, { ...other, ...appeal }))).toBe('CYCLE_STATE_FORBIDS');
  const decision = { id: filed.id, toPoints: 4000, opinion: '情况属实' };
  expect(await codeOf(decideAppeal(workspace, decision))).toBe('CYCLE_STATE_FORBIDS');
  expect(await codeOf(withdrawAppeal(workspace, { id: filed.id, reason: '' }))).toBe('CYCLE_STATE_FORBIDS');
});

it('no self-evaluation, and no hand-in', async () => {
  const workspace = await aYear();
  await moveOnTo(workspace, 'reviewing');
  await scoreAll(workspace);
  await fillIn(workspace, 'A01');
  await fillIn(workspace, 'A02');
  const { unitId, itemId } = await placeOf(workspace, 'A01');
  const handedIn = (await placeOf(workspace, 'A02')).unitId;
  await submitSelfEvaluation(workspace, { unitId: handedIn, reason: '' });
  await movedMeanwhile(workspace, 'approved');
  const typed = { unitId, itemId, points: '1', statement: '' };
  expect(await codeOf(recordSelfEvaluation(workspace, typed))).toBe('SELF_EVALUATION_LOCKED');
  expect(await codeOf(submitSelfEvaluation(workspace, { unitId, reason: '' }))).toBe('CYCLE_STATE_FORBIDS');
  expect(await codeOf(acceptSubmissions(workspace, { unitIds: [handedIn] }))).toBe('CYCLE_STATE_FORBIDS');
});

it('a stage that leaves scoring open refuses nothing', async () => {
  const workspace = await aYear();
  await moveOnTo(workspace, 'selfEvaluating');
  const place = await placeOf(workspace, 'A01');
  await movedMeanwhile(workspace, 'reviewing');
  const entry = anEntry({ 得分: '40' }, { reason: '材料不全' });
  const { row } = await recordScore(workspace, { ...place, entry, editId: 'x' });
  expect(row.points).toBe(4000);
});
