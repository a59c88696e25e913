import { join } from 'node:path';
import { expect } from 'vitest';
import { writeIndicatorTable } from '@electron/workbook/indicatorWorkbook';
import { writeUnitTable } from '@electron/workbook/unitWorkbook';
import { packagedCli } from '../../helpers/packagedCli';
import { tempFolder } from '../../helpers/tempFolder';
import { DISTRICT, UNITS } from './district';
import { PEOPLE, Year, type Person } from './year';

/** A workspace with five accounts, their assignments and the year's deadline. */
export async function setUp(): Promise<Year> {
  const year = new Year(await tempFolder());
  const indicators = join(year.away, '指标表.xlsx');
  const units = join(year.away, '单位表.xlsx');
  await writeIndicatorTable(DISTRICT, indicators);
  await writeUnitTable(UNITS, units);
  const at = ['--workspace', year.folder];
  const bare = async (...argv: readonly string[]): Promise<void> => {
    const { code, err } = await packagedCli(...argv, ...at);
    if (code !== 0) throw new Error(`${argv.join(' ')}\n${err}`);
  };
  await bare('init', '--year', '2020', '--indicators', indicators, '--units', units);
  await bare('account', 'add', '--name', '张评分', '--roles', 'leadScorer,fileReviewer', '--unit', 'A01');
  await bare('account', 'add', '--name', '李评分', '--roles', 'leadScorer,fileReviewer,siteChecker');
  await bare('account', 'add', '--name', '王局长', '--roles', 'unitLeader', '--unit', 'A02');
  await bare('account', 'add', '--name', '赵领导', '--roles', 'approver');
  // The office last: from then on nobody works unnamed.
  for (const person of ['zhang', 'li', 'wang', 'zhao', 'office'] as const) await ownPassword(bare, person);
  expect((await packagedCli('compute', ...at, '--json')).error).toBe('NOT_SIGNED_IN');
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
