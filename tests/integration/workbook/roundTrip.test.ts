import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readIndicatorJson,
  readIndicatorTable,
  writeIndicatorTable,
} from '@electron/workbook/indicatorWorkbook';
import { readOtherScores, readSchemes, writeSchemeWorkbook } from '@electron/workbook/schemeWorkbook';
import { readScoreWorkbook, writeScoreTemplate } from '@electron/workbook/scoreWorkbook';
import { readUnitTable, writeUnitTable } from '@electron/workbook/unitWorkbook';
import { readReferenceSet } from '@shared/domain/referenceSet';
import { SECTION_NAMES, type IndicatorSystem, type ScoringItem } from '@shared/domain/indicatorSystem';
import type { ScoreEntry } from '@shared/domain/score';
import { belongsToUnit, STANDARD_GROUPS, type Unit } from '@shared/domain/unit';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import type { ParsedScoreRow, ScoreTemplateRow } from '@shared/tables/scoreTable';
import { assessments } from '../../helpers/independent/arbitraryAssessment';
import { aFolder, codeOf } from '../../helpers/workbooks';
import { inShort } from '../../helpers/sheets';

const REFERENCE = resolve(__dirname, '../../../resources/indicator-sets/jiangsu-reference-2020.json');

async function reference() {
  return readReferenceSet(JSON.parse(await readFile(REFERENCE, 'utf8')));
}

async function throughWorkbook(system: IndicatorSystem) {
  const path = join(await aFolder(), '指标.xlsx');
  await writeIndicatorTable(system, path);
  return readIndicatorTable(path, { knownGroups: STANDARD_GROUPS });
}

describe('an exported indicator table imports unchanged', () => {
  it('the reference set: every rule, list, basis and setting', async () => {
    const { system } = await reference();
    const preview = await throughWorkbook(system);
    expect(preview.problems).toEqual([]);
    expect(preview.system).toEqual(system);
    expect(preview).toMatchObject({ pointsTotal: 10_000, itemCount: 123 });
  });

  it('codes that say nothing of their levels, several rules, lists whose entries hold 、, texts that look like formulas', async () => {
    const { system } = await reference();
    const [first, second] = system.items as [ScoringItem, ScoringItem];
    const items: ScoringItem[] = [
      {
        ...first,
        code: 'GZ-10',
        level1Code: 'A',
        level1Name: '一、甲（18分）',
        level2Code: 'A-7',
        level2Name: '2.乙',
        name: '=HYPERLINK("x")（3分）',
        requirement: '-1+1',
        standard: '第一行\n@第二行\n\n第四行',
        evidence: ['文件、会议通知或议程'],
        groups: [],
        unitTags: ['生态环境', '属地'],
        leadScorer: '+区司法局',
        basis: [
          { source: 'law', text: '《纲要》\n第二行' },
          { source: '', text: '无出处' },
        ],
        points: 10_000,
        rules: [
          {
            kind: 'deductPerMissing',
            subject: '会议',
            required: '6',
            unit: '次',
            perMissing: 30,
            maxDeduct: 120,
            points: 120,
          },
          {
            kind: 'perOccurrenceDeduct',
            events: [{ label: '越权:推诿|等', unit: '次', each: 50 }],
            maxDeduct: 100,
          },
        ],
      },
      {
        ...second,
        code: '1.10',
        level1Code: 'A',
        level1Name: '一、甲（18分）',
        level2Code: 'A-8',
        level2Name: '丙',
        section: 'bonus',
        points: 0,
        rules: [{ kind: 'manual', guidance: '', step: 10, reasonRequired: true, points: 200 }],
      },
    ];
    const own: IndicatorSystem = {
      ...system,
      systemId: 'own',
      provenance: { official: true, note: '' },
      items,
    };
    const preview = await throughWorkbook(own);
    // Outside the base section the level-1 name is the section's own.
    const expected = [items[0], { ...items[1], level1Name: '加分项' }];
    expect(preview.system).toEqual({ ...own, items: expected });
  });

  it('the JSON set reads the same system, and says what is wrong with another file', async () => {
    expect((await readIndicatorJson(REFERENCE)).system).toEqual((await reference()).system);
    expect(await codeOf(readIndicatorJson(resolve(__dirname, '../../../package.json')))).toBe(
      'INDICATOR_FILE_INVALID',
    );
    expect(await codeOf(readIndicatorJson(resolve(__dirname, 'roundTrip.test.ts')))).toBe(
      'INDICATOR_FILE_INVALID',
    );
    expect(await codeOf(readIndicatorJson(resolve(__dirname, 'no.json')))).toBe('FILE_NOT_FOUND');
  });
});

describe('units, schemes and other scores', () => {
  it('units import unchanged', async () => {
    const { sampleUnits } = await reference();
    const path = join(await aFolder(), '单位.xlsx');
    await writeUnitTable(sampleUnits, path);
    const table = await readUnitTable(path, { knownGroups: STANDARD_GROUPS });
    expect(table.problems).toEqual([]);
    expect(table.units).toEqual(sampleUnits);
  });

  it('schemes and other scores import unchanged; a missing score stays missing', async () => {
    const schemes = [
      {
        group: '镇（街道）',
        components: [
          { name: '法治建设', weight: 1000, ruleOfLaw: true },
          { name: '高质量发展', weight: 9000, ruleOfLaw: false },
        ],
      },
      {
        group: '有行政执法权部门',
        components: [
          { name: '法治', weight: 8000, ruleOfLaw: true },
          { name: '普法', weight: 2000, ruleOfLaw: true },
          { name: '党建', weight: 90_000, ruleOfLaw: false },
        ],
      },
    ];
    const path = join(await aFolder(), '方案.xlsx');
    await writeSchemeWorkbook(
      schemes,
      [
        { code: 'C01', name: '甲镇', scores: { 高质量发展: 8850 } },
        { code: 'A01', name: '发改委', scores: {} },
      ],
      path,
    );
    expect(await readSchemes(path)).toMatchObject({ schemes, problems: [] });
    const other = await readOtherScores(path);
    expect(other.problems).toEqual([]);
    expect(other.components.map(({ name }) => name)).toEqual(['高质量发展', '党建']);
    expect(other.rows.map(({ unitCode, scores }) => [unitCode, scores])).toEqual([
      ['C01', { 高质量发展: 8850 }],
      ['A01', {}],
    ]);
  });
});

