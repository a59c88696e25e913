import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { parsePoints } from '@shared/domain/points';
import type { SchemeComponent } from '@shared/domain/totals';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { applyOtherScores, importOtherScores } from '@electron/services/scheme/importOtherScores';
import { importSchemes } from '@electron/services/scheme/importSchemes';
import { listSchemes } from '@electron/services/scheme/listSchemes';
import { recordOtherScores } from '@electron/services/scheme/recordOtherScores';
import { removeScheme } from '@electron/services/scheme/removeScheme';
import { saveScheme } from '@electron/services/scheme/saveScheme';
import { computeCycle } from '@electron/services/totals/computeCycle';
import type { Workspace } from '@electron/services/workspace/workspace';
import { writeSchemeWorkbook } from '@electron/workbook/schemeWorkbook';
import { parseOtherScores } from '@shared/tables/schemeTable';
import { aSheet } from '../../helpers/sheets';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal, testWorkspace } from '../../helpers/testWorkspace';

const line = (name: string, weight: string, ruleOfLaw = false): SchemeComponent => ({
  name,
  weight: parsePoints(weight)!,
  ruleOfLaw,
});

/** 法治建设 at one weight and one other component with the rest. */
const scheme = (law: string, rest: string): SchemeComponent[] => [
  line('法治建设', law, true),
  line('经济发展', rest),
];

async function firstGroup(workspace: Workspace): Promise<number> {
  return (await loadAssessment(workspace)).groups[0]!.id;
}

describe('saveScheme', () => {
  it.each([
    ['9.99', '90.01', '法治占比 9.99%,低于10%,不能保存'],
    ['99.6', '900.4', '法治占比 9.96%,低于10%,不能保存'],
    ['99.99', '900.01', '法治占比 9.99%,低于10%,不能保存'],
  ])('refuses %s beside %s and says which requirement it breaks', async (law, rest, message) => {
    const workspace = await testWorkspace();
    const groupId = await firstGroup(workspace);
    const report = await refusal(saveScheme(workspace, { groupId, components: scheme(law, rest) }));
    expect(report.code).toBe('LAW_WEIGHT_BELOW_10');
    expect(report.what).toContain(message);
    expect(report.what).toContain('不得低于 10%');
    expect(await listSchemes(workspace)).toEqual([]);
  });

  it.each([
    ['10', '90'],
    ['100', '900'],
    ['10.01', '89.99'],
  ])('accepts %s beside %s', async (law, rest) => {
    const workspace = await testWorkspace();
    const groupId = await firstGroup(workspace);
    const saved = await saveScheme(workspace, { groupId, components: scheme(law, rest) });
    expect(saved).toHaveLength(1);
    expect(saved[0]?.components.map(({ id: _id, ...component }) => component)).toEqual(scheme(law, rest));
  });

  it('counts all 法治 lines together', async () => {
    const workspace = await testWorkspace();
    const groupId = await firstGroup(workspace);
    const lines = [line('法治建设', '6', true), line('普法', '2', true), line('复议应诉', '2', true)];
    const saved = await saveScheme(workspace, { groupId, components: [...lines, line('其他', '90')] });
    expect(saved[0]?.components).toHaveLength(4);
  });

  it('refuses weights that are not 100 or 1000, names twice, and no law at all', async () => {
    const workspace = await testWorkspace();
    const groupId = await firstGroup(workspace);
    const codeOf = async (components: SchemeComponent[]) =>
      (await refusal(saveScheme(workspace, { groupId, components }))).code;
    expect(await codeOf(scheme('20', '79.99'))).toBe('WEIGHTS_NOT_100');
    expect(await codeOf([line('法治', '50', true), line('法治', '50')])).toBe('SCHEME_INVALID');
    expect(await codeOf([line('经济', '100')])).toBe('LAW_WEIGHT_BELOW_10');
    expect(await listSchemes(workspace)).toEqual([]);
  });

  it('keeps the old scheme when the new one is refused, and scores of components that keep their name', async () => {
    const workspace = await testWorkspace();
    const { groups, units } = await loadAssessment(workspace);
    const groupId = groups[0]!.id;
    const unit = units.find((each) => each.groupId === groupId)!;
    const [before] = await saveScheme(workspace, { groupId, components: scheme('10', '90') });
    const componentId = before!.components[1]!.id;
    await recordOtherScores(workspace, { scores: [{ componentId, unitId: unit.id, score: '88.5' }] });
    await refusal(saveScheme(workspace, { groupId, components: scheme('9.99', '90.01') }));
    expect(await listSchemes(workspace)).toEqual([before]);
    const changed = [line('法治建设', '15', true), line('党的建设', '25'), line('经济发展', '60')];
    await saveScheme(workspace, { groupId, components: changed });
    const result = (await computeCycle(workspace)).units.find(({ id }) => id === unit.id)!;
    expect(result.otherScores).toEqual([null, 8850]);
    expect(result.comprehensiveTotal).toBeNull();
    expect(await removeScheme(workspace, { groupId })).toEqual([]);
  });
});

