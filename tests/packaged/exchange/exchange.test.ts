import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScoreEntry } from '@shared/domain/score';
import { parseInputs } from '@shared/tables/inputText';
import { writeIndicatorTable } from '@electron/workbook/indicatorWorkbook';
import { writeUnitTable } from '@electron/workbook/unitWorkbook';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { computeIndependently } from '../../helpers/independent/computeIndependently';
import { tempFolder } from '../../helpers/tempFolder';
import { DISTRICT, UNITS } from './district';
import { Seat } from './seat';

interface Computed {
  readonly units: readonly Record<string, string | number | null>[];
}

const FIGURES = ['code', 'raw', 'applicable', 'converted', 'bonus', 'deduction', 'final', 'unscored', 'rank'];
const figuresOf = (unit: object): unknown[] => [...FIGURES, 'grade'].map((key) => Reflect.get(unit, key));

/** Office, unit and two assessors, each with a workspace only they open; what goes between them lies on the stick. */
async function district() {
  const away = await tempFolder();
  const stick = join(away, 'U盘');
  await mkdir(stick);
  const at = (name: string): Seat => new Seat(stick, name);
  return {
    away,
    office: at('考评办'),
    unit: at('城管局'),
    zhang: at('张评分'),
    li: at('李评分'),
    fourth: at('第四台'),
  };
}
type District = Awaited<ReturnType<typeof district>>;

/** The office's year, as far as the units' own evaluation. */
async function setUp({ away, office }: District): Promise<void> {
  const [indicators, units] = [join(away, '指标表.xlsx'), join(away, '单位表.xlsx')];
  await writeIndicatorTable(DISTRICT, indicators);
  await writeUnitTable(UNITS, units);
  await office.does('init', '--year', '2020', '--indicators', indicators, '--units', units);
  await office.does('account', 'add', '--name', '张评分', '--roles', 'leadScorer');
  await office.does('account', 'add', '--name', '李评分', '--roles', 'leadScorer', '--unit', 'A01');
  await office.does('assign', 'set', '--scorer', '张评分', '--item', '1.1.1', '1.1.2', '2.1.1');
  await office.does('assign', 'set', '--scorer', '李评分', '--item', '2.1.2', 'J1');
  await office.does('assign', 'set', '--add', '--scorer', '李评分', '--item', '2.1.1');
  const method = ['--method', 'mean', '--limit', '2', '--blind'];
  await office.does('marking', 'method', '--item', '2.1.1', ...method);
  await office.does('cycle', 'move', '--to', 'published');
  await office.does('cycle', 'move', '--to', 'selfEvaluating');
}

const self = (unit: Seat, item: string, points: string, statement = '已完成'): Promise<unknown> =>
  unit.does('self', 'set', '--unit', 'A02', '--item', item, '--points', points, '--statement', statement);

/** Task out, evaluation in, back with reasons, in again, accepted. */
async function evaluate({ away, office, unit }: District): Promise<void> {
  const task = await office.packs('任务', 'task', '--unit', 'A02');
  await unit.merges(task);
  for (const [item, points] of [
    ...[['1.1.1', '20'] as const, ['1.1.2', '30'] as const],
    ...[['2.1.1', '25'] as const, ['2.1.2', '25'] as const],
  ]) {
    await self(unit, item, points);
  }
  const proof = await fileOf(away, '学法记录.pdf', aPdf());
  await unit.does('evidence', 'add', '--unit', 'A02', '--item', '1.1.2', proof);
  await unit.does('submission', 'submit', '--unit', 'A02');
  const first = await unit.packs('自评', 'self');
  expect((await office.merges(first)).counts).toMatchObject({ new: 5, conflict: 0, refused: 0 });
  expect((await office.merges(first)).already).toBe(true);
  const why = ['--reason', '学法记录缺一次', '--item', '1.1.2=补第四次的记录'];
  await office.does('submission', 'return', '--unit', 'A02', ...why);
  await unit.merges(await office.packs('退回', 'return', '--unit', 'A02'));
  await self(unit, '1.1.2', '25', '实际三次');
  await unit.does('submission', 'submit', '--unit', 'A02');
  const again = await office.merges(
    await unit.packs('自评2', 'self'),
    '--accept-lowering',
    '--reason',
    '按退回意见更正',
  );
  expect(again.counts).toMatchObject({ changed: 1, conflict: 0, refused: 0 });
  await office.does('submission', 'accept', '--unit', 'A02');
  await office.does('cycle', 'move', '--to', 'reviewing', '--confirm', '--reason', '其余单位按现有材料评审');
}

