import { describe, expect, it } from 'vitest';
import { interleave, percentile, summarise } from '../../../bench/measure';
import { tableOf } from '../../../bench/table';

describe('measuring against a floor', () => {
  it('judges by the ratios of the runs, not by the ratio of the medians', () => {
    const pairs = [
      { ours: 10, floor: 10 },
      { ours: 20, floor: 40 },
      { ours: 90, floor: 30 },
    ];
    const { ours, floor, ratio } = summarise(pairs);
    expect([ours.median, floor.median, ratio.median]).toEqual([20, 30, 1]);
    expect([ratio.lowest, ratio.highest]).toEqual([0.5, 3]);
  });

  it('takes the mean of the two middle runs of an even count', () => {
    expect(percentile([1, 2, 4, 8], 50)).toBe(3);
    expect(percentile([1, 2, 4, 8], 100)).toBe(8);
  });

  it('runs both sides by turns and lets the first run of each only warm up', async () => {
    const calls: string[] = [];
    const side = (name: string) => () => Promise.resolve(calls.push(name));
    const results = await interleave(3, side('ours'), side('floor'));
    expect(calls).toEqual(['ours', 'floor', 'ours', 'floor', 'floor', 'ours', 'ours', 'floor']);
    expect(results).toHaveLength(3);
  });

  it('says which aim was missed', () => {
    const row = { work: 'work', unit: 'ms', note: '', pairs: [{ ours: 3, floor: 2 }] } as const;
    const table = tableOf([
      { ...row, row: 'A', aim: 1.4 },
      { ...row, row: 'B', aim: 1.5 },
      { ...row, row: 'C', aim: null },
    ]);
    expect(table).toMatch(/\| A .*missed/);
    expect(table).toMatch(/\| B .* met \|/);
    expect(table).toMatch(/\| C .*reported/);
  });
});
