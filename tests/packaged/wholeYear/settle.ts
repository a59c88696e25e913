import { expect } from 'vitest';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import type { Year } from './year';

/** One score falls on site, one is confirmed. */
export async function checkOnSite(year: Year): Promise<void> {
  const team = ['--team', '第一核查组', '--date', '2020-12-15'];
  await year.does('office', 'site', 'add', '--unit', 'A03', '--item', '1.1.2', ...team);
  await year.does('office', 'site', 'add', '--unit', 'C01', '--item', '1.1.3', ...team);
  expect((await year.run('office', 'cycle', 'move', '--to', 'feedback')).code).toBe(2);
  const finding = ['--finding', '有一次学法没有签到记录'];
  await year.does('li', 'site', 'record', '--unit', 'A03', '--item', '1.1.2', '--points', '10', ...finding);
  const fine = ['--confirm', '--finding', '公示平台抽查属实'];
  await year.does('li', 'site', 'record', '--unit', 'C01', '--item', '1.1.3', ...fine);
}

/** One appeal is won, one lost. */
export async function appeal(year: Year): Promise<void> {
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

/** A deduction becomes a problem, and is closed. */
export async function rectify(year: Year): Promise<void> {
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