describe('the database itself', () => {
  it.each([
    ['a law weight lowered', `UPDATE scheme_component SET weight = 999 WHERE rule_of_law = 1`],
    ['another weight raised', `UPDATE scheme_component SET weight = 9001 WHERE rule_of_law = 0`],
    ['a line no longer law', `UPDATE scheme_component SET rule_of_law = 0`],
    ['a law line deleted', `DELETE FROM scheme_component WHERE rule_of_law = 1`],
    [
      'a line added',
      `INSERT INTO scheme_component (scheme_id, position, name, weight, rule_of_law)
       SELECT id, 9, '其他', 1, 0 FROM comprehensive_scheme`,
    ],
  ])('refuses %s by direct SQL', async (_name, statement) => {
    const workspace = await testWorkspace();
    await saveScheme(workspace, { groupId: await firstGroup(workspace), components: scheme('10', '90') });
    const before = await listSchemes(workspace);
    await expect(sql.raw(statement).execute(workspace.db)).rejects.toThrow(
      /LAW_WEIGHT_BELOW_MINIMUM|WEIGHTS_NOT_WHOLE/,
    );
    expect(await listSchemes(workspace)).toEqual(before);
  });
});

describe('other components’ scores', () => {
  async function withScheme() {
    const workspace = await testWorkspace();
    const { groups, units } = await loadAssessment(workspace);
    const group = groups[0]!;
    const [saved] = await saveScheme(workspace, { groupId: group.id, components: scheme('10', '90') });
    const own = units.filter((unit) => unit.groupId === group.id);
    const stranger = units.find((unit) => unit.groupId !== group.id)!;
    return { workspace, group, own, stranger, law: saved!.components[0]!, other: saved!.components[1]! };
  }

  it('are 0 to 100 with two decimals, all of a call or none', async () => {
    const { workspace, own, other, law, stranger } = await withScheme();
    const put = (score: string, unitId = own[0]!.id, componentId = other.id) =>
      recordOtherScores(workspace, {
        scores: [
          { componentId: other.id, unitId: own[1]!.id, score: '70' },
          { componentId, unitId, score },
        ],
      });
    for (const bad of ['100.01', '-1', '8.888', '优']) {
      const report = await refusal(put(bad));
      expect(report.code).toBe('OTHER_SCORE_RANGE');
      expect(report.what).toContain('0 到 100');
    }
    expect((await refusal(put('50', own[0]!.id, law.id))).code).toBe('COMPONENT_NOT_FOUND');
    expect((await refusal(put('50', stranger.id))).code).toBe('COMPONENT_NOT_FOUND');
    const scoreOf = async (id: number) =>
      (await computeCycle(workspace)).units.find((unit) => unit.id === id)?.otherScores[0];
    expect(await scoreOf(own[1]!.id)).toBeNull();
    await put('１００');
    expect([await scoreOf(own[0]!.id), await scoreOf(own[1]!.id)]).toEqual([10_000, 7000]);
    await put('');
    expect(await scoreOf(own[0]!.id)).toBeNull();
  });

  it('come in from a table that names each wrong cell, or not at all', async () => {
    const { workspace, own, other } = await withScheme();
    const schemes = await listSchemes(workspace);
    const file = async (scores: Record<string, Record<string, number>>) => {
      const path = join(await tempFolder(), '得分.xlsx');
      const rows = Object.entries(scores).map(([code, own]) => ({ code, name: '', scores: own }));
      await writeSchemeWorkbook(schemes, rows, path);
      return path;
    };
    const bad = await refusal(
      importOtherScores(
        workspace,
        await file({ 无此单位: { [other.name]: 9000 }, [own[0]!.code]: { [other.name]: 8000 } }),
      ),
    );
    expect(bad).toMatchObject({ code: 'IMPORT_BLOCKED', place: { cell: 'A2' } });
    expect(bad.what).toContain('无此单位');
    const result = async () => (await computeCycle(workspace)).units.find(({ id }) => id === own[0]!.id)!;
    expect((await result()).otherScores).toEqual([null]);
    const good = await file({ [own[0]!.code]: { [other.name]: 8000 } });
    expect(await importOtherScores(workspace, good)).toEqual({ changed: 1, ignored: [] });
    expect(await result()).toMatchObject({
      otherScores: [8000],
      contribution: 0,
      comprehensiveTotal: 7200,
      comprehensiveRank: 1,
    });
  });
});

