import { expect, it } from 'vitest';
import { listKnownVersions } from '@electron/database/exchangeScoreRepository';
import { hasScoredInCurrentCycle } from '@electron/database/approvalRepository';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { judgementCells } from '@electron/services/exchange/cells/judgementCells';
import { markingCells } from '@electron/services/exchange/cells/markingCells';
import { scoreCells } from '@electron/services/exchange/cells/scoreCells';
import { cellName } from '@electron/services/exchange/merge/cellName';
import { presentVersions } from '@electron/services/exchange/merge/presentVersions';
import { getCoverage } from '@electron/services/exchange/tiling';
import { markedBy } from '../../helpers/scorerAccounts';
import { testWorkspace } from '../../helpers/testWorkspace';
import { watched } from '../../helpers/watchedPlans';

it('cells of scores, what is refused of them, and coverage find everything by indexes', async () => {
  const { workspace, scansOf } = await watched(await testWorkspace());
  try {
    const { items, units } = await loadAssessment(workspace);
    const [unit, item] = [units[0]!, items[0]!];
    await markedBy(workspace, item.id, [workspace.actor]);
    const assessment = await loadAssessment(workspace);
    const { db } = workspace;
    const kinds = [scoreCells, markingCells, judgementCells];
    for (const itemIds of [null, [item.id]]) {
      const scope = { unitIds: [unit.id], itemIds };
      for (const kind of kinds) {
        expect(await scansOf(() => presentVersions(db, assessment, kind, scope, 'office'))).toEqual([]);
      }
    }
    for (const kind of kinds) {
      const cell = cellName(
        kind.kind,
        assessment,
        unit.code,
        item.code,
        ...(kind === scoreCells ? [] : ['x']),
      );
      expect(await scansOf(async () => kind.refuses?.(db, assessment, [{ cell, value: null }]))).toEqual([]);
    }
    expect(await scansOf(() => listKnownVersions(db, ['a']))).toEqual([]);
    expect(await scansOf(() => hasScoredInCurrentCycle(db, { uid: 'somebody', name: '某人' }))).toEqual([]);
    expect(await scansOf(() => getCoverage(workspace))).toEqual([]);
  } finally {
    await workspace.close();
  }
});
