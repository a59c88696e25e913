import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTemplateFile } from '@shared/caseFiles/readTemplateFile';
import { caseListRows, CASE_LIST_COLUMNS, parseCaseListTable, readDate } from '@shared/tables/caseListTable';
import { parseReviewTemplateTable, reviewTemplateRows } from '@shared/tables/reviewTemplateTable';
import { resourcePath } from '@electron/resourcePaths';
import { aCase } from '../../helpers/caseFiles';
import { aSheet, inShort } from '../../helpers/sheets';

const UNITS = [
  { code: 'A01', name: '区水利局', shortName: '水利' },
  { code: 'A02', name: '区城市管理局', shortName: '城管' },
];
const HEADINGS = CASE_LIST_COLUMNS.map(({ heading }) => heading);
const ROW = [
  'A01',
  '区水利局',
  1,
  '罚〔2020〕1号',
  '未批先建',
  '张三',
  '处罚',
  '一般程序',
  '2020-03-05',
  '李四',
  '2000元',
];
const parse = (rows: Parameters<typeof aSheet>[0], merges: readonly string[] = []) =>
  parseCaseListTable([aSheet(rows, { name: '案卷目录', merges })], UNITS, 2020);

describe('the list of case files', () => {
  it('reads names of types and procedures as the app calls them', () => {
    const { files, problems } = parse([HEADINGS, ROW]);
    expect(problems).toEqual([]);
    expect(files).toEqual([
      aCase('A01', '罚〔2020〕1号', { matter: '未批先建', party: '张三', handler: '李四' }),
    ]);
  });

  it('reads synonyms, full-width signs, a title above and merged units', () => {
    const { files, problems } = parse(
      [
        ['2020年度案卷目录'],
        ['执法单位', '案卷编号', '案卷类型', '适用程序', '结案日期'],
        ['水利', '罚字１号', '行政处罚案卷', '简易', '2020年3月5日'],
        [null, '罚字２号', '许可', '', '2020.12.31'],
        [],
        ['合计', null, null],
      ],
      ['A3:A4'],
    );
    expect(inShort(problems)).toEqual([]);
    expect(files.map(({ unitCode, number, type, closedOn }) => [unitCode, number, type, closedOn])).toEqual([
      ['A01', '罚字1号', '行政处罚', '2020-03-05'],
      ['A01', '罚字2号', '行政许可', '2020-12-31'],
    ]);
  });

  it('names missing and repeated numbers, unknown and mismatched units by their cell', () => {
    const change = (cells: Record<number, string | null>) =>
      ROW.map((cell, i) => (i in cells ? cells[i] : cell));
    const { problems } = parse([
      HEADINGS,
      ROW,
      change({ 3: '罚〔2020〕 1号' }),
      change({ 3: null }),
      change({ 0: 'X9', 1: null, 3: '2' }),
      change({ 1: '区城市管理局', 3: '3' }),
      change({ 3: '4', 6: null }),
      change({ 0: null, 1: null, 3: '5' }),
      change({ 3: '6', 8: '去年春天' }),
      change({ 3: '7', 8: '2019-12-31' }),
    ]);
    expect(inShort(problems)).toEqual([
      'error CASE_NUMBER_DUPLICATE D3',
      'error CASE_NUMBER_MISSING D4',
      'error CASE_UNIT_UNKNOWN A5',
      'error CASE_UNIT_MISMATCH B6',
      'error CASE_TYPE_MISSING G7',
      'error CASE_UNIT_MISSING B8',
      'warning CASE_DATE_UNREADABLE I9',
      'warning CASE_OF_OTHER_YEAR I10',
    ]);
  });

  it('takes the same number twice where unit or type differ', () => {
    const { files, problems } = parse([
      HEADINGS,
      ROW,
      ROW.map((cell, i) => (i === 6 ? '许可' : cell)),
      ROW.map((cell, i) => (i === 0 ? 'A02' : i === 1 ? '' : cell)),
    ]);
    expect(problems).toEqual([]);
    expect(files).toHaveLength(3);
  });

  it('reads 无 as a zero report of a type, or of all', () => {
    const { files, zeroReports, problems } = parse([
      HEADINGS,
      ['A01', '', '', '无', '', '', '行政许可'],
      ['A02', '', '', '零报告'],
    ]);
    expect(problems).toEqual([]);
    expect(files).toEqual([]);
    expect(zeroReports).toEqual([
      { unitCode: 'A01', type: '行政许可' },
      { unitCode: 'A02', type: '' },
    ]);
  });

  it('takes the same zero report once, and names one that the files contradict', () => {
    const { zeroReports, problems } = parse([
      HEADINGS,
      ROW,
      ['A01', '', '', '无', '', '', '许可'],
      ['A01', '', '', '零报告', '', '', '行政许可'],
      ['A02', '', '', '无'],
      ['A02', '', '', '没有'],
      ['A01', '', '', '无', '', '', '处罚'],
      ['A01', '', '', '无'],
    ]);
    expect(zeroReports.map(({ unitCode, type }) => `${unitCode} ${type}`)).toEqual([
      'A01 行政许可',
      'A02 ',
      'A01 行政处罚',
      'A01 ',
    ]);
    expect(inShort(problems)).toEqual([
      'error CASE_ZERO_REPORT_CONTRADICTED D7',
      'error CASE_ZERO_REPORT_CONTRADICTED D8',
    ]);
  });

  it('asks for a column that names the unit, and for rows', () => {
    expect(
      inShort(
        parse([
          ['案号', '类别'],
          ['1', '处罚'],
        ]).problems,
      ),
    ).toEqual(['error MISSING_COLUMN A1']);
    expect(inShort(parse([HEADINGS]).problems)).toEqual(['error EMPTY_TABLE D1']);
    expect(inShort(parse([['随便', '什么']]).problems)).toEqual(['error HEADING_NOT_FOUND A1']);
  });

  it('reads back what it writes', () => {
    const files = [aCase('A01', '1'), aCase('A02', '2', { type: '行政许可', procedure: '', fine: '' })];
    const zero = [{ unitCode: 'A01', type: '行政许可' }];
    const rows = caseListRows(files, zero, (code) => UNITS.find((unit) => unit.code === code)?.name ?? '');
    const again = parse([HEADINGS, ...rows]);
    expect(again).toMatchObject({ files, zeroReports: zero, problems: [] });
  });

  it.each([
    ['2020-02-29', '2020-02-29'],
    ['2019-02-29', null],
    ['2020/3/5', '2020-03-05'],
    ['20200305', '2020-03-05'],
    ['2020年3月5日', '2020-03-05'],
    ['2020-13-01', null],
    ['三月', null],
  ])('reads the date %s as %s', (text, date) => expect(readDate(text)).toBe(date));
});

