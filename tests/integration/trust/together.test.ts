import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { backupWorkspace } from '@electron/services/backup/backupWorkspace';
import { restoreWorkspace } from '@electron/services/backup/restoreWorkspace';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { getIndicatorSystem } from '@electron/services/indicators/getIndicatorSystem';
import { newSystemVersion } from '@electron/services/indicators/newSystemVersion';
import { removeItem } from '@electron/services/indicators/removeItem';
import { saveItem } from '@electron/services/indicators/saveItem';
import { recordScore } from '@electron/services/scores/recordScore';
import { listScoreHistory } from '@electron/services/scores/listScoreHistory';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { aScoringItem, aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { testWorkspace } from '../../helpers/testWorkspace';

const small = () => testWorkspace({ system: aSmallSystem(), units: [aUnit('A01'), aUnit('A02')] });

async function aPlace(workspace: Workspace): Promise<{ unitId: number; itemId: number }> {
  const { units, items } = await loadAssessment(workspace);
  return { unitId: units[0]!.id, itemId: items[0]!.id };
}

const typed = (reason: string) => ({ inputs: [{ 得分: '1' }], points: '', notApplicable: false, reason });

describe('things done at the same time', () => {
  it('one cell typed into twice keeps the later value, and both are in the history', async () => {
    const workspace = await small();
    const place = await aPlace(workspace);
    const [first, second] = await Promise.all([
      recordScore(workspace, { ...place, entry: typed('先'), editId: 'a' }),
      recordScore(workspace, { ...place, entry: typed('后'), editId: 'b' }),
    ]);
    expect([first.row.revision, second.row.revision]).toEqual([1, 2]);
    const history = await listScoreHistory(workspace, place);
    expect(history.map(({ entry }) => entry.reason)).toEqual(['后', '先']);
  });

  it('edits of different items of a draft do not take each other back', async () => {
    const workspace = await small();
    const { summary } = await getIndicatorSystem(workspace, {});
    const draft = await newSystemVersion(workspace, { basedOn: summary.id, version: '2' });
    const systemId = draft.summary.id;
    const [one, two] = draft.items;
    await Promise.all([
      saveItem(workspace, { systemId, itemId: one!.id, item: aScoringItem('1.1.1', { name: '改了甲' }) }),
      saveItem(workspace, { systemId, itemId: null, item: aScoringItem('1.1.3', { name: '新增丙' }) }),
      removeItem(workspace, { systemId, itemId: two!.id }),
    ]);
    const { items } = await getIndicatorSystem(workspace, { systemId });
    expect(items.map(({ code, name }) => `${code} ${name}`)).toEqual(['1.1.1 改了甲', '1.1.3 新增丙']);
  });

  it('a check and a backup while scores and files come in raise no false alarm and restore whole', async () => {
    const workspace = await small();
    const place = await aPlace(workspace);
    const reader = await openWorkspace(workspace.folder, { readOnly: true });
    const away = await tempFolder();
    const stop = new AbortController();
    const work = async (): Promise<void> => {
      for (let turn = 0; !stop.signal.aborted; turn += 1) {
        await recordScore(workspace, { ...place, entry: typed(`第${turn}次`), editId: `${turn}` });
        const path = await fileOf(away, `材料${turn}.pdf`, aPdf(String(turn)));
        await addEvidence(workspace, { ...place, paths: [path] });
        // Faster than any person, but not so fast that on a quick disk there is ever more to check.
        await pause(50);
      }
    };
    const watch = async (): Promise<void> => {
      for (let turn = 0; turn < 8; turn += 1) {
        expect((await verifyWorkspace(reader)).findings).toEqual([]);
        await backupWorkspace(reader, join(away, `备份${turn}.zip`));
        const folder = join(away, `还原${turn}`);
        await restoreWorkspace(join(away, `备份${turn}.zip`), folder);
        const restored = await openWorkspace(folder);
        const { findings } = await verifyWorkspace(restored);
        await restored.close();
        expect(findings).toEqual([]);
      }
    };
    await Promise.all([work(), watch().finally(() => stop.abort())]);
    await reader.close();
  });
});
