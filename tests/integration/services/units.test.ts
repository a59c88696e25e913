import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STANDARD_GROUPS } from '@shared/domain/unit';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { recordScore } from '@electron/services/scores/recordScore';
import { exportUnits } from '@electron/services/units/exportUnits';
import { importUnits } from '@electron/services/units/importUnits';
import { listUnitGroups } from '@electron/services/units/listUnitGroups';
import { listUnits } from '@electron/services/units/listUnits';
import { previewUnits } from '@electron/services/units/previewUnits';
import { removeUnit } from '@electron/services/units/removeUnit';
import { saveUnit } from '@electron/services/units/saveUnit';
import { computeCycle } from '@electron/services/totals/computeCycle';
import { aSmallSystem, aUnit } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';
import { acting } from '../../helpers/acting';
import { anAccount, markedBy } from '../../helpers/scorerAccounts';
import { anEntry, referenceSet, refusal, testWorkspace } from '../../helpers/testWorkspace';

describe('units', () => {
  it('come out as a table that imports unchanged (R4)', async () => {
    const workspace = await testWorkspace();
    const before = await listUnits(workspace);
    const path = join(await tempFolder(), '单位.xlsx');
    await exportUnits(workspace, path);
    const preview = await previewUnits(workspace, path);
    expect(preview).toMatchObject({ fileName: '单位.xlsx', problems: [], blocked: false });
    expect(new Set(preview.units.map(({ change }) => change))).toEqual(new Set(['same']));
    expect(await importUnits(workspace, preview.units)).toEqual(before);
    expect(before).toHaveLength(referenceSet().sampleUnits.length);
  });

  it('are all new before there is a workspace', async () => {
    const workspace = await testWorkspace();
    const path = join(await tempFolder(), '单位.xlsx');
    await exportUnits(workspace, path);
    const preview = await previewUnits(null, path);
    expect(preview.units.every(({ change }) => change === 'new')).toBe(true);
  });

  it('keep their scores when a table changes them, and stay when it leaves them out', async () => {
    const workspace = await testWorkspace({ system: aSmallSystem(), units: [aUnit('01'), aUnit('02')] });
    const { items, unitByCode } = await loadAssessment(workspace);
    const unitId = unitByCode.get('01')!.id;
    const entry = anEntry({}, { points: '50' });
    await recordScore(workspace, { unitId, itemId: items[0]!.id, entry, editId: 'x' });
    const renamed = { ...aUnit('01', STANDARD_GROUPS[2]), name: '新名称', tags: ['属地'] };
    const units = await importUnits(workspace, [renamed, aUnit('03', '开发区')]);
    expect(units.map(({ code, group }) => [code, group])).toEqual([
      ['01', STANDARD_GROUPS[2]],
      ['02', STANDARD_GROUPS[0]],
      ['03', '开发区'],
    ]);
    expect(units[0]).toMatchObject({ id: unitId, name: '新名称', tags: ['属地'] });
    expect((await listUnitGroups(workspace)).map(({ name, unitCount }) => [name, unitCount])).toEqual([
      [STANDARD_GROUPS[0], 1],
      [STANDARD_GROUPS[1], 0],
      [STANDARD_GROUPS[2], 1],
      ['开发区', 1],
    ]);
    // The second item is only for the first group, so it left the unit's table with the group.
    expect((await computeCycle(workspace)).units.find(({ id }) => id === unitId)).toMatchObject({
      raw: 5000,
      applicable: 5000,
      unscored: 0,
    });
  });

  it('are saved one by one, with codes that occur once', async () => {
    const workspace = await testWorkspace({ system: aSmallSystem(), units: [aUnit('01')] });
    const [first] = await listUnits(workspace);
    const added = await saveUnit(workspace, { unitId: null, unit: aUnit('1.10', '新类别', { position: 2 }) });
    expect(added.map(({ code }) => code)).toEqual(['01', '1.10']);
    const taken = await refusal(saveUnit(workspace, { unitId: null, unit: aUnit('01') }));
    expect(taken.code).toBe('UNIT_CODE_TAKEN');
    expect(taken.what).toContain('单位01');
    const changed = await saveUnit(workspace, { unitId: first!.id, unit: aUnit('02') });
    expect(changed[0]).toMatchObject({ id: first!.id, code: '02' });
    expect((await refusal(saveUnit(workspace, { unitId: 999, unit: aUnit('09') }))).code).toBe(
      'UNIT_NOT_FOUND',
    );
  });

  it('leave no empty group of their own behind', async () => {
    const workspace = await testWorkspace({ system: aSmallSystem(), units: [aUnit('01', '写错的类别')] });
    const [unit] = await listUnits(workspace);
    await saveUnit(workspace, { unitId: unit!.id, unit: aUnit('01') });
    expect((await listUnitGroups(workspace)).map(({ name }) => name)).toEqual([...STANDARD_GROUPS]);
  });

  it('are not removed with what hangs on them, and the message says how much', async () => {
    const workspace = await testWorkspace({ system: aSmallSystem(), units: [aUnit('01'), aUnit('02')] });
    const { items, units } = await loadAssessment(workspace);
    const unitId = units[0]!.id;
    await recordScore(workspace, {
      unitId,
      itemId: items[0]!.id,
      entry: anEntry({}, { points: '1' }),
      editId: 'x',
    });
    const report = await refusal(removeUnit(workspace, { unitId }));
    expect(report.code).toBe('UNIT_HAS_RECORDS');
    expect(report.what).toContain('它已有评分 1 项。');
    expect(await removeUnit(workspace, { unitId: units[1]!.id })).toHaveLength(1);
  });

  it('are not removed with markings alone, or with what was checked or appealed', async () => {
    const workspace = await testWorkspace({ system: aSmallSystem(), units: [aUnit('01'), aUnit('02')] });
    const { items, units } = await loadAssessment(workspace);
    const [marked, checked] = units;
    const scorers = [await anAccount(workspace, '张三'), await anAccount(workspace, '李四')];
    await markedBy(workspace, items[0]!.id, scorers);
    const typed = { unitId: marked!.id, itemId: items[0]!.id, entry: anEntry({}, { points: '1' }) };
    await acting(workspace, scorers[0]!, () => recordScore(workspace, { ...typed, editId: 'x' }));
    const report = await refusal(removeUnit(workspace, { unitId: marked!.id }));
    expect([report.code, report.what]).toEqual([
      'UNIT_HAS_RECORDS',
      '“单位01”不能删除：它已有多人评分 1 份。',
    ]);
    const check = { uid: 's', unit_id: checked!.id, team: '一组', planned_on: '', checked_on: '', note: '' };
    const { cycle } = await loadAssessment(workspace);
    await workspace.db
      .insertInto('site_check')
      .values({ ...check, cycle_id: cycle.id, person: '考评办', at: 'x' })
      .execute();
    expect((await refusal(removeUnit(workspace, { unitId: checked!.id }))).what).toContain(
      '核查、申诉和更正 1 件',
    );
  });
});
