import { expect, it } from 'vitest';
import { NOBODY } from '@shared/domain/role';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { addEvidence } from '@electron/services/evidence/addEvidence';
import { findEvidence } from '@electron/services/evidence/findEvidence';
import { unlinkEvidence } from '@electron/services/evidence/unlinkEvidence';
import type { Workspace } from '@electron/services/workspace/workspace';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { anAccount } from '../../helpers/scorerAccounts';
import { aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal, testWorkspace } from '../../helpers/testWorkspace';

async function add(workspace: Workspace, unit: string, name: string): Promise<number> {
  const { unitByCode, items } = await loadAssessment(workspace);
  const place = { unitId: unitByCode.get(unit)?.id ?? 0, itemId: items[0]?.id ?? 0 };
  const path = await fileOf(await tempFolder(), name, aPdf(`${unit} ${name}`));
  return (await addEvidence(workspace, { ...place, paths: [path] })).added[0]?.id ?? 0;
}

async function aWorkspace(): Promise<Workspace> {
  const workspace = await testWorkspace({ system: aSmallSystem(), units: [aUnit('A01'), aUnit('A02')] });
  await add(workspace, 'A01', '会议纪要ABC.pdf');
  await add(workspace, 'A02', '会议纪要100%_2.pdf');
  await workspace.db
    .updateTable('evidence')
    .set({ document_number: '海法办〔2020〕3号' })
    .where('name', 'like', '%ABC%')
    .execute();
  return workspace;
}

const namesOf = async (workspace: Workspace, text: string): Promise<string[]> =>
  (await findEvidence(workspace, { text })).map(({ name }) => name);

it('finds evidence by name and 文号, whatever the case, with the item it is attached to', async () => {
  const workspace = await aWorkspace();
  expect(await namesOf(workspace, '会议纪要')).toEqual(['会议纪要100%_2.pdf', '会议纪要ABC.pdf']);
  expect(await namesOf(workspace, ' abc ')).toEqual(['会议纪要ABC.pdf']);
  expect(await findEvidence(workspace, { text: '〔2020〕3号' })).toMatchObject([
    { name: '会议纪要ABC.pdf', documentNumber: '海法办〔2020〕3号', unitName: '单位A01', itemCode: '1.1.1' },
  ]);
  // Signs of a pattern are taken as they stand.
  expect(await namesOf(workspace, '%')).toEqual(['会议纪要100%_2.pdf']);
  expect(await namesOf(workspace, '0%_2')).toEqual(['会议纪要100%_2.pdf']);
  expect(await namesOf(workspace, '\\')).toEqual([]);
});

it('leaves out what was detached everywhere', async () => {
  const workspace = await aWorkspace();
  const { items } = await loadAssessment(workspace);
  const evidenceId = await add(workspace, 'A01', '附后撤下.pdf');
  expect(await namesOf(workspace, '撤下')).toHaveLength(1);
  await unlinkEvidence(workspace, { evidenceId, itemId: items[0]?.id ?? 0 });
  expect(await namesOf(workspace, '撤下')).toEqual([]);
});

it('shows people of a unit their own only, a scorer the others, and nobody who is not signed in anything', async () => {
  const workspace = await aWorkspace();
  workspace.signIn(await anAccount(workspace, '填报', ['unitFiller'], 'A01'));
  expect(await namesOf(workspace, '会议')).toEqual(['会议纪要ABC.pdf']);
  workspace.signIn(await anAccount(workspace, '评分', ['leadScorer'], 'A01'));
  expect(await namesOf(workspace, '会议')).toEqual(['会议纪要100%_2.pdf']);
  workspace.signIn(await anAccount(workspace, '评查', ['fileReviewer']));
  expect(await namesOf(workspace, '会议')).toEqual([]);
  workspace.signIn(NOBODY);
  expect((await refusal(findEvidence(workspace, { text: '会议' }))).code).toBe('NOT_SIGNED_IN');
});
