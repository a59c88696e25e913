import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createWorkspace } from '@electron/services/workspace/createWorkspace';
import { cli, cliJson } from '../../helpers/cli';
import { aSmallSystem, aUnit, SMALL_GROUPS } from '../../helpers/smallSystem';
import { tempFolder } from '../../helpers/tempFolder';

let folder: string;
const run = (...argv: readonly string[]) => cli('--workspace', folder, ...argv);
const json = <T>(...argv: readonly string[]) => cliJson<T>('--workspace', folder, ...argv);

async function aFolder(): Promise<void> {
  folder = join(await tempFolder(), '考评库');
  const workspace = await createWorkspace({
    folder,
    year: 2020,
    system: aSmallSystem(),
    groups: SMALL_GROUPS,
    units: [aUnit('A01'), aUnit('A02')],
  });
  await workspace.close();
}

const showsTheStages = async (): Promise<void> => {
  const shown = await json<{ next: string; cycle: { state: string }; open: { key: string }[] }>(
    'cycle',
    'show',
  );
  expect(shown).toMatchObject({ cycle: { state: 'draft' }, next: 'published' });
  expect((await run('cycle', 'show')).out).toContain('2020年度');
};

const movesOn = async (): Promise<void> => {
  expect((await run('cycle', 'deadline', '--state', '自评', '--date', '2020-12-15')).code).toBe(0);
  expect((await run('cycle', 'deadline', '--state', '自评', '--date', '12月')).error).toBe(
    'DEADLINE_INVALID',
  );
  expect((await run('cycle', 'move', '--to', 'published')).code).toBe(0);
  expect((await run('cycle', 'move', '--to', '自评')).code).toBe(0);
  expect((await run('cycle', 'move', '--to', '审定')).error).toBe('CYCLE_STEP_IMPOSSIBLE');
  expect((await run('cycle', 'move', '--to', '没有')).error).toBe('BAD_ARGUMENTS');
};

const handsIn = async (): Promise<void> => {
  expect((await run('submission', 'check', '--unit', 'A01')).code).toBe(2);
  expect((await run('submission', 'submit', '--unit', 'A01')).error).toBe('SUBMISSION_NOT_READY');
  for (const item of ['1.1.1', '1.1.2']) {
    const set = ['--unit', 'A01', '--item', item, '--points', '45', '--statement', '有不足'];
    expect((await run('self', 'set', ...set)).code).toBe(0);
  }
  expect((await run('submission', 'check', '--unit', 'A01')).code).toBe(0);
  expect((await run('submission', 'submit', '--unit', 'A01')).code).toBe(0);
  const back = [
    '--unit',
    'A01',
    '--reason',
    '材料不全，请补',
    '--item',
    '1.1.1=缺盖章件',
    '--due',
    '2020-12-20',
  ];
  expect((await run('submission', 'return', ...back)).code).toBe(0);
  expect((await run('submission', 'show', '--unit', 'A01')).out).toContain('材料不全，请补');
  expect((await run('submission', 'submit', '--unit', 'A01')).code).toBe(0);
  const [row] = await json<{ state: string; round: number }[]>('submission', 'accept', '--unit', 'A01');
  expect(row).toMatchObject({ state: 'accepted', round: 2 });
  const locked = ['--unit', 'A01', '--item', '1.1.1', '--points', '50'];
  expect((await run('self', 'set', ...locked)).error).toBe('SELF_EVALUATION_LOCKED');
  const rows = await json<{ code: string; state: string }[]>('submission', 'list');
  expect(rows.map(({ code, state }) => [code, state])).toEqual([
    ['A01', 'accepted'],
    ['A02', 'notStarted'],
  ]);
  expect((await run('cycle', 'reminders')).out).toContain('单位 A02 单位A02：未填报，未填自评 2 项');
};

const decidesAbsence = async (): Promise<void> => {
  const place = ['--unit', 'A02', '--item', '1.1.2'];
  expect((await run('na', 'decide', ...place, '--approve')).error).toBe('NOT_APPLICABLE_UNKNOWN');
  expect((await run('na', 'request', ...place, '--reason', '没有这项职责', '--basis', '三定方案')).code).toBe(
    0,
  );
  expect((await run('na', 'opinion', ...place, '--opinion', '同意')).code).toBe(0);
  expect((await run('na', 'decide', ...place)).error).toBe('BAD_ARGUMENTS');
  expect((await run('na', 'decide', ...place, '--refuse')).error).toBe('REASON_REQUIRED');
  expect(await json('na', 'decide', ...place, '--approve')).toMatchObject({ state: 'approved' });
  expect((await run('na', 'list')).out).toContain('1.1.2 事项1.1.2 · 单位A02：已批准（没有这项职责）');
  expect((await run('na', 'withdraw', ...place)).error).toBe('NOT_APPLICABLE_DECIDED');
};

const goesBack = async (): Promise<void> => {
  expect((await run('cycle', 'move', '--to', '评审')).error).toBe('CYCLE_NEEDS_CONFIRMATION');
  expect((await run('cycle', 'move', '--to', '评审', '--confirm')).error).toBe('REASON_REQUIRED');
  const reason = ['--reason', '其余单位逾期，按现有材料评审'];
  expect((await run('cycle', 'move', '--to', '评审', '--confirm', ...reason)).code).toBe(0);
  expect((await run('cycle', 'move', '--to', '自评')).error).toBe('REASON_REQUIRED');
  expect((await run('cycle', 'move', '--to', '自评', '--reason', '延长自评时间')).code).toBe(0);
};

/** One story: each step finds what the last one left. */
it('runs a year on the command line', async () => {
  await aFolder();
  await showsTheStages();
  await movesOn();
  await handsIn();
  await decidesAbsence();
  await goesBack();
  expect(await json('cycle', 'show')).toMatchObject({ cycle: { state: 'selfEvaluating' } });
});
