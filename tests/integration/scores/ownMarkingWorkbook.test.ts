import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { settleDifference } from '@electron/services/marking/settleDifference';
import { getMarkingPlace } from '@electron/services/marking/getMarkingPlace';
import { setItemMarking } from '@electron/services/marking/setItemMarking';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { importScores } from '@electron/services/scores/importScores';
import { previewScoreImport } from '@electron/services/scores/previewScoreImport';
import { recordScore } from '@electron/services/scores/recordScore';
import { writeScoreTemplate } from '@electron/services/scores/writeScoreTemplate';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { Actor } from '@shared/domain/role';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { anAccount, markedBy } from '../../helpers/scorerAccounts';
import { aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { importOne } from '../../helpers/importOne';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry, testWorkspace } from '../../helpers/testWorkspace';

let workspace: Workspace;
let zhang: Actor;
let li: Actor;
let place: { unitId: number; itemId: number };
let path: string;

/** 1.1.1 of A01 is locked by two scorers and decided; of A02 张三 has only begun. */
beforeEach(async () => {
  workspace = await testWorkspace({ system: aSmallSystem(), units: [aUnit('A01'), aUnit('A02')] });
  zhang = await anAccount(workspace, '张三');
  li = await anAccount(workspace, '李四');
  place = await placeOf(workspace, 'A01', '1.1.1');
  await markedBy(workspace, place.itemId, [zhang, li], { spreadLimit: 100 });
  for (const [scorer, points] of [
    [zhang, '40'],
    [li, '45'],
  ] as const) {
    await acting(workspace, scorer, async () => {
      const entry = anEntry({ 得分: points }, { reason: '材料不全' });
      await recordScore(workspace, { ...place, entry, editId: 'x' });
      await lockMarkings(workspace, { unitId: place.unitId, itemIds: [place.itemId] });
    });
  }
  await settleDifference(workspace, { ...place, entry: anEntry({}, { points: '44', reason: '取其中间' }) });
  const begun = await placeOf(workspace, 'A02', '1.1.1');
  const draft = anEntry({ 得分: '30' }, { reason: '台账不全' });
  await acting(workspace, zhang, () => recordScore(workspace, { ...begun, entry: draft, editId: 'y' }));
  path = join(await tempFolder(), '评分表.xlsx');
});

it('a scorer’s workbook holds the own markings, and nothing of it is a change', async () => {
  await acting(workspace, zhang, async () => {
    await writeScoreTemplate(workspace, {}, path);
    const { view, data } = await previewScoreImport(workspace, path);
    expect(view).toMatchObject({ changed: 0, same: 2, blocked: false });
    expect(await importScores(workspace, data)).toEqual({ changed: 0 });
  });
});

it('the same workbook is all new to the other scorer, whose own marking stands', async () => {
  await acting(workspace, zhang, () => writeScoreTemplate(workspace, {}, path));
  await acting(workspace, li, async () => {
    const { view } = await previewScoreImport(workspace, path);
    expect(view).toMatchObject({ changed: 2, same: 0 });
  });
});

it('the office, which marks nothing, gets the settled score', async () => {
  await writeScoreTemplate(workspace, { itemIds: [place.itemId] }, path);
  const { view } = await previewScoreImport(workspace, path);
  expect(view).toMatchObject({ changed: 0, same: 1 });
  const { settlement } = await getMarkingPlace(workspace, place);
  expect(settlement?.points).toBe(4400);
});

it('what is imported over a settled score, once one person scores the item, leaves no settlement behind', async () => {
  await setItemMarking(workspace, { itemIds: [place.itemId], setting: null, confirmed: true });
  const entry = anEntry({ 得分: '41' }, { reason: '材料不全' });
  await importOne(workspace, { ...place, entry, scorer: '张三' });
  expect(await workspace.db.selectFrom('settlement').selectAll().execute()).toEqual([]);
  expect((await verifyWorkspace(workspace)).findings).toEqual([]);
});
