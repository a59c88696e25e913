import { describe, expect, it } from 'vitest';
import { parseIndicatorTable } from '@shared/tables/indicatorTable';
import { levelName, splitPoints } from '@shared/tables/wildTable';
import { aSheet, inShort } from '../../helpers/sheets';

const TITLE = '海州区2020年度法治政府建设考核指标及评分标准';

/** As offices send them: title, merged levels, no codes, points in the text, full-width digits, notes below. */
const WILD = aSheet(
  [
    [TITLE],
    ['（总分100分）'],
    ['序号', '考核项目', '考核内容', '评分细则', '分值', '备查材料', '责任部门', '自评分'],
    [
      1,
      '一、依法全面履行政府职能（60分）',
      '权责清单动态管理',
      '未公开的扣0.5分；\n未及时调整的扣0.5分。',
      '３０',
      '清单截图、审批单',
      '区委编办',
    ],
    [2, null, '不见面审批（30分）', '低于90%的酌情扣分', null, '统计表', '区行政审批局'],
    [3, '二、完善制度体系（４０分）', '规范性文件备案', '每缺一件扣1分', '40分', null, '区司法局'],
    ['合计', null, null, null, 100],
    ['注：本表由区司法局负责解释。'],
    ['填表人：', null, '审核人：'],
  ],
  { name: 'Sheet1', merges: ['A1:H1', 'A2:H2', 'B4:B5', 'A8:H8'] },
);

describe('a table found in the wild', () => {
  const preview = parseIndicatorTable([WILD], { year: 2020 });

  it('finds the headings below the title and maps them by their synonyms', () => {
    expect(preview.mapping).toEqual({
      一级指标: 'B',
      三级指标: 'C',
      分值: 'E',
      评分标准: 'D',
      佐证材料: 'F',
      牵头评分单位: 'G',
    });
    expect(preview.headings.map(({ text }) => text)).toEqual([
      '序号',
      '考核项目',
      '考核内容',
      '评分细则',
      '分值',
      '备查材料',
      '责任部门',
      '自评分',
    ]);
  });

  it('fills merged levels down, numbers the items and reads points from cells and brackets', () => {
    expect(
      preview.system.items.map(({ code, level1Code, level1Name, name, points }) => [
        code,
        level1Code,
        level1Name,
        name,
        points,
      ]),
    ).toEqual([
      ['1.1', '1', '依法全面履行政府职能', '权责清单动态管理', 3000],
      ['1.2', '1', '依法全面履行政府职能', '不见面审批', 3000],
      ['2.1', '2', '完善制度体系', '规范性文件备案', 4000],
    ]);
    expect(preview.rows).toEqual([4, 5, 6]);
    expect(preview.pointsTotal).toBe(10_000);
  });

  it('never guesses a rule: all are 酌情 with the text kept', () => {
    for (const item of preview.system.items) {
      expect(item.rules).toEqual([{ kind: 'manual', guidance: '', step: 10, reasonRequired: true }]);
    }
    expect(preview.system.items[0]).toMatchObject({
      standard: '未公开的扣0.5分；\n未及时调整的扣0.5分。',
      evidence: ['清单截图', '审批单'],
      leadScorer: '区委编办',
    });
  });

  it('says what it assumed and left out, and blocks nothing', () => {
    expect(inShort(preview.problems)).toEqual([
      'assumption SUBTOTAL_LEFT_OUT A7',
      'assumption ROW_LEFT_OUT A8',
      'assumption ROW_LEFT_OUT A9',
      'assumption POINTS_FROM_TEXT C5',
      'assumption NO_METHOD_COLUMN C3',
      'assumption ITEMS_NUMBERED A3',
      'assumption TITLE_FROM_SHEET A1',
    ]);
    expect(preview.system).toMatchObject({ title: TITLE, year: 2020 });
  });

  it('takes a mapping by letter or by heading instead of its guess', () => {
    const mapped = parseIndicatorTable([WILD], {
      mapping: { 三级指标: 'D', 评分标准: '', 考核要求: '考核内容' },
    });
    expect(mapped.mapping).toMatchObject({ 三级指标: 'D', 考核要求: 'C' });
    expect(mapped.mapping['评分标准']).toBeUndefined();
    expect(mapped.system.items[2]).toMatchObject({
      name: '每缺一件扣1分',
      requirement: '规范性文件备案',
      standard: '',
    });
  });
});

