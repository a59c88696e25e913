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

const score = (...more: readonly string[]) =>
  cli('score', 'set', ...at, '--unit', 'A02', '--item', '1.1.2', '--input', '1=0', ...more);

describe('the name a score is entered under', () => {
  it('is a scorer’s own, whatever he writes', async () => {
    expect((await score('--as', '张评分', '--scorer', '李评分')).error).toBe('SCORER_IS_ANOTHER');
    expect((await score('--as', '张评分', '--scorer', '张评分')).code).toBe(0);
  });

  it('may be another’s where the office enters it from paper', async () => {
    expect((await score('--scorer', '李评分')).code).toBe(0);
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
