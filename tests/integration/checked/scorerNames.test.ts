import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { cli } from '../../helpers/cli';
import { tempFolder } from '../../helpers/tempFolder';

let at: readonly string[];

beforeEach(async () => {
  at = ['--workspace', join(await tempFolder(), '考评库')];
  const made = await cli('init', ...at, '--indicators', 'builtin:jiangsu', '--units', 'builtin:sample');
  if (made.code !== 0) throw new Error(made.err);
  await cli('account', 'add', ...at, '--name', '张评分', '--roles', 'leadScorer', '--all-items');
});

const ITEM = ['--item', '1.1.2', '--input', '1=0'];
const OF_A02 = ['--roles', 'leadScorer', '--unit', 'A02'];

const score = (...more: readonly string[]) => cli('score', 'set', ...at, '--unit', 'A02', ...ITEM, ...more);

describe('the name a score is entered under', () => {
  it('is a scorer’s own, whatever he writes', async () => {
    expect((await score('--as', '张评分', '--scorer', '李评分')).error).toBe('SCORER_IS_ANOTHER');
    expect((await score('--as', '张评分', '--scorer', '张评分')).code).toBe(0);
  });

  it('may be another’s where the office enters it from paper', async () => {
    expect((await score('--scorer', '李评分')).code).toBe(0);
  });
});

describe('the name of somebody who belongs to a unit', () => {
  beforeEach(async () => {
    const account = ['--name', '周水利', '--roles', 'leadScorer', '--unit', 'A02'];
    await cli('account', 'add', ...at, ...account);
  });

  it.each([
    ['as the scorer of that unit', 'A02', '周水利', 'CONFLICT_OF_INTEREST'],
    ['among several scorers of it', 'A02', '李评分、 周水利', 'CONFLICT_OF_INTEREST'],
    ['as the scorer of another unit', 'A03', '周水利', ''],
  ])('%s', async (_name, unit, scorer, code) => {
    const typed = await cli('score', 'set', ...at, '--unit', unit, ...ITEM, '--scorer', scorer);
    expect(typed.error).toBe(code);
  });

  it('is refused in a scoring workbook too, whole, and disabled as well', async () => {
    const book = join(await tempFolder(), '评分.xlsx');
    await cli('score', 'set', ...at, '--unit', 'A02', ...ITEM, '--scorer', '李评分');
    await cli('scores', 'template', ...at, '--unit', 'A02', '--item', '1.1.2', '--out', book);
    const other = ['--workspace', join(await tempFolder(), '考评库')];
    await cli('init', ...other, '--indicators', 'builtin:jiangsu', '--units', 'builtin:sample');
    await cli('account', 'add', ...other, '--name', '李评分', ...OF_A02);
    expect((await cli('scores', 'import', book, ...other)).error).toBe('CONFLICT_OF_INTEREST');
    await cli('account', 'disable', ...other, '--name', '李评分');
    expect((await cli('scores', 'import', book, ...other)).error).toBe('CONFLICT_OF_INTEREST');
  });
});

describe('a self score on the command line', () => {
  const self = (points: string) =>
    cli('self', 'set', ...at, '--unit', 'A02', '--item', '1.1.2', '--points', points);

  it.each([
    ['1.00', ''],
    ['0', ''],
    ['1.01', 'OUT_OF_RANGE'],
    ['-1', 'OUT_OF_RANGE'],
    ['一分', 'OUT_OF_RANGE'],
  ])('%s is %s', async (points, code) => {
    expect((await self(points)).error).toBe(code);
  });
});
