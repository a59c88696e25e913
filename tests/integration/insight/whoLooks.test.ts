import { beforeEach, describe, expect, it } from 'vitest';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { linkEvidence } from '@electron/services/evidence/linkEvidence';
import { countChecks, listChecks } from '@electron/services/insight/checks';
import { dismissFinding } from '@electron/services/insight/dismissFinding';
import {
  linkIncident,
  listIncidentViews,
  removeIncident,
  saveIncident,
  unlinkIncident,
} from '@electron/services/insight/incidents';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { recordScore } from '@electron/services/scores/recordScore';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { Actor } from '@shared/domain/role';
import { STANDARD_GROUPS } from '@shared/domain/unit';
import type { CheckKind } from '@shared/insight/checkKinds';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { anAccount } from '../../helpers/scorerAccounts';
import { aScoringItem, aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry, refusal, testWorkspace } from '../../helpers/testWorkspace';

let workspace: Workspace;
/** Scores items 2 and 3, belongs to unit 03. */
let li: Actor;

beforeEach(async () => {
  const items = ['1', '2', '3'].map((code) => aScoringItem(code));
  workspace = await testWorkspace({
    system: aSmallSystem({ items }),
    units: [
      aUnit('01'),
      aUnit('02', STANDARD_GROUPS[1], { position: 2 }),
      aUnit('03', undefined, { position: 3 }),
    ],
  });
  li = await anAccount(workspace, '李四', ['leadScorer'], '03');
  const ids = [await place('01', '2'), await place('01', '3')];
  await assignScorers(
    workspace,
    ids.map(({ itemId }) => ({ itemId, accountIds: [li.accountId] })),
  );
});

const place = (unit: string, item: string) => placeOf(workspace, unit, item);
const deducting = async (unit: string, item: string, note = '') => ({
  ...(await place(unit, item)),
  deducts: true,
  note,
});
const incident = {
  ...{ id: null, title: '败诉', eventDate: '2020-05-06', documentDate: '2020-11-02', documentNumber: '1号' },
  ...{ countedYear: 2020, note: '' },
};
const score = async (unit: string, item: string, points: string, reason: string) =>
  recordScore(workspace, {
    ...(await place(unit, item)),
    entry: anEntry({ 得分: points }, { reason }),
    editId: `${unit}${item}`,
  });
const code = async (work: Promise<unknown>): Promise<string> => (await refusal(work)).code;
const list = async (kind: CheckKind, dismissed = false, groupId?: number) =>
  (await listChecks(workspace, { kind, dismissed, groupId })).findings;

/** What the one finding of a kind is called and how it stands. */
async function keyOf(kind: CheckKind, groupId?: number) {
  const findings = await list(kind, false, groupId);
  expect(findings).toHaveLength(1);
  const { unitId, itemId, subject, state } = findings[0]!;
  return { kind, unitId, itemId, subject, state };
}

/** The office and a scorer mean the same finding: what one says on it holds for the other. */
async function expectSameForBoth(kind: CheckKind): Promise<void> {
  const office = await keyOf(kind);
  await acting(workspace, li, async () => {
    expect(await keyOf(kind)).toEqual(office);
    await dismissFinding(workspace, { ...office, reason: '看过' });
  });
  expect(await list(kind)).toEqual([]);
  expect(await list(kind, true)).toHaveLength(1);
}

