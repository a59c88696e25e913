import { describe, expect, it } from 'vitest';
import { parseUnitTable } from '@shared/tables/unitTable';
import { aSheet, inShort } from '../../helpers/sheets';

const HEADINGS = ['单位编码', '单位名称', '简称', '单位类别', '单位标签', '排序'];
const GROUPS = ['有行政执法权部门', '无行政执法权部门', '镇（街道）'];

describe('the unit table', () => {
  it('reads codes as text, several tags, full-width brackets, merged groups, and keeps the order', () => {
    const table = parseUnitTable(
      [
        aSheet(
          [
            HEADINGS,
            ['A01', '区发展和改革委员会', '发改委', '有行政执法权部门', '生态环境、属地', '２'],
            ['1.10', '区教育局', '', null, '非诉分中心\n属地', ''],
            ['C01', '新  坝镇', null, '镇(街道)'],
          ],
          { merges: ['D2:D3'] },
        ),
      ],
      { knownGroups: GROUPS },
    );
    expect(table.problems).toEqual([]);
    expect(table.units).toEqual([
      {
        code: 'A01',
        name: '区发展和改革委员会',
        shortName: '发改委',
        group: '有行政执法权部门',
        tags: ['生态环境', '属地'],
        position: 2,
      },
      {
        code: '1.10',
        name: '区教育局',
        shortName: '区教育局',
        group: '有行政执法权部门',
        tags: ['非诉分中心', '属地'],
        position: 2,
      },
      { code: 'C01', name: '新坝镇', shortName: '新坝镇', group: '镇（街道）', tags: [], position: 3 },
    ]);
    expect(table.groups).toEqual(['有行政执法权部门', '镇（街道）']);
  });

  it('keeps the blanks of words in names, and takes one group however it is written', () => {
    const table = parseUnitTable(
      [
        aSheet([
          HEADINGS,
          ['A01', '高新区 A 类平台\n（国企）', null, '垂管单位 A'],
          ['A02', '司 法 局', null, '垂管单位Ａ'],
          ['A03', '新坝镇', null, '镇 (街道)'],
        ]),
      ],
      { knownGroups: GROUPS },
    );
    expect(table.units.map(({ name, group }) => [name, group])).toEqual([
      ['高新区 A 类平台（国企）', '垂管单位 A'],
      ['司法局', '垂管单位 A'],
      ['新坝镇', '镇（街道）'],
    ]);
    expect(inShort(table.problems)).toEqual(['warning UNIT_GROUP_UNKNOWN D2']);
  });

  it('says no more than what is wrong: a table whose only unit is wrong is not empty', () => {
    const table = parseUnitTable([aSheet([HEADINGS, ['A01', '甲局', null, null]])], { knownGroups: GROUPS });
    expect(inShort(table.problems)).toEqual(['error UNIT_GROUP_MISSING D2']);
  });

  it('numbers units where the table has no codes, and leaves notes out', () => {
    const table = parseUnitTable([
      aSheet([
        ['被考核单位', '组别'],
        ['区教育局', '部门'],
        ['区民政局', '部门'],
        [null, '合计 2 个'],
      ]),
    ]);
    expect(table.units.map(({ code }) => code)).toEqual(['U001', 'U002']);
    expect(inShort(table.problems)).toEqual(['assumption UNITS_NUMBERED A2', 'assumption ROW_LEFT_OUT A4']);
  });

  it('reports every defect with its cell', () => {
    const table = parseUnitTable(
      [
        aSheet([
          HEADINGS,
          ['A01', '甲局', null, '有行政执法权部门'],
          ['A01', '乙局', null, '有行政执法权部门', null, '第一'],
          [null, '丙局', null, '有行政执法权部门'],
          ['A04', null, null, '有行政执法权部门'],
          ['A05', '丁局', null, null],
          ['A06', '甲局', null, '学校'],
          ['A07', { text: '#REF!', kind: 'error' }, null, '镇（街道）'],
        ]),
      ],
      { knownGroups: GROUPS },
    );
    expect(inShort(table.problems)).toEqual([
      'error UNIT_CODE_DUPLICATE A3',
      'warning UNIT_POSITION F3',
      'error UNIT_CODE_MISSING A4',
      'error UNIT_NAME_MISSING B5',
      'error UNIT_GROUP_MISSING D6',
      'warning UNIT_GROUP_UNKNOWN D7',
      'warning UNIT_NAME_DUPLICATE B7',
      'error CELL_ERROR B8',
    ]);
  });

  it('missing columns and empty tables', () => {
    expect(
      inShort(
        parseUnitTable([
          aSheet([
            ['单位编码', '单位名称'],
            ['A01', '甲'],
          ]),
        ]).problems,
      ),
    ).toEqual(['error MISSING_COLUMN A1']);
    expect(inShort(parseUnitTable([aSheet([['甲'], ['乙']])]).problems)).toEqual([
      'error HEADING_NOT_FOUND A1',
    ]);
    expect(inShort(parseUnitTable([aSheet([HEADINGS])]).problems)).toEqual(['error EMPTY_TABLE B1']);
  });
});
