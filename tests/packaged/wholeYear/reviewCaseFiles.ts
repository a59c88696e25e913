import { expect } from 'vitest';
import { CASE_LIST_COLUMNS } from '@shared/tables/caseListTable';
import { aWorkbook } from '../../helpers/workbooks';
import type { Year } from './year';

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
export async function reviewCaseFiles(year: Year): Promise<ReadonlyMap<string, string>> {
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
