import { describe, expect, it } from 'vitest';
import { EMPTY_ENTRY, type ScoreEntry } from '@shared/domain/score';
import type {
  ItemView,
  RankedTotalView,
  RecordedScore,
  ScoreRow,
  ScoreSheetView,
  UnitProgress,
} from '@shared/ipc/views';
import { summaryOf } from '@renderer/features/scoring/entrySummary';
import { figuresOf, openColumn, recordInColumn, typeInColumn } from '@renderer/features/scoring/itemColumn';
import { limitText, reasonLine, resultText, unplacedProblems } from '@renderer/features/scoring/resultText';
import {
  openSheet,
  progressOf,
  takeEvidenceCount,
  takeRecorded,
  typeEntry,
} from '@renderer/features/scoring/sheetState';
import { filterUnits } from '@renderer/features/scoring/useUnitFilter';

const YEAR = 2020;

function item(id: number, change: Partial<ItemView> = {}): ItemView {
  return {
    id,
    code: `4.2.${id}`,
    section: 'base',
    level1Code: '4',
    level1Name: '严格规范公正文明执法',
    level2Code: '4.2',
    level2Name: '执法公示',
    name: '事后公示及时率',
    requirement: '',
    points: 100,
    rules: [
      {
        kind: 'ratio',
        metric: '及时率',
        numerator: '及时公示数',
        denominator: '应公示数',
        target: '100',
        mode: 'step',
        stepSize: '5',
        perStep: 20,
        stepRounding: 'ceil',
        whenEmpty: 'na',
      },
    ],
    standard: '',
    evidence: [],
    groups: [],
    unitTags: [],
    leadScorer: '区司法局',
    basis: [],
    ...change,
  };
}

const row = (unitId: number, itemId: number, entry: ScoreEntry = EMPTY_ENTRY): ScoreRow => ({
  unitId,
  itemId,
  entry,
  status: 'unscored',
  points: null,
  adjustment: 0,
  finalPoints: null,
  settled: false,
  scorer: '',
  revision: 0,
  updatedAt: null,
});

const TOTAL: RankedTotalView = {
  unitId: '7',
  raw: 0,
  applicable: 200,
  converted: 0,
  bonus: 0,
  deduction: 0,
  final: 0,
  veto: null,
  unscored: 2,
  scored: 0,
  rank: 3,
  grade: null,
  gradeNote: null,
  rankedOf: 5,
};

const ITEMS = new Map([item(1), item(2)].map((each) => [each.id, each]));
const VIEW: ScoreSheetView = {
  unit: {
    id: 7,
    groupId: 1,
    code: 'U07',
    name: '区城市管理局',
    shortName: '城管局',
    group: '镇（街道）',
    tags: [],
    position: 1,
  },
  rows: [1, 2, 99].map((itemId) => ({
    ...row(7, itemId),
    evidenceCount: 0,
    selfPoints: '',
    selfStatement: '',
    priorPoints: null,
    priorReason: '',
  })),
  total: TOTAL,
};
const ratio = (numerator: string, denominator: string): ScoreEntry => ({
  ...EMPTY_ENTRY,
  inputs: [{ 分子: numerator, 分母: denominator }],
});
const nothingTyped = () => undefined;

