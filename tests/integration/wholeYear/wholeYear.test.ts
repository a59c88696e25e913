import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScoreEntry } from '@shared/domain/score';
import { CASE_LIST_COLUMNS } from '@shared/tables/caseListTable';
import { parseInputs } from '@shared/tables/inputText';
import { writeIndicatorTable } from '@electron/workbook/indicatorWorkbook';
import { writeUnitTable } from '@electron/workbook/unitWorkbook';
import { cli, type CliRun } from '../../helpers/cli';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { computeIndependently } from '../../helpers/independent/computeIndependently';
import { tempFolder } from '../../helpers/tempFolder';
import { aWorkbook } from '../../helpers/workbooks';
import { DISTRICT, UNITS } from './district';

/** The five people, with their passwords. */
const PEOPLE = {
  office: ['考评办', 'kaoping-2020-ban'],
  zhang: ['张评分', 'zhang-2020-fen'],
  li: ['李评分', 'li-2020-pingfen'],
  wang: ['王局长', 'wang-2020-juzhang'],
  zhao: ['赵领导', 'zhao-2020-lingdao'],
} as const;
type Person = keyof typeof PEOPLE;

/** A district's year as its people play it, each command by one of them on the command line. */
class Year {
  readonly folder: string;

  constructor(readonly away: string) {
    this.folder = join(away, '考评库');
  }

  /** Runs a command as somebody. */
  async run(person: Person, ...argv: readonly string[]): Promise<CliRun> {
    const [name, password] = PEOPLE[person];
    process.env['FAHENG_PASSWORD'] = password;
    try {
      return await cli(...argv, '--workspace', this.folder, '--as', name);
    } finally {
      delete process.env['FAHENG_PASSWORD'];
    }
  }

  /** A command that must succeed. */
  async does(person: Person, ...argv: readonly string[]): Promise<CliRun> {
    const done = await this.run(person, ...argv);
    if (done.code !== 0) throw new Error(`${person}: ${argv.join(' ')}\n${done.err}`);
    return done;
  }

  /** What a command that must succeed prints with --json. */
  async asks<T>(person: Person, ...argv: readonly string[]): Promise<T> {
    return JSON.parse((await this.does(person, ...argv, '--json')).out) as T;
  }

  /** A command that must be refused, by its code. */
  async refused(person: Person, ...argv: readonly string[]): Promise<string> {
    const { code, error } = await this.run(person, ...argv);
    expect(code).toBe(2);
    return error;
  }

  async score(person: Person, unit: string, item: string, ...inputs: readonly string[]): Promise<void> {
    const who = ['--scorer', PEOPLE[person][0], '--reason', '按评分标准'];
    await this.does(person, 'score', 'set', '--unit', unit, '--item', item, '--input', ...inputs, ...who);
  }

  async mark(person: Person, unit: string, points: string): Promise<void> {
    const entry = [
      '--unit',
      unit,
      '--item',
      '2.1.2',
      '--input',
      `得分=${points}`,
      '--reason',
      '有创新但不突出',
    ];
    await this.does(person, 'marking', 'set', ...entry);
  }
}

async function setUp(): Promise<Year> {
  const year = new Year(await tempFolder());
  const indicators = join(year.away, '指标表.xlsx');
  const units = join(year.away, '单位表.xlsx');
  await writeIndicatorTable(DISTRICT, indicators);
  await writeUnitTable(UNITS, units);
  const at = ['--workspace', year.folder];
  const bare = async (...argv: readonly string[]): Promise<void> => {
    const { code, err } = await cli(...argv, ...at);
    if (code !== 0) throw new Error(`${argv.join(' ')}\n${err}`);
  };
  await bare('init', '--year', '2020', '--indicators', indicators, '--units', units);
  await bare('account', 'add', '--name', '张评分', '--roles', 'leadScorer,fileReviewer', '--unit', 'A01');
  await bare('account', 'add', '--name', '李评分', '--roles', 'leadScorer,fileReviewer,siteChecker');
  await bare('account', 'add', '--name', '王局长', '--roles', 'unitLeader', '--unit', 'A02');
  await bare('account', 'add', '--name', '赵领导', '--roles', 'approver');
  // The office last: from then on nobody works unnamed.
  for (const person of ['zhang', 'li', 'wang', 'zhao', 'office'] as const) await ownPassword(bare, person);
  expect((await cli('compute', ...at, '--json')).error).toBe('NOT_SIGNED_IN');
  await year.does('office', 'assign', 'set', '--scorer', '张评分', '--item', '1.1.1', '1.1.2', '2.1.2');
  await year.does('office', 'assign', 'set', '--scorer', '李评分', '--item', '1.1.3', '2.1.3', 'J1');
  await year.does('office', 'assign', 'set', '--add', '--scorer', '李评分', '--item', '2.1.2');
  const method = ['--method', 'mean', '--limit', '2', '--blind'];
  await year.does('office', 'marking', 'method', '--item', '2.1.2', ...method);
  await year.does('office', 'cycle', 'deadline', '--state', 'selfEvaluating', '--date', '2020-12-10');
  return year;
}

