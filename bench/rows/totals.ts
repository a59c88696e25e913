import type { BenchContext } from '../context';
import { inChild } from '../inChild';
import { interleave, type Measured } from '../measure';

const AIM = 0.5;

/** S4: totals, grades and ranks of all units from disk, against reading the same rows. */
export async function totalsOfAll({ loads, runs }: BenchContext): Promise<Measured[]> {
  const { folder, scores, units } = await loads.large();
  const results = await interleave(
    runs,
    () => inChild('computeTotals', { folder }),
    () => inChild('readScoresPlainly', { folder, rows: scores }),
  );
  return [
    {
      row: 'S4',
      work: 'totals, grades and ranks of all units, XL',
      unit: 'ms',
      aim: AIM,
      pairs: results.map(({ ours, floor }) => ({ ours: ours.ms, floor: floor.ms })),
      note: `${units} units, ${scores} scores; floor: one plain read of the same rows`,
    },
  ];
}
