import { expect } from 'vitest';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { UNITS } from './district';
import type { Year } from './year';

/** A unit hands its own evaluation in, twice. */
export async function selfEvaluate(year: Year): Promise<void> {
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

/** Everything but what two people judge; what must not be touched is refused. */
export async function scoreByTwo(year: Year): Promise<void> {
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
  await year.score('zhang', 'A02', '1.1.1', '满足=是');
  await year.score('zhang', 'A02', '1.1.2', '实际=3');
  await year.table('zhang', [
    ...[['A03', '1.1.1', '满足=否'] as const, ['A03', '1.1.2', '实际=3'] as const],
    ...[['C01', '1.1.1', '满足=是'] as const, ['C01', '1.1.2', '实际=4'] as const],
  ]);
  // Nobody scores the own unit: what 张评分 of 区司法局 must not touch, the office scores.
  await year.score('office', 'A01', '1.1.1', '满足=是');
  await year.score('office', 'A01', '1.1.2', '实际=4');
  await year.score('li', 'A02', '2.1.3', '日期=2021-03-05');
  await year.score('li', 'A02', 'J1', '2=1', '文号=省府发〔2020〕1号');
  await year.table('li', [
    ...UNITS.map(({ code }) => [code, '1.1.3', `分子=${code === 'A03' ? 88 : 97}; 分母=100`] as const),
    ...['A01', 'A03', 'C01'].map((unit) => [unit, '2.1.3', '日期=2021-02-01'] as const),
  ]);
}

interface Difference {
  readonly unit: string;
  readonly state: string;
  readonly spread: string;
  readonly settled: string | null;
}

/** One item judged by two people, their differences settled. */
export async function markTwice(year: Year): Promise<void> {
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
