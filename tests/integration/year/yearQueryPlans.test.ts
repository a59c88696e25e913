import { expect, it } from 'vitest';
import { acceptSubmissions } from '@electron/services/year/acceptSubmissions';
import { checkMove } from '@electron/services/year/checkMove';
import { checkSubmission } from '@electron/services/year/checkSubmission';
import { decideNotApplicable } from '@electron/services/year/decideNotApplicable';
import { getSubmission } from '@electron/services/year/getSubmission';
import { listNotApplicable, listNotApplicableOfUnit } from '@electron/services/year/listNotApplicable';
import { listReminders } from '@electron/services/year/listReminders';
import { listSubmissions } from '@electron/services/year/listSubmissions';
import { requestNotApplicable } from '@electron/services/year/requestNotApplicable';
import { submitSelfEvaluation } from '@electron/services/year/submitSelfEvaluation';
import { placeOf } from '../../helpers/placeOf';
import { aYear, fillIn, moveOnTo } from '../../helpers/yearWorkspace';
import { watched } from '../../helpers/watchedPlans';

it('hand-in, 缺项, reminders and the check before a move find everything by indexes', async () => {
  const made = await aYear();
  await moveOnTo(made, 'reviewing');
  await fillIn(made, 'A01');
  const { workspace, scansOf } = await watched(made);
  try {
    const play = async () => {
      const place = await placeOf(made, 'A01');
      const { unitId } = place;
      await checkSubmission(workspace, { unitId });
      await submitSelfEvaluation(workspace, { unitId, reason: '' });
      await acceptSubmissions(workspace, { unitIds: [unitId] });
      await getSubmission(workspace, { unitId });
      await listSubmissions(workspace);
      const [request] = await requestNotApplicable(workspace, { ...place, reason: '没有职责', basis: '' });
      await decideNotApplicable(workspace, { requestIds: [request?.id ?? 0], approve: true, opinion: '' });
      await listNotApplicable(workspace);
      await listNotApplicableOfUnit(workspace, { unitId });
      await listReminders(workspace);
      await checkMove(workspace, { to: 'feedback' });
    };
    expect(await scansOf(play)).toEqual([]);
  } finally {
    await workspace.close();
  }
});