/** Chosen units and items to two assessors; what they scored comes back in the other order than it went out. */
async function assess({ office, zhang, li }: District): Promise<void> {
  const others = ['--unit', 'A02', 'A03', 'C01'];
  const forZhang = await office.packs(
    '评分包-张',
    'assign',
    '--scorer',
    '张评分',
    '--unit',
    ...UNITS.map(({ code }) => code),
  );
  const forLi = await office.packs('评分包-李', 'assign', '--scorer', '李评分', ...others);
  await zhang.merges(forZhang);
  await li.merges(forLi);
  const score = (seat: Seat, scorer: string, unit: string, item: string, ...inputs: readonly string[]) =>
    seat.does(
      ...['score', 'set', '--unit', unit, '--item', item, '--input', ...inputs],
      ...['--scorer', scorer, '--reason', '按评分标准'],
    );
  for (const { code } of UNITS) {
    await score(zhang, '张评分', code, '1.1.1', `满足=${code === 'A03' ? '否' : '是'}`);
    await score(zhang, '张评分', code, '1.1.2', `实际=${code === 'A02' ? 3 : 4}`);
  }
  for (const code of ['A02', 'A03', 'C01']) {
    await score(li, '李评分', code, '2.1.2', `日期=${code === 'A02' ? '2021-03-05' : '2021-02-01'}`);
  }
  await score(li, '李评分', 'A02', 'J1', '2=1', '文号=省府发〔2020〕1号');
  const mark = (seat: Seat, unit: string, points: string) =>
    seat.does(
      ...['marking', 'set', '--unit', unit, '--item', '2.1.1', '--input', `得分=${points}`],
      ...['--reason', '有创新但不突出'],
    );
  for (const [code, points] of [
    ['A01', '21'],
    ['A02', '24'],
    ['A03', '18'],
    ['C01', '22.5'],
  ] as const) {
    await mark(zhang, code, points);
    await zhang.does('marking', 'lock', '--unit', code);
  }
  for (const [code, points] of [
    ['A02', '23'],
    ['A03', '24'],
    ['C01', '22'],
  ] as const) {
    await mark(li, code, points);
    await li.does('marking', 'lock', '--unit', code);
  }
  const fromLi = await li.packs('评分结果-李', 'scores');
  const fromZhang = await zhang.packs('评分结果-张', 'scores');
  for (const file of [fromLi, fromZhang]) {
    expect((await office.merges(file)).counts).toMatchObject({ conflict: 0, refused: 0 });
  }
  // What 李评分 may not judge, and what two judged too far apart, the office says.
  await score(office, '考评办', 'A01', '2.1.2', '日期=2021-02-01');
  const points = ['--points', '20', '--reason', '一项创新重复计算'];
  await office.does('marking', 'settle', '--unit', 'A03', '--item', '2.1.1', ...points);
}

/** What the unit is told, what it says against it, and what is decided. */
async function hear({ away, office, unit }: District): Promise<void> {
  await office.does('cycle', 'move', '--to', 'feedback', '--confirm', '--reason', '按计划反馈');
  await unit.merges(await office.packs('反馈', 'feedback', '--unit', 'A02'));
  const proof = await fileOf(away, '补开会议纪要.pdf', aPdf('补开'));
  const grounds = ['--item', '1.1.2', '--grounds', '第四次学法在12月30日补开', '--points', '30'];
  await unit.does('appeal', 'file', '--unit', 'A02', ...grounds, '--evidence', proof);
  await unit.does('appeal', 'file', '--unit', 'A02', '--item', '2.1.2', '--grounds', '节假日顺延');
  expect((await office.merges(await unit.packs('申诉', 'appeal'))).counts.refused).toBe(0);
  const won = ['--item', '1.1.2', '--points', '30', '--opinion', '补充材料属实，予以采信'];
  await office.does('appeal', 'decide', '--unit', 'A02', ...won);
  await office.does(
    'appeal',
    'decide',
    '--unit',
    'A02',
    '--item',
    '2.1.2',
    '--uphold',
    '--opinion',
    '不顺延',
  );
  await unit.merges(await office.packs('决定', 'decision', '--unit', 'A02'));
  const heard = JSON.stringify(await unit.asks('appeal', 'list'));
  expect(heard).toContain('补充材料属实，予以采信');
  expect(heard).not.toContain('张评分');
}

const given = (points: string): ScoreEntry => ({ inputs: [], points, notApplicable: false, reason: '认定' });
const typed = (code: string, text: string): ScoreEntry => {
  const item = DISTRICT.items.find((each) => each.code === code);
  if (!item) throw new Error(`no item ${code}`);
  return { inputs: parseInputs(item, text).inputs, points: '', notApplicable: false, reason: '按评分标准' };
};

/** What stands at the end, worked out by hand from what the people did. */
function expectedEntries(): Map<string, Map<string, ScoreEntry>> {
  const entries = (
    first: string,
    second: string,
    marked: string,
    report: string,
    ...more: [string, ScoreEntry][]
  ) =>
    new Map([
      ['1.1.1', given(first)],
      ['1.1.2', given(second)],
      ['2.1.1', given(marked)],
      ['2.1.2', typed('2.1.2', `日期=${report}`)],
      ...more,
    ]);
  return new Map([
    ['A01', entries('20', '30', '21', '2021-02-01')],
    ['A02', entries('20', '30', '23.5', '2021-03-05', ['J1', typed('J1', '2=1; 文号=省府发〔2020〕1号')])],
    ['A03', entries('0', '30', '20', '2021-02-01')],
    ['C01', entries('20', '30', '22.25', '2021-02-01')],
  ]);
}

describe('a year by stick', () => {
  it('goes through every kind of package between three seats and is recomputed from the archive alone', async () => {
    const here = await district();
    await setUp(here);
    await evaluate(here);
    await assess(here);
    await hear(here);
    await here.office.does('result', 'approve', '--confirm', '--reason', '区委依法治区委员会会议审定');
    const approved = await here.office.asks<Computed>('compute');
    const expected = computeIndependently(DISTRICT, UNITS, expectedEntries());
    expect(approved.units.map(figuresOf)).toEqual(expected.map(figuresOf));

    const archive = await here.office.packs('归档', 'archive');
    await here.fourth.merges(archive);
    const apart = await here.fourth.asks<Computed>('compute');
    expect(apart.units).toEqual(approved.units);
    for (const seat of [here.office, here.unit, here.zhang, here.li, here.fourth]) {
      expect(await seat.findings()).toEqual([]);
    }
  });
});
