import { expect, it } from 'vitest';
import { listPackedEvidence } from '@electron/database/packedEvidenceRepository';
import { listPackedPriorScores, listPackedUnits } from '@electron/database/seatRepository';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { linkCells } from '@electron/services/exchange/cells/linkCells';
import { selfCells } from '@electron/services/exchange/cells/selfCells';
import { assignHandler } from '@electron/services/exchange/kinds/assignHandler';
import { taskHandler } from '@electron/services/exchange/kinds/taskHandler';
import { presentVersions } from '@electron/services/exchange/merge/presentVersions';
import { aSeatDistrict } from '../../helpers/seatDistrict';
import { watched } from '../../helpers/watchedPlans';

it('what a seat is handed is found by indexes, for one unit as for many', async () => {
  const { office } = await aSeatDistrict();
  const { workspace, scansOf } = await watched(office);
  try {
    const assessment = await loadAssessment(workspace);
    const { db } = workspace;
    const unitIds = assessment.units.map(({ id }) => id);
    const itemIds = assessment.items.map(({ id }) => id);
    const none = { kind: 'task', unitCodes: [], itemCodes: [], scorer: '', note: '' } as const;
    const task = { ...none, unitCodes: ['A02'] };
    expect(await scansOf(() => taskHandler.collect(workspace, assessment, task))).toEqual([]);
    const assign = { ...none, kind: 'assign', scorer: '李评分' } as const;
    expect(await scansOf(() => assignHandler.collect(workspace, assessment, assign))).toEqual([]);
    expect(await scansOf(() => listPackedUnits(db, unitIds))).toEqual([]);
    expect(await scansOf(() => listPackedEvidence(db, unitIds, null))).toEqual([]);
    expect(await scansOf(() => listPackedPriorScores(db, unitIds, null))).toEqual([]);
    for (const kind of [selfCells, linkCells]) {
      for (const units of [unitIds, Array.from({ length: 30 }, () => unitIds).flat()]) {
        const scope = { unitIds: units, itemIds };
        expect(await scansOf(() => presentVersions(db, assessment, kind, scope, 'office'))).toEqual([]);
      }
    }
  } finally {
    await workspace.close();
  }
});