describe('a finding is the same one whoever looks', () => {
  it('of different points for the same reason, the own unit of a scorer among them', async () => {
    await score('01', '2', '40', '缺材料');
    await score('02', '2', '45', '缺材料');
    await score('03', '2', '48', '缺材料');
    await acting(workspace, li, async () => {
      expect((await list('sameReasonDifferentPoints'))[0]?.detail).toBe(
        '“缺材料”：2 个单位得 40.00 至 45.00',
      );
    });
    await expectSameForBoth('sameReasonDifferentPoints');
  });

  it('of different points for the same reason, in its group', async () => {
    await score('01', '2', '40', '缺材料');
    await score('02', '2', '45', '缺材料');
    const { id } = (await workspace.db.selectFrom('unit_group').select('id').orderBy('id').execute())[0]!;
    expect(await keyOf('sameReasonDifferentPoints', id)).toEqual(await keyOf('sameReasonDifferentPoints'));
  });

  it('but says nothing where only the own unit differs', async () => {
    await score('01', '2', '40', '缺材料');
    await score('02', '2', '40', '缺材料');
    await score('03', '2', '48', '缺材料');
    await keyOf('sameReasonDifferentPoints');
    await acting(workspace, li, async () => expect(await list('sameReasonDifferentPoints')).toEqual([]));
  });

  it('of a double deduction that reaches beyond the own items', async () => {
    const places = [
      await deducting('01', '3', '丙'),
      await deducting('01', '1', '甲'),
      await deducting('01', '2'),
    ];
    await saveIncident(workspace, { ...incident, places });
    expect((await list('doubleDeduction'))[0]?.detail).toBe('“败诉”在 1、2、3 都扣分；说明：甲；丙');
    await expectSameForBoth('doubleDeduction');
  });

  it('of evidence of another year that serves an item of somebody else too', async () => {
    const paths = [await fileOf(await tempFolder(), '方案.pdf', aPdf())];
    const { added } = await addEvidence(workspace, { ...(await place('01', '2')), paths });
    const evidenceId = added[0]!.id;
    const { itemId } = await place('01', '1');
    await linkEvidence(workspace, { evidenceId, itemId });
    await workspace.db.updateTable('evidence').set({ formed_on: '2019-05-06' }).execute();
    expect((await list('evidenceOutsideYear')).map(({ itemCode }) => itemCode)).toEqual(['1']);
    await expectSameForBoth('evidenceOutsideYear');
  });
});

it('counts what a scorer has left open, not what others have', async () => {
  await score('01', '2', '40', '缺材料');
  await acting(workspace, li, async () => {
    const details = (await list('unscored')).map(({ unitName, detail }) => `${unitName} ${detail}`);
    expect(details).toEqual(['单位01 职能履行：1 项未评', '单位02 职能履行：2 项未评']);
  });
  const all = (await countChecks(workspace)).find(({ kind }) => kind === 'unscored');
  expect(all?.count).toBe(3);
});

describe('an incident', () => {
  it('shows a scorer the scores of the own items only, and none of the own unit', async () => {
    await score('01', '1', '30', '缺材料');
    await score('01', '2', '40', '缺材料');
    await score('03', '2', '48', '缺材料');
    const places = [
      await deducting('01', '1', '甲'),
      await deducting('01', '2', '乙'),
      await deducting('03', '2'),
    ];
    await saveIncident(workspace, { ...incident, places });
    const scores = async () =>
      (await listIncidentViews(workspace))[0]!.places.map((each) => [each.score, each.hidden]);
    expect(await scores()).toEqual([
      [3000, false],
      [4000, false],
      [4800, false],
    ]);
    await acting(workspace, li, async () =>
      expect(await scores()).toEqual([
        [null, true],
        [4000, false],
        [null, true],
      ]),
    );
  });

  it('keeps its facts from whoever may not touch all its places', async () => {
    const places = [await deducting('01', '1')];
    const { id } = await saveIncident(workspace, { ...incident, places });
    const own = await deducting('02', '2');
    await acting(workspace, li, async () => {
      const renamed = { ...incident, id, title: '另一件事', places };
      expect(await code(saveIncident(workspace, renamed))).toBe('ITEM_NOT_ASSIGNED');
      expect(await code(removeIncident(workspace, { id, reason: '无关' }))).toBe('ITEM_NOT_ASSIGNED');
      await linkIncident(workspace, { id, place: own });
      await unlinkIncident(workspace, { id, ...own });
    });
    expect((await listIncidentViews(workspace))[0]).toMatchObject({
      title: '败诉',
      places: [{ itemCode: '1' }],
    });
  });

  it('loses nothing when two link it at the same time', async () => {
    const { id } = await saveIncident(workspace, { ...incident, places: [] });
    const [one, two] = [await deducting('01', '1'), await deducting('02', '1')];
    await Promise.all([one, two].map((each) => linkIncident(workspace, { id, place: each })));
    expect((await listIncidentViews(workspace))[0]?.places).toHaveLength(2);
  });
});
