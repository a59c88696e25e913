import { describe, expect, it } from 'vitest';
import { parseOtherScores, parseSchemeTable } from '@shared/tables/schemeTable';
import { aSheet, inShort } from '../../helpers/sheets';

const HEADINGS = ['单位类别', '组成部分', '权重', '是否法治'];
const scheme = (...rows: (string | number | null | { text: string; number: string })[][]) =>
  parseSchemeTable([aSheet([HEADINGS, ...rows], { name: '方案' })]);

describe('sheet 方案', () => {
  it('accepts 10/100 and 100/1000, several 法治 lines, percentages and a group written once', () => {
    const table = scheme(
      ['镇（街道）', '法治建设', 6, '是'],
      [null, '普法', { text: '4%', number: '0.04' }, '√'],
      [null, '高质量发展', '９０', '否'],
      ['合计', '合计', 100, null],
      ['部门', '法治', '100', '是'],
      ['部门', '其他', 900, null],
    );
    expect(table.problems).toEqual([]);
    expect(table.schemes).toEqual([
      {
        group: '镇（街道）',
        components: [
          { name: '法治建设', weight: 600, ruleOfLaw: true },
          { name: '普法', weight: 400, ruleOfLaw: true },
          { name: '高质量发展', weight: 9000, ruleOfLaw: false },
        ],
      },
      {
        group: '部门',
        components: [
          { name: '法治', weight: 10_000, ruleOfLaw: true },
          { name: '其他', weight: 90_000, ruleOfLaw: false },
        ],
      },
    ]);
  });

  it.each([
    ['9.99 of 100', '9.99', '90.01'],
    ['99.6 of 1000', '99.6', '900.4'],
    ['99.9 of 1000', '99.9', '900.1'],
  ])('refuses %s and says which requirement is broken', (_case, law, rest) => {
    const table = scheme(['部门', '法治建设', law, '是'], ['部门', '其他', rest, '否']);
    expect(inShort(table.problems)).toEqual(['error SCHEME_LAW_SHARE C2']);
    expect(table.problems[0]?.message).toContain('低于10%');
  });

  it('a percentage that only looks like 10 % is read exactly', () => {
    const table = scheme(
      ['部门', '法治建设', { text: '10.00%', number: '0.09996' }, '是'],
      ['部门', '其他', 90, '否'],
    );
    expect(inShort(table.problems)).toContain('error SCHEME_WEIGHT C2');
  });

  it('reports sums, words and blanks with their cells', () => {
    const table = scheme(
      ['部门', '法治建设', 20, '是'],
      ['部门', '其他', 70, '也许'],
      ['部门', null, 5, '否'],
      ['部门', '党建', 'x', '否'],
    );
    expect(inShort(table.problems)).toEqual([
      'error NOT_YES_NO D3',
      'error SCHEME_NAME B4',
      'error SCHEME_WEIGHT C5',
      'error SCHEME_SUM C2',
    ]);
  });
});

describe('groups of sheet 方案', () => {
  it('keep their blanks, and are one however they are written', () => {
    const table = parseSchemeTable([
      aSheet(
        [
          ['单位类别', '组成部分', '权重', '是否法治'],
          ['平台 A（国企）', '法治建设', 10, '是'],
          ['平台A(国企)', '经济 发展', 90, '否'],
        ],
        { name: '方案' },
      ),
    ]);
    expect(table.problems).toEqual([]);
    expect(table.schemes.map(({ group, components }) => [group, components.length])).toEqual([
      ['平台 A（国企）', 2],
    ]);
  });
});

describe('sheet 得分', () => {
  it('reads a column for each component, empty is not zero, and names what is out of range', () => {
    const table = parseOtherScores([
      aSheet(
        [
          ['序号', '单位编码', '单位名称', '高质量发展', '党建', '备注'],
          [1, 'A01', '甲局', '88.5', null, '好'],
          [2, 'A02', '乙局', 100.01, '-1'],
          [3, 'A01', '甲局', 1],
          [4, null, '合计'],
        ],
        { name: '得分' },
      ),
    ]);
    expect(table.components).toEqual([
      { name: '高质量发展', column: 'D' },
      { name: '党建', column: 'E' },
    ]);
    expect(table.rows.map(({ unitCode, scores }) => [unitCode, scores])).toEqual([
      ['A01', { 高质量发展: 8850 }],
      ['A02', {}],
    ]);
    expect(inShort(table.problems)).toEqual([
      'error OTHER_SCORE_RANGE D3',
      'error OTHER_SCORE_RANGE E3',
      'error UNIT_CODE_DUPLICATE B4',
    ]);
  });
});
