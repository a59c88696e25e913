import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchContext } from '../context';
import { inChild } from '../inChild';
import { interleave, type Measured } from '../measure';

const TIME_AIM = 1.2;
const MEMORY_AIM = 1.3;

/** S5: the unit × item matrix as a workbook, against exceljs' streaming writer given the same cells. */
export async function matrixWorkbook({ loads, runs, work }: BenchContext): Promise<Measured[]> {
  const { folder, units } = await loads.large();
  const cells = join(work, 'matrix-cells');
  const { ms: count } = await inChild('captureMatrix', { folder, cells });
  const [target, floorTarget] = [join(work, 'matrix.xlsx'), join(work, 'matrix-floor.xlsx')];
  const results = await interleave(
    runs,
    () => inChild('writeMatrix', { folder, target }),
    () => inChild('writeCaptured', { cells, target: floorTarget }),
  );
  const sizes = await Promise.all(
    [target, floorTarget].map(async (path) => megabytes((await stat(path)).size)),
  );
  const note = `${units} units, ${count} cells; files ${sizes.join(' and ')} MB; ours reads and lays out too`;
  return [
    {
      row: 'S5 time',
      work: 'matrix workbook, XL',
      unit: 'ms',
      aim: TIME_AIM,
      pairs: results.map(({ ours, floor }) => ({ ours: ours.ms, floor: floor.ms })),
      note,
    },
    {
      row: 'S5 memory',
      work: 'the same, peak resident memory',
      unit: 'MB',
      aim: MEMORY_AIM,
      pairs: results.map(({ ours, floor }) => ({ ours: ours.peakMb, floor: floor.peakMb })),
      note: 'whole process from its start',
    },
  ];
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2);
}