const entryOf = (item: ScoringItem): ScoreEntry | null => {
  const blank = { points: '', notApplicable: false, reason: '' };
  switch (item.rules[0]?.kind) {
    case 'ratio':
      return { ...blank, inputs: [{ 分子: '85', 分母: '90' }] };
    case 'caseReview':
      return { ...blank, inputs: [{ 得分: '92|78|55' }] };
    case 'deadline':
      return { ...blank, inputs: [{ 日期: '2021-03-03' }] };
    case 'yesNo':
      return { ...blank, inputs: [{ 满足: '是' }] };
    case 'checklist':
      return { inputs: [], points: '', notApplicable: true, reason: '=无此职能' };
    case 'graded':
      return null;
    default:
      return { ...blank, inputs: [] };
  }
};

describe('the scoring workbook', () => {
  it('written and read back gives the same entries; empty rows are left alone', async () => {
    const { system, sampleUnits } = await reference();
    const rows: ScoreTemplateRow[] = sampleUnits.flatMap((unit) =>
      system.items
        .filter((item) => belongsToUnit(item, unit))
        .map((item) => ({ unit, item, entry: entryOf(item), scorer: '张三' })),
    );
    const path = join(await aFolder(), '评分.xlsx');
    await writeScoreTemplate(rows, system.items, path);
    const read: ParsedScoreRow[] = [];
    const result = await readScoreWorkbook(
      path,
      {
        units: new Map(sampleUnits.map((unit) => [unit.code, unit])),
        items: new Map(system.items.map((item) => [item.code, item])),
        cycleYear: 2020,
      },
      (batch) => void read.push(...batch),
    );
    expect(inShort(result.problems)).toEqual([]);
    const filled = rows.filter(({ entry }) => entry && (entry.inputs.length > 0 || entry.notApplicable));
    expect(
      read.map(({ unitCode, itemCode, entry, scorer }) => ({ unitCode, itemCode, entry, scorer })),
    ).toEqual(
      filled.map(({ unit, item, entry, scorer }) => ({
        unitCode: unit.code,
        itemCode: item.code,
        entry,
        scorer,
      })),
    );
    expect(read.find(({ entry }) => entry.inputs[0]?.['分子'] === '85')?.result.status).toBe('scored');
  });
});

/** Outside the 100 points level 1 is named for the section: that is how a table marks it. */
function withSectionNames(system: IndicatorSystem): IndicatorSystem {
  const named = (item: ScoringItem) =>
    item.section === 'base' ? item : { ...item, level1Name: SECTION_NAMES[item.section] };
  return { ...system, items: system.items.map(named) };
}

describe('random assessments', () => {
  it('indicators, units, schemes and scores go out and come back the same', async () => {
    await fc.assert(
      fc.asyncProperty(assessments, async ({ units, schemes, entries, ...assessment }) => {
        const system = withSectionNames(assessment.system);
        const folder = await mkdtemp(join(tmpdir(), 'faheng-tables-'));
        try {
          const path = join(folder, 'table.xlsx');
          await writeIndicatorTable(system, path);
          expect((await readIndicatorTable(path)).system).toEqual(system);
          await writeUnitTable(units, path);
          expect((await readUnitTable(path)).units).toEqual(units);
          await writeSchemeWorkbook(schemes, [], path);
          expect((await readSchemes(path)).schemes).toEqual(schemes);
          await expectScoresBack(path, system, units, entries);
        } finally {
          await rm(folder, { recursive: true });
        }
      }),
      { numRuns: 25, seed: 20_201_123 },
    );
  });
});

/** Good entries come back as they were; the others are findings, none is changed on the way. */
async function expectScoresBack(
  path: string,
  system: IndicatorSystem,
  units: readonly Unit[],
  entries: ReadonlyMap<string, ReadonlyMap<string, ScoreEntry>>,
): Promise<void> {
  const rows = units.flatMap((unit) =>
    system.items
      .filter((item) => belongsToUnit(item, unit))
      .map((item) => ({ unit, item, entry: entries.get(unit.code)?.get(item.code) ?? null, scorer: '' })),
  );
  await writeScoreTemplate(rows, system.items, path);
  const context = {
    units: new Map(units.map((unit) => [unit.code, unit])),
    items: new Map(system.items.map((item) => [item.code, item])),
    cycleYear: system.year,
  };
  let compared = 0;
  await readScoreWorkbook(path, context, (batch) => {
    for (const { unitCode, itemCode, result } of batch) {
      const item = context.items.get(itemCode)!;
      expect(result).toEqual(evaluateItem(item, entries.get(unitCode)!.get(itemCode)!, system.year));
      compared += 1;
    }
  });
  const good = rows.filter(
    ({ item, entry }) => entry && evaluateItem(item, entry, system.year).status !== 'unscored',
  );
  expect(compared).toBeGreaterThanOrEqual(good.length);
}
