import { describe, expect, it } from 'vitest';
import type { ScoringItem } from '@shared/domain/indicatorSystem';
import type { Rule } from '@shared/domain/rule';
import { ScoreRowParser, SCORE_COLUMNS, scoreTableRow } from '@shared/tables/scoreTable';
import { guessColumns } from '@shared/tables/columns';
import { aSheet, inShort } from '../../helpers/sheets';

const item = (code: string, rule: Rule, part: Partial<ScoringItem> = {}): ScoringItem => ({
  code,
  section: 'base',
  level1Code: '1',
  level1Name: '履职',
  level2Code: '1.1',
  level2Name: '清单',
  name: `指标${code}`,
  requirement: '',
  points: 200,
  rules: [rule],
  standard: '',
  evidence: [],
  groups: [],
  unitTags: [],
  leadScorer: '',
  basis: [],
  ...part,
});

const ITEMS = [
  item('1.1.1', {
    kind: 'ratio',
    mode: 'linear',
    metric: '',
    numerator: '',
    denominator: '',
    target: '90',
    zeroBelow: null,
    whenEmpty: 'na',
  }),
  item('1.1.2', { kind: 'manual', guidance: '', step: 10, reasonRequired: true }),
  item('1.1.3', { kind: 'yesNo', condition: '' }, { groups: ['镇（街道）'] }),
  item('1.1.10', { kind: 'yesNo', condition: '' }),
];
const UNITS = [
  { code: 'A01', name: '区发改委', shortName: '发改委', group: '部门', tags: [], position: 1 },
  { code: '01', name: '区教育局', shortName: '教育局', group: '部门', tags: [], position: 2 },
];
const HEADINGS = SCORE_COLUMNS.map(({ heading }) => heading);

type Cells = Parameters<typeof aSheet>[0][number];

function parse(...rows: Cells[]) {
  const sheet = aSheet([HEADINGS, ...rows], { name: '评分' });
  const parser = new ScoreRowParser('评分', guessColumns(HEADINGS, SCORE_COLUMNS), {
    units: new Map(UNITS.map((unit) => [unit.code, unit])),
    items: new Map(ITEMS.map((each) => [each.code, each])),
    cycleYear: 2020,
  });
  const read = sheet.rows.slice(1).map((row) => parser.parse(row));
  return { read, found: inShort(parser.found), problems: parser.found };
}