describe('a mapping by hand', () => {
  it('that names a column or heading that is not there is refused in words', () => {
    const preview = parseIndicatorTable([WILD], {
      mapping: { 分数: 'E', 评分标准: '没有这一列', 依据: 'Z' },
    });
    expect(inShort(preview.problems).filter((line) => line.startsWith('error'))).toEqual([
      'error MAPPED_COLUMN_UNKNOWN A3',
      'error MAPPED_HEADING_MISSING A3',
      'error MAPPED_HEADING_MISSING A3',
    ]);
  });

  it('reads a table none of whose headings is known', () => {
    const sheet = aSheet([['表一'], ['大类', '事由', '可得'], ['履职', '公开', 100]]);
    const first = parseIndicatorTable([sheet]);
    expect(inShort(first.problems)).toEqual(['error HEADING_NOT_FOUND A1']);
    expect(first.headings.map(({ text }) => text)).toEqual(['大类', '事由', '可得']);
    const mapped = parseIndicatorTable([sheet], { mapping: { 一级指标: 'A', 三级指标: 'B', 分值: '可得' } });
    expect(mapped.system.items).toMatchObject([{ level1Name: '履职', name: '公开', points: 10_000 }]);
  });
});

describe('defects, each with its cell', () => {
  it('lists all of them in one reading', () => {
    const preview = parseIndicatorTable([
      aSheet([
        ['指标编码', '一级指标', '三级指标', '分值'],
        ['1.1', '履职', '甲', 'abc'],
        ['1.1', '履职', '乙', 2],
        ['1.3', '履职', null, 3],
        [null, '履职', '丁', 1],
        ['1.5', '履职', '戊', null],
        ['1.6', '履职', '己', '1.234'],
        ['1.7', '履职', '庚', { text: '#REF!', kind: 'error' }],
        [{ text: '2026-01-08', kind: 'date' }, '履职', '辛', 1],
        ['合计', null, null, 80],
      ]),
    ]);
    expect(inShort(preview.problems).filter((line) => !line.startsWith('assumption'))).toEqual([
      'error ITEM_POINTS_INVALID D2',
      'error ITEM_NAME_MISSING C4',
      'error ITEM_POINTS_MISSING D6',
      'error ITEM_POINTS_INVALID D7',
      'error CELL_ERROR D8',
      'error DUPLICATE_CODE A3',
      'error ITEM_CODE_MISSING A5',
      'error CODE_IS_DATE A9',
      'warning POINTS_SUM D1',
      'warning STATED_TOTAL_DIFFERS D10',
    ]);
    for (const problem of preview.problems) {
      expect(problem.message).not.toBe('');
      expect(problem.remedy).not.toBe('');
    }
  });

  it('a row of formulas without results is no empty row', () => {
    const formula = { text: '', kind: 'noResult' } as const;
    const preview = parseIndicatorTable([
      aSheet([
        ['一级指标', '指标名称', '分值'],
        ['履职', '甲', 100],
        [formula, formula, formula],
      ]),
    ]);
    expect(inShort(preview.problems)).toEqual(
      expect.arrayContaining([
        'error CELL_NO_RESULT A3',
        'error CELL_NO_RESULT B3',
        'error CELL_NO_RESULT C3',
      ]),
    );
  });

  it('points merged over several items are nobody’s', () => {
    const preview = parseIndicatorTable([
      aSheet(
        [
          ['一级指标', '指标名称', '分值'],
          ['履职', '甲', 10],
          [null, '乙', null],
        ],
        { merges: ['A2:A3', 'C2:C3'] },
      ),
    ]);
    expect(inShort(preview.problems)).toContain('error POINTS_MERGED C3');
  });

  it('1.10 typed as a number collides with 1.1, and the remedy says why', () => {
    const preview = parseIndicatorTable([
      aSheet([
        ['指标编码', '一级指标', '三级指标', '分值'],
        [1.1, '履职', '甲', 50],
        [1.1, '履职', '乙', 50],
      ]),
    ]);
    expect(preview.problems.find(({ code }) => code === 'DUPLICATE_CODE')).toMatchObject({
      cell: 'A3',
      remedy: expect.stringContaining('文本格式') as unknown,
    });
  });

  it('no headings at all, and an empty workbook', () => {
    expect(inShort(parseIndicatorTable([aSheet([['甲', '乙']])]).problems)).toEqual([
      'error HEADING_NOT_FOUND A1',
    ]);
    expect(inShort(parseIndicatorTable([aSheet([])]).problems)).toEqual(['error EMPTY_TABLE A1']);
    expect(inShort(parseIndicatorTable([aSheet([['指标编码', '三级指标', '分值']])]).problems)).toEqual([
      'error EMPTY_TABLE B1',
    ]);
  });

  it('an unknown 评分方式 is an error with the kinds that exist; bad parameters name their cell', () => {
    const preview = parseIndicatorTable([
      aSheet([
        ['一级指标', '指标编码', '三级指标', '分值', '评分方式', '评分参数'],
        ['履职', '1.1', '甲', 50, '查阅资料', ''],
        ['履职', '1.2', '乙', 49, '缺少扣分', '应有=四'],
        ['履职', '1.3', '丙', 1, '', ''],
      ]),
    ]);
    expect(inShort(preview.problems)).toEqual(
      expect.arrayContaining(['error UNKNOWN_METHOD E2', 'assumption METHOD_EMPTY E4']),
    );
    expect(preview.problems.find(({ code }) => code === 'UNKNOWN_METHOD')?.remedy).toContain('按次扣分');
    expect(
      preview.problems.filter(({ severity, cell }) => severity === 'error' && cell === 'F3').length,
    ).toBeGreaterThan(0);
  });

  it('a group nobody has is pointed out once', () => {
    const preview = parseIndicatorTable(
      [
        aSheet([
          ['一级指标', '指标编码', '三级指标', '分值', '适用单位类别'],
          ['履职', '1.1', '甲', 50, '镇(街道)'],
          ['履职', '1.2', '乙', 25, '学校'],
          ['履职', '1.3', '丙', 25, '全部单位'],
        ]),
      ],
      { knownGroups: ['有行政执法权部门', '镇（街道）'] },
    );
    expect(preview.system.items.map(({ groups }) => groups)).toEqual([['镇（街道）'], ['学校'], []]);
    expect(inShort(preview.problems)).toContain('warning GROUP_UNKNOWN E3');
  });
});

