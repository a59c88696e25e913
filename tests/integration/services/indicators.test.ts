import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { compareSystems } from '@electron/services/indicators/compareSystems';
import { exportIndicatorSystem } from '@electron/services/indicators/exportIndicatorSystem';
import { getIndicatorSystem } from '@electron/services/indicators/getIndicatorSystem';
import { importIndicatorSystem } from '@electron/services/indicators/importIndicatorSystem';
import { listSystemVersions } from '@electron/services/indicators/listSystemVersions';
import { newSystemVersion } from '@electron/services/indicators/newSystemVersion';
import { publishSystem } from '@electron/services/indicators/publishSystem';
import { removeItem } from '@electron/services/indicators/removeItem';
import { saveItem } from '@electron/services/indicators/saveItem';
import { saveSystemSettings } from '@electron/services/indicators/saveSystemSettings';
import { useSystem } from '@electron/services/indicators/useSystem';
import { recordScore } from '@electron/services/scores/recordScore';
import { readIndicatorTable } from '@electron/workbook/indicatorWorkbook';
import { acting } from '../../helpers/acting';
import { anAccount, markedBy } from '../../helpers/scorerAccounts';
import { aScoringItem, aSmallSystem } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry, referenceSet, refusal, testWorkspace } from '../../helpers/testWorkspace';

const bare = <T extends ScoringItem & { id: number }>({ id: _id, ...item }: T): Omit<T, 'id'> => item;