/** A first password given by the office is changed by the person at once. */
async function ownPassword(
  bare: (...argv: readonly string[]) => Promise<void>,
  person: Person,
): Promise<void> {
  const [name, password] = PEOPLE[person];
  try {
    if (person !== 'office') {
      process.env['FAHENG_NEW_PASSWORD'] = `first-${password}`;
      await bare('account', 'password', '--name', name);
      process.env['FAHENG_PASSWORD'] = `first-${password}`;
    }
    process.env['FAHENG_NEW_PASSWORD'] = password;
    await (person === 'office'
      ? bare('account', 'password', '--name', name)
      : bare('account', 'password', '--as', name));
  } finally {
    delete process.env['FAHENG_PASSWORD'];
    delete process.env['FAHENG_NEW_PASSWORD'];
  }
}

async function selfEvaluate(year: Year): Promise<void> {
  await year.does('office', 'cycle', 'move', '--to', 'published');
  expect(await year.refused('zhang', 'cycle', 'move', '--to', 'selfEvaluating')).toBe('NOT_PERMITTED');
  await year.does('office', 'cycle', 'move', '--to', 'selfEvaluating');
  const self = (unit: string, item: string, points: string): readonly string[] => [
    'self',
    'set',
    '--unit',
    unit,
    '--item',
    item,
    '--points',
    points,
    '--statement',
    '已完成',
  ];
  expect(await year.refused('wang', ...self('A03', '1.1.1', '10'))).toBe('NOT_YOUR_UNIT');
  for (const [item, points] of [
    ['1.1.1', '10'],
    ['1.1.2', '15'],
    ['1.1.3', '20'],
    ['2.1.1', '20'],
    ['2.1.2', '15'],
    ['2.1.3', '20'],
  ] as const) {
    await year.does('wang', ...self('A02', item, points));
  }
  const proof = await fileOf(year.away, '学法记录.pdf', aPdf());
  await year.does('wang', 'evidence', 'add', '--unit', 'A02', '--item', '1.1.2', proof);
  await year.does('wang', 'submission', 'submit', '--unit', 'A02');
  const why = ['--reason', '学法记录缺一次', '--item', '1.1.2=补第四次的记录'];
  await year.does('office', 'submission', 'return', '--unit', 'A02', ...why);
  await year.does('wang', ...self('A02', '1.1.2', '12.5'));
  await year.does('wang', 'submission', 'submit', '--unit', 'A02');
  await year.does('office', 'submission', 'accept', '--unit', 'A02');
  expect(await year.refused('wang', ...self('A02', '1.1.2', '15'))).toBe('SELF_EVALUATION_LOCKED');
  expect((await year.run('office', 'cycle', 'move', '--to', 'reviewing')).code).toBe(2);
  const late = ['--confirm', '--reason', '其余单位逾期，按现有材料评审'];
  await year.does('office', 'cycle', 'move', '--to', 'reviewing', ...late);
}

