import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { forgetAssessment, loadAssessment } from '@electron/services/assessment/assessment';
import { newSystemVersion } from '@electron/services/indicators/newSystemVersion';
import { publishSystem } from '@electron/services/indicators/publishSystem';
import { useSystem } from '@electron/services/indicators/useSystem';
import { importReasons, previewReasons } from '@electron/services/insight/importReasons';
import { listAllReasons, listReasons, saveReason } from '@electron/services/insight/reasons';
import { assignScorers } from '@electron/services/marking/assignScorers';
import { recordScore } from '@electron/services/scores/recordScore';
import type { Workspace } from '@electron/services/workspace/workspace';
import { writeTables } from '@electron/workbook/writeTable';
import { acting } from '../../helpers/acting';
import { placeOf } from '../../helpers/placeOf';
import { anAccount } from '../../helpers/scorerAccounts';
import { aScoringItem, aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry, refusal, testWorkspace } from '../../helpers/testWorkspace';

let workspace: Workspace;
let itemId: number;

beforeEach(async () => {
  const standard = '未制定计划的扣0.5分；未总结的扣1分。';
  workspace = await testWorkspace({
    system: aSmallSystem({ items: [aScoringItem('1', { standard }), aScoringItem('2')] }),
    units: [aUnit('01'), aUnit('02'), aUnit('03')],
  });
  ({ itemId } = await placeOf(workspace, '01', '1'));
});

const add = (text: string, changes: Partial<Parameters<typeof saveReason>[1]> = {}) =>
  saveReason(workspace, { itemId, was: null, text, points: null, basis: '', active: true, ...changes });

const texts = async (): Promise<string[]> =>
  (await listReasons(workspace, { itemId })).map(({ text, active }) => (active ? text : `(${text})`));

const code = async (work: Promise<unknown>): Promise<string> => (await refusal(work)).code;

describe('the library of an item', () => {
  it('begins with what its standard names', async () => {
    expect(await texts()).toEqual(['未制定计划', '未总结']);
    expect(await listReasons(workspace, { itemId })).toMatchObject([
      { points: 50, origin: 'rule', used: 0 },
      { points: 100, origin: 'rule', used: 0 },
    ]);
  });

  it('grows, and what is used most comes first', async () => {
    await add('材料不全', { points: 30 });
    const entry = anEntry({ 得分: '45' }, { reason: '未总结；缺签字' });
    for (const unit of ['01', '02']) {
      await recordScore(workspace, { ...(await placeOf(workspace, unit, '1')), entry, editId: unit });
    }
    const reasons = await listReasons(workspace, { itemId });
    expect(reasons.map(({ text, used, origin }) => [text, used, origin])).toEqual([
      ['未总结', 2, 'rule'],
      ['未制定计划', 0, 'rule'],
      ['材料不全', 0, 'library'],
      ['缺签字', 2, 'elsewhere'],
    ]);
  });

  it('counts a reason of several sentences where all of them stand', async () => {
    await add('材料不全；缺签字。');
    const write = async (unit: string, reason: string) =>
      recordScore(workspace, {
        ...(await placeOf(workspace, unit, '1')),
        ...{ entry: anEntry({ 得分: '45' }, { reason }), editId: unit },
      });
    await write('01', '缺签字；材料不全。');
    await write('02', '缺签字');
    const reasons = await listReasons(workspace, { itemId });
    expect(reasons.map(({ text, used, origin }) => [text, used, origin])).toEqual([
      ['材料不全；缺签字', 1, 'library'],
      ['未制定计划', 0, 'rule'],
      ['未总结', 0, 'rule'],
      ['缺签字', 1, 'elsewhere'],
    ]);
  });

  it('is shown with nothing of an item somebody else scores, and nothing of the own unit', async () => {
    const write = async (unit: string, reason: string) =>
      recordScore(workspace, {
        ...(await placeOf(workspace, unit, '1')),
        ...{ entry: anEntry({ 得分: '45' }, { reason }), editId: unit },
      });
    await write('01', '缺签字');
    await write('02', '缺盖章');
    const li = await anAccount(workspace, '李四', ['leadScorer'], '02');
    await assignScorers(workspace, [{ itemId, accountIds: [li.accountId] }]);
    const other = (await placeOf(workspace, '01', '2')).itemId;
    await acting(workspace, li, async () => {
      expect(await texts()).toEqual(['未制定计划', '未总结', '缺签字']);
      expect(await code(listReasons(workspace, { itemId: other }))).toBe('ITEM_NOT_ASSIGNED');
    });
    expect(await texts()).toEqual(['未制定计划', '未总结', '缺盖章', '缺签字']);
  });

  it('is not changed by adding what is there, whatever ends it', async () => {
    await add('未总结。');
    expect(await texts()).toEqual(['未制定计划', '未总结']);
  });

  it('is not changed by adding what is there', async () => {
    await add('未总结', { points: 900 });
    expect(await listReasons(workspace, { itemId })).toMatchObject([{}, { text: '未总结', points: 100 }]);
  });

  it('can be reworded and switched off by the office; what the rule names stays beneath', async () => {
    await add('材料不全');
    await saveReason(workspace, {
      ...{ itemId, was: '材料不全', text: '佐证材料不全', points: 20, basis: '细则三' },
      active: true,
    });
    await saveReason(workspace, {
      ...{ itemId, was: '未总结', text: '年底未总结', points: 100, basis: '', active: true },
    });
    expect(await texts()).toEqual(['未制定计划', '佐证材料不全', '年底未总结', '(未总结)']);
    await saveReason(workspace, {
      ...{ itemId, was: '佐证材料不全', text: '佐证材料不全', points: 20, basis: '细则三', active: false },
    });
    expect(await texts()).toEqual(['未制定计划', '年底未总结', '(未总结)', '(佐证材料不全)']);
    const all = await listAllReasons(workspace);
    expect(all.filter(({ itemCode }) => itemCode === '1')).toHaveLength(4);
  });

  it('stands on the trail with old and new', async () => {
    await add('材料不全', { points: 30 });
    await saveReason(workspace, {
      ...{ itemId, was: '材料不全', text: '材料不全', points: 40, basis: '', active: true },
    });
    const trail = await workspace.db
      .selectFrom('audit_entry')
      .select(['action', 'subject', 'before', 'after'])
      .where('action', 'like', 'reason.%')
      .orderBy('id')
      .execute();
    const stored = (points: number) => ({ text: '材料不全', points, basis: '', active: true });
    expect(trail.map((each) => ({ ...each, after: JSON.parse(each.after) as unknown }))).toMatchObject([
      { action: 'reason.add', subject: '常用理由 · 1', before: '', after: stored(30) },
      {
        ...{ action: 'reason.change', subject: '常用理由 · 1' },
        ...{ before: JSON.stringify(stored(30)), after: stored(40) },
      },
    ]);
  });

  it('goes on in the next version of the indicator system', async () => {
    await add('材料不全', { points: 30 });
    const { cycle } = await loadAssessment(workspace);
    const { summary } = await newSystemVersion(workspace, { basedOn: cycle.systemId, version: '2' });
    await publishSystem(workspace, { systemId: summary.id });
    await useSystem(workspace, { systemId: summary.id });
    forgetAssessment(workspace);
    ({ itemId } = await placeOf(workspace, '01', '1'));
    expect(await texts()).toEqual(['未制定计划', '未总结', '材料不全']);
    await saveReason(workspace, {
      ...{ itemId, was: '材料不全', text: '材料不齐全', points: 30, basis: '', active: true },
    });
    expect(await texts()).toEqual(['未制定计划', '未总结', '材料不齐全', '(材料不全)']);
  });
});

