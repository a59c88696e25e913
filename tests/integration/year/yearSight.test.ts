import { expect, it } from 'vitest';
import { assertMaySeePapers } from '@electron/services/access/assertMaySee';
import { listUnitGroups } from '@electron/services/units/listUnitGroups';
import { recordSelfEvaluation } from '@electron/services/selfEvaluation/recordSelfEvaluation';
import { checkMove } from '@electron/services/year/checkMove';
import { getSubmission } from '@electron/services/year/getSubmission';
import { getYear } from '@electron/services/year/getYear';
import { listReminders } from '@electron/services/year/listReminders';
import { listSubmissions } from '@electron/services/year/listSubmissions';
import { listAppeals } from '@electron/services/review/listAppeals';
import { fileAppeal } from '@electron/services/review/fileAppeal';
import { compareYears } from '@electron/services/result/compareYears';
import type { Role } from '@shared/domain/role';
import { aReviewWorkspace } from '../../helpers/reviewWorkspace';
import { refusal } from '../../helpers/testWorkspace';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { aYear, moveOnTo, somebody } from '../../helpers/yearWorkspace';

const codeOf = async (work: Promise<unknown>): Promise<string> => (await refusal(work)).code;

it('what is open before the next stage names units: for whoever takes the step, nobody else', async () => {
  const workspace = await aYear();
  await moveOnTo(workspace, 'selfEvaluating');
  const check = () => checkMove(workspace, { to: 'reviewing' });
  for (const role of ['officeAdmin', 'approver'] as const) {
    const [open] = await acting(workspace, somebody('某人', [role]), check);
    expect(open?.examples).not.toEqual([]);
  }
  for (const role of ['leadScorer', 'siteChecker', 'auditor', 'fileReviewer'] as const) {
    expect(await codeOf(acting(workspace, somebody('某人', [role]), check))).toBe('NOT_PERMITTED');
  }
  expect(await codeOf(acting(workspace, somebody('小王', ['unitFiller'], 'A01'), check))).toBe(
    'NOT_PERMITTED',
  );
});

it('stages and groups are for whoever is signed in', async () => {
  const workspace = await aYear();
  const nobody = somebody('', []);
  const asks: (() => Promise<unknown>)[] = [() => getYear(workspace), () => listUnitGroups(workspace)];
  for (const ask of asks) {
    expect(await codeOf(acting(workspace, nobody, ask))).toBe('NOT_SIGNED_IN');
    await acting(workspace, somebody('小王', ['unitFiller'], 'A01'), ask);
  }
});

it('a statement alone is filling in, in the list and on the unit’s own sheet', async () => {
  const workspace = await aYear();
  await moveOnTo(workspace, 'selfEvaluating');
  const place = await placeOf(workspace, 'A01');
  const typed = { ...place, points: '', statement: '正在整理材料' };
  await recordSelfEvaluation(workspace, typed);
  // As an earlier version left it, before there were submissions.
  await workspace.db.deleteFrom('submission').execute();
  const rows = await listSubmissions(workspace);
  expect(rows.map(({ code, state }) => [code, state])).toEqual([
    ['A01', 'filling'],
    ['A02', 'notStarted'],
  ]);
  expect((await getSubmission(workspace, place)).state).toBe('filling');
});

it('an appeal is late by the term to answer it, not by the one units may appeal within', async () => {
  const { workspace, at, enter, setClock } = await aReviewWorkspace();
  await enter('feedback');
  const appeal = { grounds: '已补齐', requestedPoints: null, evidenceIds: [], lateReason: '' };
  await fileAppeal(workspace, { ...at('A02', '1.1.1'), ...appeal });
  const late = async () => {
    const [reminder] = (await listReminders(workspace)).appeals;
    const [row] = (await listAppeals(workspace)).appeals;
    expect(reminder?.dueOn).toBe(row?.answerBy?.dueOn);
    return [reminder?.daysLate, row?.answerBy?.daysLeft];
  };
  expect(await late()).toEqual([0, 7]);
  setClock(new Date(2020, 11, 19, 9, 0));
  expect(await late()).toEqual([3, -3]);
});

it('who is of no unit is told what they lack, not that they act for their own unit only', async () => {
  const workspace = await aYear();
  const unit = { code: 'A01', name: '区水利局' };
  const asked = (roles: readonly Role[], unitCode = '') =>
    acting(workspace, somebody('某人', roles, unitCode), async () => assertMaySeePapers(workspace, unit));
  expect(await codeOf(asked(['fileReviewer']))).toBe('NOT_PERMITTED');
  expect(await codeOf(asked(['unitFiller'], 'A02'))).toBe('NOT_YOUR_UNIT');
  const years = (roles: readonly Role[], unitCode = '') =>
    acting(workspace, somebody('某人', roles, unitCode), () =>
      compareYears(workspace, { by: 'unit', code: 'A01' }),
    );
  const report = await refusal(years(['fileReviewer']));
  expect(report).toMatchObject({ code: 'NOT_PERMITTED' });
  expect(report.what).toContain('查看全部单位');
  expect(await codeOf(years(['unitFiller'], 'A02'))).toBe('NOT_YOUR_UNIT');
});