async function scoreByTwo(year: Year): Promise<void> {
  const own = [
    'score',
    'set',
    '--unit',
    'A01',
    '--item',
    '1.1.1',
    '--input',
    '满足=是',
    '--scorer',
    '张评分',
  ];
  expect(await year.refused('zhang', ...own)).toBe('CONFLICT_OF_INTEREST');
  const others = ['score', 'set', '--unit', 'A02', '--item', '1.1.3', '--input', '分子=9', '分母=10'];
  expect(await year.refused('zhang', ...others, '--scorer', '张评分')).toBe('ITEM_NOT_ASSIGNED');
  expect(await year.refused('wang', ...others, '--scorer', '王局长')).toBe('NOT_PERMITTED');
  for (const unit of ['A02', 'A03', 'C01']) {
    await year.score('zhang', unit, '1.1.1', unit === 'A03' ? '满足=否' : '满足=是');
    await year.score('zhang', unit, '1.1.2', unit === 'C01' ? '实际=4' : '实际=3');
  }
  // Nobody scores the own unit: what 张评分 of 区司法局 must not touch, the office scores.
  await year.score('office', 'A01', '1.1.1', '满足=是');
  await year.score('office', 'A01', '1.1.2', '实际=4');
  for (const { code } of UNITS) {
    await year.score('li', code, '1.1.3', `分子=${code === 'A03' ? 88 : 97}`, '分母=100');
    await year.score('li', code, '2.1.3', code === 'A02' ? '日期=2021-03-05' : '日期=2021-02-01');
  }
  await year.score('li', 'A02', 'J1', '2=1', '文号=省府发〔2020〕1号');
}

interface Difference {
  readonly unit: string;
  readonly state: string;
  readonly spread: string;
  readonly settled: string | null;
}

async function markTwice(year: Year): Promise<void> {
  await year.mark('zhang', 'A02', '14');
  await year.mark('zhang', 'A03', '10');
  await year.mark('zhang', 'C01', '12.5');
  await year.mark('li', 'A01', '11');
  await year.mark('li', 'A02', '13');
  await year.mark('li', 'A03', '15');
  await year.mark('li', 'C01', '12');
  for (const unit of ['A02', 'A03', 'C01']) await year.does('zhang', 'marking', 'lock', '--unit', unit);
  for (const { code } of UNITS) await year.does('li', 'marking', 'lock', '--unit', code);
  // 10 and 15 are more than 2 apart: somebody who is neither of the two decides.
  const found = await year.asks<readonly Difference[]>('office', 'marking', 'differences');
  expect(found.filter(({ state }) => state === 'undecided')).toMatchObject([{ unit: 'A03', spread: '5.00' }]);
  expect(found.find(({ unit }) => unit === 'C01')?.settled).toBe('12.25');
  const decision = ['--unit', 'A03', '--item', '2.1.2', '--points', '12', '--reason', '一项创新重复计算'];
  expect((await year.run('li', 'marking', 'settle', ...decision)).code).toBe(2);
  await year.does('office', 'marking', 'settle', ...decision);
}

interface Draw {
  readonly seed: string;
  readonly listSha256: string;
}

interface Task {
  readonly mine: boolean;
  /** Begins with the code of its unit. */
  readonly number: string;
}

/** Files of A02 and A03 by two reviewers; A01 hands no list in. @returns the scores of each unit, as fed. */
async function reviewCaseFiles(year: Year): Promise<ReadonlyMap<string, string>> {
  const headings = CASE_LIST_COLUMNS.map(({ heading }) => heading);
  const rows = ['A02', 'A03'].flatMap((unit) =>
    [1, 2, 3, 4, 5].map((number) => [
      ...[unit, '', number, `${unit}罚〔2020〕${number}号`, '未按规定公示', '张三', '行政处罚'],
      ...['普通程序', '2020-06-05', '李四', '2000元'],
    ]),
  );
  const list = await aWorkbook(year.away, [{ name: '案卷目录', rows: [headings, ...rows] }], '目录.xlsx');
  await year.does('office', 'case', 'import', list);
  const draw = await year.asks<Draw>(
    'office',
    'case',
    'draw',
    '--seed',
    '20201208-38159',
    '--seed-note',
    '体彩',
  );
  const printed = ['--seed', draw.seed, '--hash', draw.listSha256, '--list', list];
  expect((await year.run('office', 'case', 'check', ...printed)).code).toBe(0);
  expect((await year.run('office', 'case', 'check', '--seed', '20201208-38160')).code).toBe(2);
  await year.does('office', 'case', 'assign');
  const fed = new Map<string, string>();
  // Whoever was given a file reviews it; one of them is stricter.
  for (const person of ['zhang', 'li', 'office'] as const) {
    const tasks = await year.asks<readonly Task[]>(person, 'case', 'tasks');
    for (const { mine, number } of tasks) {
      const found = person === 'zhang' ? ['--deduct', 'G2=4@5、6'] : [];
      const review = ['--unit', number.slice(0, 3), '--file', number, ...found, '--lock'];
      if (mine) await year.does(person, 'case', 'review', ...review);
    }
  }
  const results = await year.asks<{ files: readonly { unit?: string; score: string | null }[] }>(
    'office',
    'case',
    'results',
  );
  expect(results.files.every(({ score }) => score !== null)).toBe(true);
  for (const unit of ['A02', 'A03']) {
    const scores = results.files.filter((file) => file.unit === unit).map(({ score }) => score ?? '');
    fed.set(unit, scores.join('|'));
  }
  await year.does('office', 'case', 'feed');
  return fed;
}