describe('who may change it', () => {
  it('scorers add to the items they score; wording is the office’s', async () => {
    const li = await anAccount(workspace, '李四');
    await acting(workspace, li, async () => {
      expect(await code(add('材料不全'))).toBe('ITEM_NOT_ASSIGNED');
    });
    await acting(workspace, { ...li, allItems: true }, async () => {
      await add('材料不全');
      expect(await texts()).toContain('材料不全');
      expect(await code(add('材料齐', { was: '材料不全' }))).toBe('NOT_PERMITTED');
      expect(await code(importReasons(workspace, []))).toBe('NOT_PERMITTED');
    });
    await add('材料不全', { was: '材料不全', active: false });
    await acting(workspace, { ...li, allItems: true }, async () => {
      expect(await code(add('材料不全'))).toBe('NOT_PERMITTED');
    });
  });

  it.each(['unitFiller', 'unitLeader', 'approver', 'auditor'] as const)('%s may not', async (role) => {
    const person = await anAccount(workspace, '某人', [role], '01');
    await acting(workspace, person, async () => {
      expect(await code(add('材料不全'))).toBe('NOT_PERMITTED');
    });
  });

  it('refuses what makes no sense', async () => {
    expect(await code(add('  '))).toBe('REASON_TEXT_MISSING');
    expect(await code(add('太多', { points: 5001 }))).toBe('REASON_POINTS_TOO_HIGH');
    expect(await code(add('新', { was: '没有这条' }))).toBe('REASON_NOT_FOUND');
  });
});

describe('a table of reasons', () => {
  const columns = ['指标编码', '扣分理由', '扣分', '依据'].map((heading) => ({ heading, width: 16 }));

  async function aTable(...rows: string[][]): Promise<string> {
    const path = join(await tempFolder(), '理由.xlsx');
    await writeTables(path, [{ name: '常用理由', columns, rows }]);
    return path;
  }

  it('is looked at first, then taken over whole', async () => {
    const path = await aTable(
      ['1', '未总结', '1', '评分标准'],
      ['1', '未制定计划', '0.3', ''],
      ['2', '缺签字', '', ''],
    );
    const { view, reasons } = await previewReasons(workspace, path);
    expect(view).toMatchObject({ added: 1, changed: 1, same: 1, problems: [], blocked: false });
    expect(await importReasons(workspace, reasons)).toEqual({ changed: 2 });
    expect(await listReasons(workspace, { itemId })).toMatchObject([
      { text: '未制定计划', points: 30 },
      { text: '未总结', points: 100 },
    ]);
    expect((await previewReasons(workspace, path)).view).toMatchObject({ added: 0, changed: 0, same: 3 });
  });

  it('names what is wrong with its cell and then blocks', async () => {
    const { view } = await previewReasons(workspace, await aTable(['9', '没有这项', '', '']));
    expect(view.blocked).toBe(true);
    expect(view.problems).toMatchObject([{ code: 'ITEM_CODE_UNKNOWN', cell: 'A2' }]);
  });
});
