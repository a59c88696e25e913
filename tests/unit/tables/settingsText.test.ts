import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_SETTINGS,
  type NotApplicableMethod,
  type SystemSettings,
  type TieBreak,
} from '@shared/domain/indicatorSystem';
import { readReferenceSet } from '@shared/domain/referenceSet';
import { formatSettings, parseSettings } from '@shared/tables/settingsText';

const { system } = readReferenceSet(
  JSON.parse(readFileSync('resources/indicator-sets/jiangsu-reference-2020.json', 'utf8')),
);

describe('sheet 设置', () => {
  it('is written as tables.md lays it down', () => {
    const rows = new Map(formatSettings(system).map((row) => [row.name, row.value]));
    expect([...rows.keys()].slice(0, 11)).toEqual([
      '名称',
      '版本',
      '年度',
      '说明',
      '加分上限',
      '扣分上限',
      '最终得分上限',
      '不适用办法',
      '最低适用分值',
      '等次',
      '优秀比例',
    ]);
    expect(rows.get('等次')).toBe('优秀:90|良好:80|合格:60|不合格:0');
    expect(rows.get('优秀比例')).toBe('30%');
    expect(rows.get('不适用办法')).toBe('按比例折算');
    expect(rows.get('年度')).toBe('2020');
  });

  it('is read back unchanged', () => {
    expect(parseSettings(formatSettings(system))).toEqual({
      header: {
        title: system.title,
        version: system.version,
        year: 2020,
        note: system.provenance.note,
        systemId: system.systemId,
        official: false,
      },
      settings: system.settings,
      problems: [],
    });
    const settings: fc.Arbitrary<SystemSettings> = fc.record({
      bonusCap: fc.nat(100_000),
      deductionCap: fc.nat(100_000),
      finalMax: fc.nat(100_000),
      notApplicableMethod: fc.constantFrom<NotApplicableMethod>('proRata', 'fullMark', 'groupAverage'),
      minApplicablePoints: fc.nat(100_000),
      grades: fc.constantFrom(DEFAULT_SETTINGS.grades, [
        { name: '一|等:奖', min: 8550 },
        { name: '二等；奖', min: 0 },
      ]),
      excellentPercent: fc.integer({ min: 1, max: 100 }),
      tieBreaks: fc.shuffledSubarray<TieBreak>(['withoutBonus', 'enforcementRate', 'caseFileMean']),
    });
    fc.assert(
      fc.property(settings, (each) => {
        expect(parseSettings(formatSettings({ ...system, settings: each })).settings).toEqual(each);
      }),
    );
  });

  it('keeps the defaults for what is not there, and reads full-width figures', () => {
    expect(parseSettings([]).settings).toEqual(DEFAULT_SETTINGS);
    const { settings, header, problems } = parseSettings([
      { name: '加分上限', value: '１０分' },
      { name: '年度', value: '2024年' },
      { name: '优秀比例', value: '２０％' },
      { name: '备用', value: '随便' },
      { name: '扣分上限', value: '' },
    ]);
    expect(problems).toEqual([]);
    expect(header.year).toBe(2024);
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, bonusCap: 1000, excellentPercent: 20 });
  });

  it.each([
    ['年度', '去年'],
    ['加分上限', '五分'],
    ['加分上限', '-5'],
    ['不适用办法', '随便'],
    ['等次', '优秀:90|良好:95|不合格:0'],
    ['等次', '优秀:90|良好:80'],
    ['等次', '优秀'],
    ['优秀比例', '0%'],
    ['优秀比例', '130%'],
    ['优秀比例', '33.3%'],
    ['并列排序', '抽签'],
    ['官方文本', '也许'],
  ])('reports %s=%s with its row and keeps the default', (name, value) => {
    const { settings, problems } = parseSettings([
      { name: '名称', value: '指标' },
      { name, value },
    ]);
    expect(problems).toEqual([expect.objectContaining({ row: 1, code: 'BAD_SETTING' })]);
    expect(problems[0]?.remedy).not.toBe('');
    expect(settings).toEqual(DEFAULT_SETTINGS);
  });
});