async function checkOnSite(year: Year): Promise<void> {
  const team = ['--team', '第一核查组', '--date', '2020-12-15'];
  await year.does('office', 'site', 'add', '--unit', 'A03', '--item', '1.1.2', ...team);
  await year.does('office', 'site', 'add', '--unit', 'C01', '--item', '1.1.3', ...team);
  expect((await year.run('office', 'cycle', 'move', '--to', 'feedback')).code).toBe(2);
  const finding = ['--finding', '有一次学法没有签到记录'];
  await year.does('li', 'site', 'record', '--unit', 'A03', '--item', '1.1.2', '--points', '10', ...finding);
  const fine = ['--confirm', '--finding', '公示平台抽查属实'];
  await year.does('li', 'site', 'record', '--unit', 'C01', '--item', '1.1.3', ...fine);
}

async function appeal(year: Year): Promise<void> {
  const file = [
    'appeal',
    'file',
    '--unit',
    'A02',
    '--item',
    '1.1.2',
    '--grounds',
    '第四次学法在12月30日补开',
  ];
  expect((await year.run('wang', ...file)).code).toBe(2);
  await year.does('office', 'cycle', 'move', '--to', 'feedback');
  expect(
    await year.refused(
      'office',
      'score',
      'set',
      '--unit',
      'A02',
      '--item',
      '1.1.1',
      '--input',
      '满足=否',
      '--scorer',
      '考评办',
    ),
  ).toBe('CYCLE_STATE_FORBIDS');
  const proof = await fileOf(year.away, '补开会议纪要.pdf', aPdf());
  await year.does('wang', ...file, '--points', '15', '--evidence', proof);
  await year.does(
    'wang',
    'appeal',
    'file',
    '--unit',
    'A02',
    '--item',
    '1.1.3',
    '--grounds',
    '三件属于系统延迟',
  );
  expect((await year.run('zhao', 'result', 'approve')).code).toBe(2);
  const won = ['--unit', 'A02', '--item', '1.1.2', '--points', '15', '--opinion', '补充材料属实，予以采信'];
  await year.does('zhao', 'appeal', 'decide', ...won);
  const lost = ['--unit', 'A02', '--item', '1.1.3', '--uphold', '--opinion', '延迟仍属未按时公示'];
  await year.does('zhao', 'appeal', 'decide', ...lost);
}

async function rectify(year: Year): Promise<void> {
  await year.does(
    'office',
    'problem',
    'add',
    '--unit',
    'A02',
    '--item',
    '2.1.3',
    '--from-score',
    '--due',
    '2021-06-30',
  );
  await year.does(
    'wang',
    'problem',
    'measure',
    '1',
    '--text',
    '提前一个月报送',
    '--responsible',
    '王局长',
    '--due',
    '2021-06-01',
  );
  expect(await year.refused('wang', 'problem', 'request-closing', '1')).toBe('PROBLEM_NOT_READY');
  await year.does('wang', 'problem', 'measure', '1', '--measure', '1', '--done', '2021-05-20');
  await year.does('wang', 'problem', 'request-closing', '1');
  expect(await year.refused('wang', 'problem', 'close', '1', '--opinion', '已完成')).toBe('NOT_PERMITTED');
  await year.does('office', 'problem', 'close', '1', '--opinion', '已核实，同意销号');
}

