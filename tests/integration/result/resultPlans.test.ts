import { describe, expect, it } from 'vitest';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { compareYears, getYearOverview } from '@electron/services/result/compareYears';
import { correctScore } from '@electron/services/result/correctScore';
import { listCorrections } from '@electron/services/result/listCorrections';
import { listResults, getResult } from '@electron/services/result/listResults';
import { startNextCycle } from '@electron/services/result/startNextCycle';
import { placeOf } from '../../helpers/placeOf';
import { aYear, moveOnTo, scoreAll } from '../../helpers/yearWorkspace';
import { watched, type Watched } from '../../helpers/watchedPlans';

async function anApprovedYear(): Promise<Watched> {
  const made = await aYear();
  await scoreAll(made);
  await moveOnTo(made, 'approved');
  return watched(made);
}

describe('query plans of results and years', () => {
  it('find every row of a growing table by an index, however many years there are', async () => {
    const { workspace, scansOf } = await anApprovedYear();
    try {
      const place = await placeOf(workspace, 'A01');
      const { cycle } = await loadAssessment(workspace);
      const why = { reason: '复查发现漏扣', basis: '复查报告第3页' };
      expect(await scansOf(() => correctScore(workspace, { ...place, toPoints: 3000, ...why }))).toEqual([]);
      expect(await scansOf(() => startNextCycle(workspace, { year: 2021 }))).toEqual([]);
      const [result] = await listResults(workspace, { cycleId: cycle.id });
      for (const work of [
        () => listResults(workspace, { cycleId: cycle.id }),
        () => getResult(workspace, { resultId: result!.id }),
        () => listCorrections(workspace, { cycleId: cycle.id }),
        () => compareYears(workspace, { by: 'unit', code: 'A01' }),
        () => compareYears(workspace, { by: 'item', code: '1.1.1' }),
        () => compareYears(workspace, { by: 'part', name: '职能履行' }),
        () => getYearOverview(workspace),
      ]) {
        expect(await scansOf(work)).toEqual([]);
      }
    } finally {
      await workspace.close();
    }
  });
});