describe('a row of the scoring workbook', () => {
  it('computes from the inputs; an empty row is not scored and left alone', () => {
    const { read, found } = parse(
      ['A01', '区发改委', '1.1.1', '指标1.1.1', '2.00', null, '分子=85；分母＝90', null, null, '张三'],
      ['A01', '发改委', '1.1.2', '指标1.1.2', '2.00', null, null, null, null, '张三'],
    );
    expect(found).toEqual([]);
    expect(read[0]).toMatchObject({
      unitCode: 'A01',
      itemCode: '1.1.1',
      scorer: '张三',
      result: { status: 'scored', points: 200 },
    });
    expect(read[1]).toBeNull();
  });

  it('takes points typed as a number with a reason, and 不适用 with one', () => {
    const { read, found } = parse(
      ['A01', null, '1.1.2', null, null, null, null, { text: '1.50', number: '1.5' }, '台账不全'],
      ['A01', null, '1.1.1', null, null, '√', null, null, '无此职能'],
    );
    expect(found).toEqual([]);
    expect(read.map((row) => row?.result.status)).toEqual(['scored', 'notApplicable']);
    expect(read[0]?.entry).toEqual({ inputs: [], points: '1.5', notApplicable: false, reason: '台账不全' });
  });

  it.each<[string, Cells, string]>([
    ['an unknown unit', ['Z9', null, '1.1.1', null, null, null, '分子=1; 分母=1'], 'error UNKNOWN_UNIT A2'],
    ['an unknown item', ['A01', null, '9.9', null, null, null, '分子=1; 分母=1'], 'error UNKNOWN_ITEM C2'],
    ['no unit at all', [null, null, '1.1.1', null, null, null, '分子=1; 分母=1'], 'error UNKNOWN_UNIT A2'],
    [
      'a name that is another unit’s',
      ['A01', '区教育局', '1.1.1', null, null, null, '分子=1; 分母=1'],
      'error UNIT_NAME_DIFFERS B2',
    ],
    [
      'a name that is another item’s',
      ['A01', null, '1.1.1', '指标1.1.2', null, null, '分子=1; 分母=1'],
      'error ITEM_NAME_DIFFERS D2',
    ],
    [
      'an item that is not the unit’s',
      ['A01', null, '1.1.3', null, null, null, '满足=是'],
      'error ITEM_NOT_OF_UNIT C2',
    ],
    [
      'points out of range',
      ['A01', null, '1.1.2', null, null, null, null, '3', '理由'],
      'error OUT_OF_RANGE H2',
    ],
    [
      'points below zero',
      ['A01', null, '1.1.2', null, null, null, null, '-1', '理由'],
      'error OUT_OF_RANGE H2',
    ],
    [
      'points that differ from the computed',
      ['A01', null, '1.1.1', null, null, null, '分子=85; 分母=90', '1'],
      'error POINTS_DIFFER H2',
    ],
    [
      'no reason below full points',
      ['A01', null, '1.1.2', null, null, null, null, '1.5'],
      'error REASON_REQUIRED I2',
    ],
    ['不适用 without a reason', ['A01', null, '1.1.1', null, null, '是'], 'error REASON_REQUIRED I2'],
    [
      '不适用 that is no yes or no',
      ['A01', null, '1.1.1', null, null, '可能', null, null, '理由'],
      'error NOT_YES_NO F2',
    ],
    [
      'a denominator of zero',
      ['A01', null, '1.1.1', null, null, null, '分子=1; 分母=0'],
      'error ZERO_DENOMINATOR G2',
    ],
    [
      'a count below zero',
      ['A01', null, '1.1.1', null, null, null, '分子=-1; 分母=3'],
      'error NEGATIVE_COUNT G2',
    ],
    [
      'a formula without a result',
      ['A01', null, '1.1.2', null, null, null, null, { text: '', kind: 'noResult' }, '理由'],
      'error CELL_NO_RESULT H2',
    ],
    [
      'an error value',
      ['A01', null, '1.1.2', null, null, null, null, { text: '#N/A', kind: 'error' }, '理由'],
      'error CELL_ERROR H2',
    ],
  ])('%s', (_case, row, expected) => {
    const { read, found, problems } = parse(row);
    expect(found[0]).toBe(expected);
    expect(read).toEqual([null]);
    expect(problems[0]?.remedy).not.toBe('');
  });

  it('tells of the lost zero where a code cell is a number', () => {
    const { problems } = parse([1, null, '1.1.1', null, null, null, '分子=1; 分母=1']);
    expect(problems[0]).toMatchObject({
      code: 'UNKNOWN_UNIT',
      remedy: expect.stringContaining('文本格式') as unknown,
    });
  });

  it('says the allowed range', () => {
    expect(parse(['A01', null, '1.1.2', null, null, null, null, '3', '理由']).problems[0]?.message).toContain(
      '0至2',
    );
  });

  it('the same unit and item twice: the second names the first', () => {
    const row: Cells = ['A01', null, '1.1.10', null, null, null, '满足=是'];
    const { read, problems } = parse(row, row);
    expect(read[0]).not.toBeNull();
    expect(problems).toMatchObject([
      { code: 'DUPLICATE_SCORE', cell: 'C3', message: expect.stringContaining('第 2 行') as unknown },
    ]);
  });

  it('an input only half filled in is kept, not scored, and pointed out', () => {
    const { read, found } = parse(['A01', null, '1.1.1', null, null, null, '分子=3']);
    expect(found).toEqual(['warning INPUT_INCOMPLETE G2']);
    expect(read[0]).toMatchObject({ entry: { inputs: [{ 分子: '3' }] }, result: { status: 'unscored' } });
  });

  it('writes what it reads', () => {
    const cells = [
      'A01',
      '区发改委',
      '1.1.1',
      '指标1.1.1',
      '2.00',
      '',
      '分子=85; 分母=90',
      '',
      '=不是公式',
      '李四',
    ];
    const { read } = parse(cells);
    expect(
      scoreTableRow({ unit: UNITS[0]!, item: ITEMS[0]!, entry: read[0]!.entry, scorer: '李四' }),
    ).toEqual(cells);
  });
});

describe('a row as people fill it in', () => {
  const row = (notApplicable: string, inputs: string, points: string | number, reason = '见台账'): Cells => [
    ...['A01', '', '1.1.1', '', '', notApplicable, inputs, points, reason, '张三'],
  ];

  it('may hold a field on each line, and 分 behind the points', () => {
    const { read, found } = parse(row('', '分子=45\n分母 = 50', '2.00分'));
    expect(found).toEqual([]);
    expect(read[0]?.result).toMatchObject({ status: 'scored', points: 200 });
  });

  it('is told where its 分值 is that of another version', () => {
    const other = row('', '分子=45; 分母=50', '');
    const cells = (points: string): Cells => other.map((cell, index) => (index === 4 ? points : cell));
    expect(parse(cells('2.00分')).found).toEqual([]);
    const { read, found } = parse(cells('3'));
    expect(found).toEqual(['warning ITEM_POINTS_DIFFER E2']);
    expect(read[0]?.result).toMatchObject({ points: 200 });
  });

  it('is told where it says 不适用 and points: they do not count', () => {
    const { read, found } = parse(row('是', '', '0.5', '无此职责'));
    expect(found).toEqual(['warning POINTS_WITHOUT_EFFECT H2']);
    expect(read[0]?.result).toMatchObject({ status: 'notApplicable' });
  });
});