describe('the sheet of a unit', () => {
  it('gives points and reason with the keystroke, before the database answers', () => {
    const sheet = typeEntry(openSheet(VIEW, ITEMS, nothingTyped, YEAR), 1, ratio('85', '90'), YEAR);
    const line = sheet.lines[0]!;
    // 94.44 % of 100 %: two steps of 5 points, the part of a step counts as one.
    expect(line.result).toMatchObject({ status: 'scored', points: 60 });
    expect(resultText(line.item, line.result)).toBe('得分 0.60');
    expect(reasonLine(line.result)).toContain('94.44%');
    expect(line.row.revision).toBe(0);
  });

  it('lays what is typed and not yet stored over what the database knows', () => {
    const typed = (itemId: number) => (itemId === 2 ? ratio('0', '0') : undefined);
    const sheet = openSheet(VIEW, ITEMS, typed, YEAR);
    expect(sheet.lines[1]?.result.status).toBe('notApplicable');
    expect(progressOf(sheet)).toEqual({ scored: 0, applicable: 1 });
  });

  it('leaves out rows of items the system no longer has', () => {
    expect(openSheet(VIEW, ITEMS, nothingTyped, YEAR).lines.map((line) => line.item.id)).toEqual([1, 2]);
  });

  it('takes the answer without touching what was typed meanwhile', () => {
    const typed = typeEntry(openSheet(VIEW, ITEMS, nothingTyped, YEAR), 1, ratio('85', '90'), YEAR);
    const answer: RecordedScore = {
      row: { ...row(7, 1, ratio('8', '')), revision: 4 },
      total: { ...TOTAL, raw: 60, scored: 1, unscored: 1 },
      savedAt: '2020-03-05T10:32:05+08:00',
    };
    const after = takeRecorded(typed, answer);
    expect(after.lines[0]?.entry).toEqual(ratio('85', '90'));
    expect(after.lines[0]?.row.revision).toBe(4);
    expect(after.total).toMatchObject({ raw: 60, rank: 3 });
  });

  it('counts evidence', () => {
    expect(
      takeEvidenceCount(openSheet(VIEW, ITEMS, nothingTyped, YEAR), 2, 3).lines[1]?.row.evidenceCount,
    ).toBe(3);
  });

  it('refuses a numerator above its denominator at the field', () => {
    const line = typeEntry(openSheet(VIEW, ITEMS, nothingTyped, YEAR), 1, ratio('91', '90'), YEAR).lines[0]!;
    expect(line.result.status).toBe('unscored');
    expect(line.result.problems[0]?.field).toMatch(/分子|分母/);
    expect(unplacedProblems(line.result.problems, new Set(['分子', '分母']))).toEqual([]);
    expect(reasonLine(line.result)).toBe('');
  });
});

describe('limits shown beside the name', () => {
  it('name full points, the cap of a bonus and the most a deduction takes', () => {
    const bonus = item(3, {
      section: 'bonus',
      points: 0,
      rules: [{ kind: 'bonusPerOccurrence', unit: '项', levels: [], cap: 300 }],
    });
    const taken = item(4, {
      section: 'deduction',
      points: 0,
      rules: [{ kind: 'perOccurrenceDeduct', events: [], maxDeduct: 250 }],
    });
    expect([limitText(item(1)), limitText(bonus), limitText(taken)]).toEqual([
      '满分 1.00',
      '最多加 3.00',
      '最多扣 2.50',
    ]);
  });
});

describe('an entry of 修改记录', () => {
  it('says figure, inputs by their names and reason', () => {
    const entry = { ...ratio('85', '90'), reason: '超期5件' };
    expect(summaryOf(item(1), { entry, status: 'scored', points: 60 })).toBe(
      '得分 0.60；分子 85，分母 90；理由：超期5件',
    );
    expect(summaryOf(item(1), { entry: EMPTY_ENTRY, status: 'unscored', points: null })).toBe('未评');
  });
});

describe('one item over all units', () => {
  const unit = (unitId: number, scored = 0): UnitProgress => ({
    unitId,
    code: `U${unitId}`,
    name: `单位${unitId}`,
    shortName: '',
    group: unitId < 3 ? '镇（街道）' : '有行政执法权部门',
    scored,
    applicable: 2,
  });
  const units = [unit(1), unit(2, 2), unit(3)];
  const open = () =>
    openColumn(item(1), [row(3, 1), row(1, 1, ratio('90', '90'))], units, nothingTyped, YEAR);

  it('follows the unit list and leaves out units it does not belong to', () => {
    expect(open().map((line) => line.unit.unitId)).toEqual([1, 3]);
  });

  it('shows mean, lowest and highest of the scored units only', () => {
    const lines = typeInColumn(open(), item(1), 3, ratio('85', '90'), YEAR);
    expect(figuresOf(lines)).toEqual({ scored: 2, mean: 80, min: 60, max: 100 });
    expect(figuresOf(typeInColumn(open(), item(1), 1, EMPTY_ENTRY, YEAR))).toBeNull();
  });

  it('takes the stored row of its unit', () => {
    expect(recordInColumn(open(), { row: { ...row(3, 1), revision: 2 } })[1]?.row.revision).toBe(2);
  });

  it('filters units by group and by what is left to score, keeping the chosen one', () => {
    expect(filterUnits(units, '镇（街道）', false, null).map((each) => each.unitId)).toEqual([1, 2]);
    expect(filterUnits(units, '', true, null).map((each) => each.unitId)).toEqual([1, 3]);
    expect(filterUnits(units, '', true, 2).map((each) => each.unitId)).toEqual([1, 2, 3]);
  });
});