describe('a table of other scores made elsewhere', () => {
  async function withSheet(rows: Parameters<typeof aSheet>[0]) {
    const workspace = await testWorkspace();
    const { groups, units } = await loadAssessment(workspace);
    const components = [line('法治建设', '10', true), line('高质量 发展（一）', '90')];
    await saveScheme(workspace, { groupId: groups[0]!.id, components });
    const unit = units.find((each) => each.groupId === groups[0]!.id)!;
    const table = parseOtherScores([
      aSheet(
        rows.map((row) => row.map((cell) => (cell === 'CODE' ? unit.code : cell))),
        { name: '得分' },
      ),
    ]);
    const stored = async () =>
      (await computeCycle(workspace)).units.find(({ id }) => id === unit.id)?.otherScores;
    return { workspace, table, stored };
  }

  it('finds a component whatever blanks and brackets its heading has, and leaves other columns out', async () => {
    const { workspace, table, stored } = await withSheet([
      ['单位编码', '单位名称', '单位类别', '高质量发展(一)', '合计'],
      ['CODE', '', '有行政执法权部门', 88.5, 188.5],
    ]);
    expect(await applyOtherScores(workspace, table)).toEqual({ changed: 1, ignored: ['单位类别', '合计'] });
    expect(await stored()).toEqual([8850]);
  });

  it('is refused where no column is a component', async () => {
    const { workspace, table, stored } = await withSheet([
      ['单位编码', '单位名称', '高质最发展'],
      ['CODE', '', 88.5],
    ]);
    expect(await refusal(applyOtherScores(workspace, table))).toMatchObject({
      code: 'IMPORT_BLOCKED',
      place: { cell: 'C2' },
    });
    expect(await stored()).toEqual([null]);
  });
});

describe('importSchemes', () => {
  async function file(components: SchemeComponent[], group = '有行政执法权部门'): Promise<string> {
    const path = join(await tempFolder(), '方案.xlsx');
    await writeSchemeWorkbook([{ group, components }], [], path);
    return path;
  }

  it('saves the table and exports it unchanged (R4)', async () => {
    const workspace = await testWorkspace();
    const saved = await importSchemes(workspace, await file(scheme('10', '90')));
    expect(saved).toMatchObject([{ group: '有行政执法权部门', components: scheme('10', '90') }]);
    expect(await importSchemes(workspace, await file([...saved[0]!.components]))).toEqual(saved);
  });

  it('refuses a share below a tenth and an unknown group, whole', async () => {
    const workspace = await testWorkspace();
    const low = await refusal(importSchemes(workspace, await file(scheme('9.99', '90.01'))));
    expect(low.code).toBe('LAW_WEIGHT_BELOW_10');
    expect(low.what).toContain('9.99%');
    const unknown = await refusal(importSchemes(workspace, await file(scheme('10', '90'), '企业')));
    expect(unknown).toMatchObject({ code: 'IMPORT_BLOCKED' });
    expect(unknown.what).toContain('企业');
    expect(await listSchemes(workspace)).toEqual([]);
  });
});