const GATES = [
  ['编号', '内容', '依据'],
  ['H1', '主体不合法', ''],
];
const DEDUCTIONS = [
  ['编号', '环节', '内容', '扣分', '最多扣', '依据'],
  ['1.10', '立案', '没有审批', '５分', '', ''],
  ['2', '', '错字', 0.5, 3, '细则'],
];
const FACTS = [
  ['类别', '处罚'],
  ['名称', '本地标准'],
  ['版本', '1'],
];
const parseTemplate = (gates = GATES, deductions: Parameters<typeof aSheet>[0] = DEDUCTIONS, facts = FACTS) =>
  parseReviewTemplateTable([
    aSheet(gates, { name: '合法性' }),
    aSheet(deductions, { name: '规范性' }),
    aSheet(facts, { name: '设置' }),
  ]);

describe('the review standard', () => {
  it('reads gates and deductions; without a most, one occurrence is all', () => {
    const { template, problems } = parseTemplate();
    expect(problems).toEqual([]);
    expect(template).toMatchObject({ type: '行政处罚', name: '本地标准', version: '1', official: false });
    expect(template?.deductions).toEqual([
      { code: '1.10', stage: '立案', text: '没有审批', points: 500, maxPoints: 500, basis: '' },
      { code: '2', stage: '', text: '错字', points: 50, maxPoints: 300, basis: '细则' },
    ]);
  });

  it('names what is wrong by its cell', () => {
    const { template, problems } = parseTemplate(
      [...GATES, ['H1', '重复', '']],
      [
        ...DEDUCTIONS,
        ['H1', '', '重复', 1, 1],
        ['3', '', '', 1, 1],
        ['4', '', '太多', 101, 101],
        ['5', '', '少', 5, 1],
      ],
      [
        ['类别', '处罚'],
        ['官方文本', '也许'],
      ],
    );
    expect(template).toBeNull();
    expect(inShort(problems)).toEqual([
      'error TEMPLATE_SETTING_MISSING A1',
      'error TEMPLATE_SETTING_MISSING A1',
      'error TEMPLATE_OFFICIAL',
      'error TEMPLATE_CODE_DUPLICATE A3',
      'error TEMPLATE_CODE_DUPLICATE A4',
      'error TEMPLATE_ENTRY_INCOMPLETE C5',
      'error TEMPLATE_POINTS D6',
      'error TEMPLATE_POINTS E6',
      'error TEMPLATE_MAX_BELOW_POINTS E7',
    ]);
  });

  it('asks for its sheets', () => {
    const { problems } = parseReviewTemplateTable([aSheet(FACTS, { name: '设置' })]);
    expect(inShort(problems)).toEqual(['error SHEET_MISSING', 'error SHEET_MISSING']);
  });
});

describe('the shipped standards', () => {
  const shipped = readdirSync(resourcePath('review-templates')).map((name) =>
    readTemplateFile(JSON.parse(readFileSync(resourcePath('review-templates', name), 'utf8'))),
  );

  it('are there for the three types, and none claims to be official', () => {
    expect(shipped.map(({ type }) => type).sort()).toEqual(['行政处罚', '行政强制', '行政许可']);
    expect(shipped.every(({ official, source }) => !official && source.includes('不是'))).toBe(true);
  });

  it.each(shipped)('$name is complete and reads back as it is written', (template) => {
    const codes = [...template.gates, ...template.deductions].map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    const rows = reviewTemplateRows(template);
    const again = parseReviewTemplateTable([
      aSheet([GATES[0] ?? [], ...rows.gates], { name: '合法性' }),
      aSheet([DEDUCTIONS[0] ?? [], ...rows.deductions], { name: '规范性' }),
      aSheet(rows.settings, { name: '设置' }),
    ]);
    expect(again).toEqual({ template, problems: [] });
  });
});