describe('shapes seen elsewhere', () => {
  it('level rows (一、…, （一）…) and texts that go on in the next row', () => {
    const preview = parseIndicatorTable([
      aSheet([
        ['序号', '指标名称', '分值', '评分标准'],
        ['一、依法履职（60分）'],
        ['（一）权责清单'],
        [1, '公开', 60, '不公开不得分'],
        [null, null, null, '不及时的扣一半'],
        ['二、制度建设（40分）'],
        [1, '备案', 39, '每缺一件扣1分'],
      ]),
    ]);
    expect(
      preview.system.items.map(({ level1Name, level2Name, code, standard }) => [
        level1Name,
        level2Name,
        code,
        standard,
      ]),
    ).toEqual([
      ['依法履职', '权责清单', '1.1.1', '不公开不得分\n不及时的扣一半'],
      ['制度建设', '', '2.1', '每缺一件扣1分'],
    ]);
    expect(inShort(preview.problems)).toEqual(
      expect.arrayContaining([
        'assumption LEVEL_ROW A2',
        'assumption ROW_JOINED D5',
        'warning LEVEL_SUM_DIFFERS B7',
        'warning POINTS_SUM C1',
      ]),
    );
  });

  it('headings in two rows', () => {
    const preview = parseIndicatorTable([
      aSheet(
        [
          ['考核指标', null, null, '分值'],
          ['一级指标', '二级指标', '三级指标', null],
          ['履职', '清单', '公开', 100],
        ],
        { merges: ['A1:C1', 'D1:D2'] },
      ),
    ]);
    expect(preview.mapping).toEqual({ 一级指标: 'A', 二级指标: 'B', 三级指标: 'C', 分值: 'D' });
    expect(preview.system.items).toHaveLength(1);
  });

  it('序号 that holds dotted codes is the code, 1.10 after 1.9', () => {
    const rows = Array.from({ length: 10 }, (_unused, i) => [`1.${i + 1}`, '履职', `第${i + 1}项`, 10]);
    const preview = parseIndicatorTable([aSheet([['序号', '一级指标', '指标名称', '分值'], ...rows])]);
    expect(preview.system.items.at(-1)?.code).toBe('1.10');
    expect(inShort(preview.problems)).toContain('assumption CODES_FROM_SEQUENCE A1');
  });

  it('加分项 with its points as the most that can be given; 否决项 without a rule is an error, not a guess', () => {
    const preview = parseIndicatorTable([
      aSheet([
        ['一级指标', '指标名称', '分值'],
        ['履职', '甲', 100],
        ['加分项', '表彰（最多2分）', '2'],
        ['一票否决', '弄虚作假', null],
      ]),
    ]);
    expect(preview.system.items[1]).toMatchObject({
      section: 'bonus',
      level1Name: '加分项',
      points: 0,
      rules: [{ kind: 'manual', points: 200, step: 10 }],
    });
    expect(inShort(preview.problems)).toContain('error VETO_WITHOUT_METHOD B4');
  });

  it('negative points only: deductions beside the 100 points', () => {
    const preview = parseIndicatorTable([
      aSheet([
        ['责任部门', '指标名称', '分值'],
        ['区信访局', '越级上访', '-1'],
        ['区司法局', '败诉', -0.5],
      ]),
    ]);
    expect(preview.system.items.map(({ section, rules }) => [section, rules[0]])).toEqual([
      [
        'deduction',
        {
          kind: 'perOccurrenceDeduct',
          events: [{ label: '越级上访', unit: '次', each: 100 }],
          maxDeduct: 1000,
        },
      ],
      [
        'deduction',
        { kind: 'perOccurrenceDeduct', events: [{ label: '败诉', unit: '次', each: 50 }], maxDeduct: 1000 },
      ],
    ]);
    expect(inShort(preview.problems)).toContain('assumption NEGATIVE_AS_DEDUCTION C2');
  });
});

describe('texts with points', () => {
  it.each([
    ['权责清单（3分）', '权责清单', '3'],
    ['权责清单 (１．５分)', '权责清单', '1.5'],
    ['【2分】权责清单', '权责清单', '2'],
    ['权责清单（3项）', '权责清单（3项）', null],
    ['公开（1分），调整（2分）', '公开（1分），调整（2分）', null],
    ['权责清单', '权责清单', null],
  ])('%s', (text, rest, points) => {
    expect(splitPoints(text)).toEqual({ text: rest, points });
  });

  it.each([
    ['一、依法履职（18分）', '依法履职', '18'],
    ['（二）制度建设', '制度建设', null],
    ['3．行政决策', '行政决策', null],
    ['2020年工作', '2020年工作', null],
    ['依法\n履职', '依法履职', null],
  ])('%s', (text, name, points) => {
    expect(levelName(text)).toEqual({ name, points });
  });
});