/** What stands at the end, worked out by hand from what the people did; adjusted and settled scores as points given. */
function expectedEntries(fed: ReadonlyMap<string, string>): Map<string, Map<string, ScoreEntry>> {
  const given = (points: string): ScoreEntry => ({
    inputs: [],
    points,
    notApplicable: false,
    reason: '认定',
  });
  const typed = (code: string, text: string): ScoreEntry => {
    const item = DISTRICT.items.find((each) => each.code === code);
    if (!item) throw new Error(`no item ${code}`);
    return { inputs: parseInputs(item, text).inputs, points: '', notApplicable: false, reason: '按评分标准' };
  };
  const both = (report: string) => [['2.1.3', typed('2.1.3', `日期=${report}`)]] as const;
  return new Map([
    [
      'A01',
      new Map([
        ['1.1.1', given('10')],
        ['1.1.2', given('15')],
        ['1.1.3', typed('1.1.3', '分子=97; 分母=100')],
        ['2.1.1', typed('2.1.1', '未报送=是')],
        ['2.1.2', given('11')],
        ...both('2021-02-01'),
      ]),
    ],
    [
      'A02',
      new Map([
        ['1.1.1', given('10')],
        ['1.1.2', given('15')],
        ['1.1.3', typed('1.1.3', '分子=97; 分母=100')],
        ['2.1.1', typed('2.1.1', `得分=${fed.get('A02') ?? ''}`)],
        ['2.1.2', given('13.5')],
        ...both('2021-03-05'),
        ['J1', typed('J1', '2=1; 文号=省府发〔2020〕1号')],
      ]),
    ],
    [
      'A03',
      new Map([
        ['1.1.1', given('0')],
        ['1.1.2', given('10')],
        ['1.1.3', typed('1.1.3', '分子=88; 分母=100')],
        ['2.1.1', typed('2.1.1', `得分=${fed.get('A03') ?? ''}`)],
        ['2.1.2', given('12')],
        ...both('2021-02-01'),
      ]),
    ],
    [
      'C01',
      new Map([
        ['1.1.1', given('10')],
        ['1.1.2', given('15')],
        ['1.1.3', typed('1.1.3', '分子=97; 分母=100')],
        ['2.1.2', given('12.25')],
        ...both('2021-02-01'),
      ]),
    ],
  ]);
}

interface Computed {
  readonly units: readonly Record<string, string | number | null>[];
}

const FIGURES = [
  'code',
  'raw',
  'applicable',
  'converted',
  'bonus',
  'deduction',
  'final',
  'unscored',
  'rank',
  'grade',
];
const figuresOf = (unit: object): unknown[] => FIGURES.map((key) => Reflect.get(unit, key));

describe('a whole year', () => {
  it('is played by five people, comes to the figures worked out apart, and verifies clean', async () => {
    const year = await setUp();
    await selfEvaluate(year);
    await scoreByTwo(year);
    await markTwice(year);
    const fed = await reviewCaseFiles(year);
    await checkOnSite(year);
    await appeal(year);
    expect(await year.refused('li', 'result', 'approve')).toBe('NOT_PERMITTED');
    await year.does('zhao', 'result', 'approve', '--reason', '区委依法治区委员会会议审定');
    const approved = await year.asks<Computed>('office', 'compute');
    const expected = computeIndependently(DISTRICT, UNITS, expectedEntries(fed));
    expect(approved.units.map(figuresOf)).toEqual(expected.map(figuresOf));
    await rectify(year);
    await year.does('office', 'cycle', 'move', '--to', 'archived');
    await year.does('office', 'cycle', 'next', '--year', '2021');
    // The new year begins empty beside the old one, whose figures stand.
    const begun = await year.asks<Computed>('office', 'compute');
    expect(begun.units.map(({ unscored }) => unscored)).toEqual([6, 6, 6, 5]);
    const before = await year.asks<Computed>('office', 'compute', '--cycle', '2020');
    expect(before.units.map(figuresOf)).toEqual(expected.map(figuresOf));
    const verified = await year.asks<{ findings: readonly unknown[] }>('office', 'verify');
    expect(verified.findings).toEqual([]);
  }, 240_000);
});
