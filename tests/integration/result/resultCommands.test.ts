import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import { setScore } from '@electron/services/scores/setScore';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { cli, cliJson } from '../../helpers/cli';
import { tempFolder } from '../../helpers/tempFolder';
import { anEntry } from '../../helpers/testWorkspace';
import { moveOnTo } from '../../helpers/yearWorkspace';

interface Computed {
  cycle: { year: number; state: string };
  units: { code: string; final: string; rank: number | null; unscored: number }[];
}

describe('result, cycle next, compare', () => {
  let folder = '';
  const run = (...argv: string[]) => cli('--workspace', folder, ...argv);
  const json = <T>(...argv: string[]) => cliJson<T>('--workspace', folder, ...argv);

  beforeAll(async () => {
    folder = join(await tempFolder(), '考评库');
    expect((await cli('init', '--workspace', folder, '--year', '2020')).code).toBe(0);
    const workspace = await openWorkspace(folder);
    try {
      const { units, itemsOf } = await loadAssessment(workspace);
      const item = itemsOf(units[0]!).find(({ rules }) => rules[0]?.kind === 'yesNo')!;
      for (const unit of units.slice(0, 2)) {
        const place = { unitId: unit.id, itemId: item.id };
        await setScore(workspace, { ...place, entry: anEntry({ 满足: '是' }), scorer: '张三' });
      }
      await moveOnTo(workspace, 'feedback');
    } finally {
      await workspace.close();
    }
  });

  it('play the end of a year and the beginning of the next', async () => {
    const refused = await run('result', 'approve');
    expect([refused.code, refused.out]).toEqual([2, '']);
    const approved = await json<{ number: number; digest: string }>(
      'result',
      'approve',
      '--reason',
      '区委常委会审定',
      '--confirm',
    );
    expect(approved.number).toBe(1);
    const before = await json<Computed>('compute');
    const unit = before.units.find(({ final }) => final !== '0.00')!;
    const workspace = await openWorkspace(folder, { readOnly: true });
    const { items } = await loadAssessment(workspace);
    const code = items.find(({ rules }) => rules[0]?.kind === 'yesNo')!.code;
    await workspace.close();

    const place = ['--unit', unit.code, '--item', code];
    const why = ['--reason', '复查发现不实', '--basis', '复查报告第3页'];
    expect((await run('result', 'correct', ...place, '--to', '九', ...why)).error).toBe('BAD_ARGUMENTS');
    const corrected = await json<{ state: string; changes: { name: string }[] }>(
      ...['result', 'correct', ...place, '--to', '0', ...why],
    );
    expect(corrected.state).toBe('confirmed');
    expect(corrected.changes.length).toBeGreaterThan(0);
    const list = await json<{ number: number }[]>('result', 'list');
    expect(list.map(({ number }) => number)).toEqual([2, 1]);
    expect((await run('result', 'list')).out).toContain('第2号 更正');
    const final = await json<Computed>('compute');

    expect((await run('cycle', 'next', '--year', '2020')).error).toBe('CYCLE_YEAR_TAKEN');
    expect((await run('cycle', 'next', '--year', '2021')).out).toContain('2021年度');
    const now = await json<Computed>('compute');
    expect(now.cycle).toMatchObject({ year: 2021, state: 'draft' });
    expect(await json<Computed>('compute', '--cycle', '2020')).toEqual(final);
    const out = join(folder, '..', '2020.xlsx');
    expect((await run('export', '--kind', 'summary', '--out', out, '--cycle', '2020')).code).toBe(0);
    expect((await run('compute', '--cycle', '1999')).error).toBe('CYCLE_NOT_FOUND');

    const compared = await run('compare', ...place.slice(0, 2));
    expect(compared.out).toContain('2020（已审定）');
    const byItem = await json<{ rows: { measure: string; cells: { value: unknown }[] }[] }>(
      'compare',
      '--item',
      code,
    );
    expect(byItem.rows.length).toBeGreaterThan(1);
    const figures = byItem.rows
      .filter(({ measure }) => measure !== 'rank')
      .flatMap(({ cells }) => cells.flatMap(({ value }) => value ?? []));
    expect(figures.length).toBeGreaterThan(0);
    for (const figure of figures) expect(figure).toMatch(/^\d+\.\d\d$/);
    expect((await run('compare')).error).toBe('BAD_ARGUMENTS');
    expect((await run('verify')).code).toBe(0);
  });
});
