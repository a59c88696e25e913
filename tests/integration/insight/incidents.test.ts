import { beforeEach, describe, expect, it } from 'vitest';
import { forgetAssessment } from '@electron/services/assessment/assessment';
import {
  linkIncident,
  listIncidentViews,
  removeIncident,
  saveIncident,
  unlinkIncident,
} from '@electron/services/insight/incidents';
import { explainScore } from '@electron/services/scores/explainScore';
import { recordScore } from '@electron/services/scores/recordScore';
import { removeUnit } from '@electron/services/units/removeUnit';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import type { CycleState } from '@shared/domain/cycleState';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { anAccount } from '../../helpers/scorerAccounts';
import { aScoringItem, aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { anEntry, refusal, testWorkspace } from '../../helpers/testWorkspace';

let workspace: Workspace;
type Place = Awaited<ReturnType<typeof placeOf>>;
let first: Place;
let second: Place;
let other: Place;

beforeEach(async () => {
  const items = [aScoringItem('4.1'), aScoringItem('6.2')];
  workspace = await testWorkspace({ system: aSmallSystem({ items }), units: [aUnit('01'), aUnit('02')] });
  first = await placeOf(workspace, '01', '4.1');
  second = await placeOf(workspace, '01', '6.2');
  other = await placeOf(workspace, '02', '4.1');
});

const deducting = (place: Place, note = '') => ({ ...place, deducts: true, note });
const lost = (places: ReturnType<typeof deducting>[], changes = {}) =>
  saveIncident(workspace, {
    ...{ id: null, title: '行政诉讼败诉', eventDate: '2020-05-06', documentDate: '2020-11-02' },
    ...{ documentNumber: '（2020）苏07行终1号', countedYear: 2020, note: '', places },
    ...changes,
  });
const code = async (work: Promise<unknown>): Promise<string> => (await refusal(work)).code;
const moveTo = async (state: CycleState) => {
  await workspace.db.updateTable('cycle').set({ state }).execute();
  forgetAssessment(workspace);
};

describe('an incident', () => {
  it('is linked to several items with how each is scored', async () => {
    const entry = anEntry({ 得分: '45' }, { reason: '败诉一件' });
    await recordScore(workspace, { ...first, entry, editId: 'x' });
    const incident = await lost([deducting(first), { ...second, deducts: false, note: '' }]);
    expect(incident.places).toMatchObject([
      { unitName: '单位01', itemCode: '4.1', deducts: true, score: 4500 },
      { unitName: '单位01', itemCode: '6.2', deducts: false, score: null },
    ]);
    expect(incident.warnings).toEqual([]);
    expect(await listIncidentViews(workspace, second)).toEqual([incident]);
    expect(await listIncidentViews(workspace, other)).toEqual([]);
  });

  it('deducts twice from one unit only with a word on why, and warns all the same', async () => {
    const refused = await refusal(lost([deducting(first), deducting(second)]));
    expect(refused.code).toBe('DOUBLE_DEDUCTION_UNEXPLAINED');
    expect(refused.what).toContain('“单位01”的 4.1、6.2');
    expect(await listIncidentViews(workspace)).toEqual([]);
    const { warnings, id } = await lost([deducting(first), deducting(second, '另有未出庭情节')]);
    expect(warnings).toEqual(['同一事实在多个指标扣分：“单位01”的 4.1、6.2（已写明说明）']);
    const { root } = await explainScore(workspace, first);
    expect(root.children?.map(({ text }) => text)).toContain(
      '事件：行政诉讼败诉（（2020）苏07行终1号），在本项扣分；同一事实在 6.2 也扣分',
    );
    expect(await code(linkIncident(workspace, { id, place: deducting(second) }))).toBe(
      'DOUBLE_DEDUCTION_UNEXPLAINED',
    );
  });

  it('warns of another year and of several units', async () => {
    const { warnings } = await lost([deducting(first), deducting(other)], { countedYear: 2019 });
    expect(warnings).toEqual([
      '计入年度是 2019 年，不是本年度 2020 年，请核对应计入哪一年',
      '在 2 个单位扣分（单位01、单位02），共同责任只归一个单位，请核对',
    ]);
  });

  it('is changed, unlinked and taken out, all of it on the trail', async () => {
    const { id } = await lost([deducting(first)]);
    await linkIncident(workspace, { id, place: { ...second, deducts: false, note: '' } });
    await unlinkIncident(workspace, { id, ...first });
    expect(await listIncidentViews(workspace, second)).toMatchObject([{ places: [{ itemCode: '6.2' }] }]);
    expect(await code(removeIncident(workspace, { id, reason: ' ' }))).toBe('INCIDENT_INCOMPLETE');
    await removeIncident(workspace, { id, reason: '重复登记' });
    expect(await listIncidentViews(workspace)).toEqual([]);
    const trail = await workspace.db
      .selectFrom('audit_entry')
      .select(['action', 'reason'])
      .where('action', 'like', 'incident.%')
      .orderBy('id')
      .execute();
    expect(trail.map(({ action, reason }) => [action, reason])).toEqual([
      ['incident.add', ''],
      ['incident.change', ''],
      ['incident.change', ''],
      ['incident.remove', '重复登记'],
    ]);
  });

  it('is named by verify once it was changed behind the app’s back', async () => {
    const findings = async () => (await verifyWorkspace(workspace)).findings.map(({ message }) => message);
    const { id } = await lost([deducting(first), deducting(second, '另有未出庭情节')]);
    await linkIncident(workspace, { id, place: { ...other, deducts: false, note: '' } });
    await unlinkIncident(workspace, { id, ...other });
    expect(await findings()).toEqual([]);
    await workspace.db.updateTable('incident_link').set({ note: '' }).execute();
    expect(await findings()).toEqual([
      '与审计记录不符，在软件之外被改动过',
      '同一事实在多个指标扣分，没有说明',
    ]);
    await workspace.db.deleteFrom('incident').execute();
    // The incident and its two places.
    expect(await findings()).toEqual(Array<string>(3).fill('审计记录里有，记录却不见了'));
  });

  it('keeps its units: one it is linked to cannot be taken out', async () => {
    await lost([deducting(other)]);
    const refused = await refusal(removeUnit(workspace, { unitId: other.unitId }));
    expect(refused.code).toBe('UNIT_HAS_RECORDS');
    expect(refused.what).toContain('事件 1 处');
  });

  it('refuses nonsense', async () => {
    expect(await code(lost([], { title: '　' }))).toBe('INCIDENT_INCOMPLETE');
    expect(await code(lost([deducting(first), deducting(first, '再来')]))).toBe('INCIDENT_INCOMPLETE');
    expect(await code(lost([], { id: 99 }))).toBe('INCIDENT_NOT_FOUND');
    expect(await code(lost([deducting({ unitId: 999, itemId: 1 })]))).toBe('UNIT_NOT_FOUND');
  });
});

describe('who may write incidents', () => {
  it('scorers, for the items they score, never for the unit they belong to', async () => {
    const wang = { ...(await anAccount(workspace, '王五', ['leadScorer'], '01')), allItems: true };
    await acting(workspace, wang, async () => {
      await lost([deducting(other)]);
      expect(await code(lost([deducting(first)]))).toBe('CONFLICT_OF_INTEREST');
    });
    const li = await anAccount(workspace, '李四');
    await acting(workspace, li, async () => {
      expect(await code(lost([deducting(first)]))).toBe('ITEM_NOT_ASSIGNED');
    });
  });

  it('nobody takes away a place of the own unit', async () => {
    const { id } = await lost([deducting(first)]);
    const wang = { ...(await anAccount(workspace, '王五', ['leadScorer'], '01')), allItems: true };
    await acting(workspace, wang, async () => {
      expect(await code(unlinkIncident(workspace, { id, ...first }))).toBe('CONFLICT_OF_INTEREST');
      expect(await code(removeIncident(workspace, { id, reason: '无关' }))).toBe('CONFLICT_OF_INTEREST');
    });
  });

  it.each(['unitFiller', 'unitLeader', 'approver', 'auditor'] as const)('%s may not', async (role) => {
    await acting(workspace, await anAccount(workspace, '某人', [role], '01'), async () => {
      expect(await code(lost([]))).toBe('NOT_PERMITTED');
    });
  });

  it('in feedback it is still open', async () => {
    await moveTo('feedback');
    expect((await lost([])).title).toBe('行政诉讼败诉');
  });

  it.each([
    ['approved', 'CYCLE_STATE_FORBIDS'],
    ['archived', 'CYCLE_STATE_FORBIDS'],
  ] as const)('in %s: %s', async (state, refused) => {
    await moveTo(state);
    expect(await code(lost([]))).toBe(refused);
  });
});
