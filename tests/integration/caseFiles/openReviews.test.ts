import { expect, it } from 'vitest';
import { setCycleState } from '@electron/database/cycleRepository';
import { upsertCaseResult } from '@electron/database/caseReviewRepository';
import { forgetAssessment, loadAssessment } from '@electron/services/assessment/assessment';
import { getCaseDraws } from '@electron/services/caseFiles/getCaseDraws';
import { saveProblem } from '@electron/services/rectification/saveProblem';
import { setComposite } from '@electron/services/survey/setComposite';
import type { Workspace } from '@electron/services/workspace/workspace';
import { checkMove } from '@electron/services/year/checkMove';
import type { CycleState } from '@shared/domain/cycleState';
import { aCase, caseWorkspace, drawCases, importCases } from '../../helpers/caseFiles';

async function moveTo(workspace: Workspace, state: CycleState): Promise<void> {
  const { cycle } = await loadAssessment(workspace);
  await setCycleState(workspace.db, cycle.id, state);
  forgetAssessment(workspace);
}

it('files without a result ask for a reason once they are part of the final score', async () => {
  const workspace = await caseWorkspace();
  await importCases(workspace, [aCase('A01', '1'), aCase('A02', '2'), aCase('A02', '3'), aCase('A02', '4')]);
  await drawCases(workspace);
  await moveTo(workspace, 'reviewing');
  const matter = async () =>
    (await checkMove(workspace, { to: 'feedback' })).find(({ key }) => key === 'openCaseReviews');
  expect(await matter()).toBeUndefined();
  await setComposite(workspace, { indicators: '50', caseFiles: '50', survey: '' });
  forgetAssessment(workspace);
  expect(await matter()).toMatchObject({ severity: 'reason', count: 3 });
  const { picks } = await getCaseDraws(workspace);
  const [first, ...others] = picks.filter(({ state }) => state === 'active');
  expect((await matter())?.examples[0]).toBe(`${first?.unitName} · ${first?.number}`);
  const result = { score: 9000, legal: true, grade: '优秀' as const, method: '', person: '', at: '' };
  for (const { id: pickId } of others) await upsertCaseResult(workspace.db, { ...result, pickId });
  expect(await matter()).toMatchObject({ count: 1 });
  await upsertCaseResult(workspace.db, { ...result, pickId: first?.id ?? 0 });
  expect(await matter()).toBeUndefined();
});

it('open problems are named by their unit', async () => {
  const workspace = await caseWorkspace();
  await saveProblem(workspace, {
    ...{
      id: null,
      unitCode: 'A01',
      text: '台账不全',
      source: 'inspection',
      itemCode: '',
      leader: '',
      dueOn: '',
    },
  });
  await moveTo(workspace, 'approved');
  const matters = await checkMove(workspace, { to: 'archived' });
  expect(matters.find(({ key }) => key === 'openProblems')?.examples).toEqual(['单位A01 · 1']);
});