describe('a stored indicator system', () => {
  it('is read back as it was given, frozen, with its provenance', async () => {
    const workspace = await testWorkspace();
    const { system } = referenceSet();
    const { summary, items, system: head } = await getIndicatorSystem(workspace, {});
    expect({ ...head, items: items.map(bare) }).toEqual(system);
    expect(summary).toMatchObject({ status: 'published', official: false, basePoints: 10_000 });
    expect(summary.note).toContain('不是');
    expect(summary.itemCount).toBe(system.items.length);
  });

  it('once published refuses every change, by service and by direct SQL', async () => {
    const workspace = await testWorkspace();
    const { summary, items, system } = await getIndicatorSystem(workspace, {});
    const systemId = summary.id;
    const item = items[0]!;
    const refused = [
      saveItem(workspace, { systemId, itemId: item.id, item: bare(item) }),
      removeItem(workspace, { systemId, itemId: item.id }),
      saveSystemSettings(workspace, { systemId, title: 'x', version: 'y', settings: system.settings }),
    ];
    for (const call of refused) {
      const report = await refusal(call);
      expect(report.code).toBe('INDICATOR_SYSTEM_PUBLISHED');
      expect(report.todo).toContain('新建版本');
    }
    const direct = [
      'UPDATE item SET points = 1',
      'DELETE FROM item',
      `UPDATE indicator_system SET title = 'x'`,
    ];
    for (const statement of direct) {
      await expect(sql.raw(statement).execute(workspace.db)).rejects.toThrow('INDICATOR_SYSTEM_PUBLISHED');
    }
    expect(await getIndicatorSystem(workspace, {})).toEqual({ summary, items, system });
  });

  it('is exported as a table that imports unchanged (R4)', async () => {
    const workspace = await testWorkspace();
    const path = join(await tempFolder(), '指标.xlsx');
    const { summary } = await getIndicatorSystem(workspace, {});
    await exportIndicatorSystem(workspace, summary.id, path);
    const preview = await readIndicatorTable(path);
    expect(preview.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const { system } = referenceSet();
    expect(preview.system.items).toEqual(system.items);
    expect(preview.system.settings).toEqual(system.settings);
  });
});

describe('versions', () => {
  it('lead from a draft to a published version the cycle uses', async () => {
    const workspace = await testWorkspace();
    const { summary: first } = await getIndicatorSystem(workspace, {});
    const draft = await newSystemVersion(workspace, { basedOn: first.id, version: '2020-修订' });
    expect(draft.summary).toMatchObject({ status: 'draft', version: '2020-修订' });
    expect(
      (await refusal(newSystemVersion(workspace, { basedOn: first.id, version: '2020-修订' }))).code,
    ).toBe('VERSION_TAKEN');
    const systemId = draft.summary.id;
    expect((await refusal(useSystem(workspace, { systemId }))).code).toBe('SYSTEM_NOT_PUBLISHED');
    expect((await publishSystem(workspace, { systemId })).summary.status).toBe('published');
    await useSystem(workspace, { systemId });
    expect((await loadAssessment(workspace)).system.summary.id).toBe(systemId);
    expect((await listSystemVersions(workspace)).map(({ id }) => id)).toEqual([systemId, first.id]);
  });

  it('cannot be exchanged once something is scored', async () => {
    const workspace = await testWorkspace();
    const { items, units, system } = await loadAssessment(workspace);
    const next = await newSystemVersion(workspace, { basedOn: system.summary.id, version: 'b' });
    await publishSystem(workspace, { systemId: next.summary.id });
    const item = items.find(({ rules }) => rules[0]?.kind === 'yesNo')!;
    const entry = anEntry({ 满足: '是' });
    await recordScore(workspace, { unitId: units[0]!.id, itemId: item.id, entry, editId: 'x' });
    expect((await refusal(useSystem(workspace, { systemId: next.summary.id }))).code).toBe('SYSTEM_IN_USE');
    const imported = await importIndicatorSystem(workspace, aSmallSystem(), { use: 'ifUnscored' });
    expect(imported).toMatchObject({ used: false, summary: { status: 'draft' } });
    expect((await loadAssessment(workspace)).system.summary.id).toBe(system.summary.id);
  });

  it('cannot be exchanged once one of several scorers has marked something', async () => {
    const workspace = await testWorkspace();
    const { items, units, system } = await loadAssessment(workspace);
    const next = await newSystemVersion(workspace, { basedOn: system.summary.id, version: 'b' });
    await publishSystem(workspace, { systemId: next.summary.id });
    const item = items.find(({ rules }) => rules[0]?.kind === 'yesNo')!;
    const scorers = [await anAccount(workspace, '甲'), await anAccount(workspace, '乙')];
    await markedBy(workspace, item.id, scorers);
    const entry = anEntry({ 满足: '是' });
    await acting(workspace, scorers[0]!, () =>
      recordScore(workspace, { unitId: units[0]!.id, itemId: item.id, entry, editId: 'x' }),
    );
    expect((await refusal(useSystem(workspace, { systemId: next.summary.id }))).code).toBe('SYSTEM_IN_USE');
  });

  it('keep the ids of items through edits, put new items into their branch, and refuse codes twice', async () => {
    const workspace = await testWorkspace();
    const imported = await importIndicatorSystem(workspace, aSmallSystem(), { use: 'draft' });
    expect(imported).toMatchObject({ used: false, unchanged: false });
    const systemId = imported.summary.id;
    const [one, two] = imported.items;
    const other = aScoringItem('2.1.1', { level1Code: '2', level1Name: '制度', level2Code: '2.1' });
    await saveItem(workspace, { systemId, itemId: null, item: other });
    const { items } = await saveItem(workspace, { systemId, itemId: null, item: aScoringItem('1.1.3') });
    expect(items.map(({ code }) => code)).toEqual(['1.1.1', '1.1.2', '1.1.3', '2.1.1']);
    expect(items.slice(0, 2).map(({ id }) => id)).toEqual([one!.id, two!.id]);
    const moved = { ...bare(one!), level1Code: '2', level1Name: '制度', level2Code: '2.1', points: 1000 };
    const after = await saveItem(workspace, { systemId, itemId: one!.id, item: moved });
    expect(after.items.map(({ code }) => code)).toEqual(['1.1.2', '1.1.3', '2.1.1', '1.1.1']);
    expect(after.items.at(-1)).toMatchObject({ id: one!.id, points: 1000 });
    const twice = await refusal(saveItem(workspace, { systemId, itemId: null, item: aScoringItem('1.1.3') }));
    expect(twice).toMatchObject({ code: 'ITEM_CODE_TAKEN' });
    const left = await removeItem(workspace, { systemId, itemId: two!.id });
    expect(left.items.map(({ code }) => code)).toEqual(['1.1.3', '2.1.1', '1.1.1']);
    expect((await refusal(removeItem(workspace, { systemId, itemId: two!.id }))).code).toBe('ITEM_NOT_FOUND');
  });

  it('are not published while rules contradict their points', async () => {
    const workspace = await testWorkspace();
    const wrong = aScoringItem('1.1.1', {
      points: 100,
      rules: [{ kind: 'checklist', parts: [{ name: '甲', points: 30 }] }],
    });
    const draft = await importIndicatorSystem(workspace, aSmallSystem({ items: [wrong] }), { use: 'draft' });
    const systemId = draft.summary.id;
    const report = await refusal(publishSystem(workspace, { systemId }));
    expect(report.code).toBe('SYSTEM_INVALID');
    expect(report.what).toContain('1.1.1');
    expect(
      (await refusal(saveItem(workspace, { systemId, itemId: null, item: { ...wrong, code: '1.1.2' } })))
        .code,
    ).toBe('ITEM_INVALID');
    const empty = await removeItem(workspace, { systemId, itemId: draft.items[0]!.id });
    expect(empty.items).toEqual([]);
    expect((await refusal(publishSystem(workspace, { systemId }))).what).toContain('没有任何指标');
  });

  it('are compared item by item by their codes', async () => {
    const workspace = await testWorkspace();
    const { summary } = await getIndicatorSystem(workspace, {});
    const draft = await newSystemVersion(workspace, { basedOn: summary.id, version: 'b' });
    const systemId = draft.summary.id;
    const [changed, removed] = draft.items;
    const fresh = { ...bare(changed!), name: '新名称', leadScorer: '区政府办' };
    await saveItem(workspace, { systemId, itemId: changed!.id, item: fresh });
    await removeItem(workspace, { systemId, itemId: removed!.id });
    await saveItem(workspace, { systemId, itemId: null, item: aScoringItem('9.9.9') });
    const differences = await compareSystems(workspace, { before: summary.id, after: systemId });
    expect(differences).toEqual([
      {
        code: changed!.code,
        name: '新名称',
        kind: 'changed',
        fields: [
          { field: '三级指标', before: changed!.name, after: '新名称' },
          { field: '牵头评分单位', before: changed!.leadScorer, after: '区政府办' },
        ],
      },
      { code: '9.9.9', name: '事项9.9.9', kind: 'added', fields: [] },
      { code: removed!.code, name: removed!.name, kind: 'removed', fields: [] },
    ]);
    expect(await compareSystems(workspace, { before: summary.id, after: summary.id })).toEqual([]);
  });
});

describe('importIndicatorSystem', () => {
  it('stores nothing when the very same version is there', async () => {
    const workspace = await testWorkspace();
    const { system } = referenceSet();
    const again = await importIndicatorSystem(workspace, system, { use: 'ifUnscored' });
    expect(again).toMatchObject({ used: true, unchanged: true });
    expect(await listSystemVersions(workspace)).toHaveLength(1);
  });

  it('becomes the cycle’s version while nothing is scored, under a version name of its own', async () => {
    const workspace = await testWorkspace();
    const { system } = referenceSet();
    const changed = { ...system, title: '本区指标' };
    const imported = await importIndicatorSystem(workspace, changed, { use: 'ifUnscored' });
    expect(imported).toMatchObject({ used: true, unchanged: false });
    expect(imported.summary).toMatchObject({ status: 'published', version: `${system.version}-2` });
    expect((await getIndicatorSystem(workspace, {})).summary.id).toBe(imported.summary.id);
  });
});
