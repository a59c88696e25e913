import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchContext } from '../context';
import { inChild } from '../inChild';
import { interleave, type Measured } from '../measure';

const AIM = 1.3;

/** S6: a filled scoring workbook read in and stored, against exceljs' streaming reader and a bulk insert. */
export async function scoringWorkbook({ loads, runs, work }: BenchContext): Promise<Measured[]> {
  const filled = await loads.forImport(true);
  const empty = await loads.forImport(false);
  const path = join(work, 'filled.xlsx');
  const rows = filled.scores;
  await inChild('writeFilledWorkbook', { folder: filled.folder, target: path });
  let turn = 0;
  const results = await interleave(
    runs,
    async () => {
      const folder = await loads.copyOf(empty, `import-${(turn += 1)}`);
      const result = await inChild('importWorkbook', { folder, path, rows });
      await rm(folder, { recursive: true });
      return result;
    },
    async () => {
      const folder = await loads.copyOf(empty, `insert-${(turn += 1)}`);
      const result = await inChild('readAndInsert', { path, database: join(folder, 'plain.db'), rows });
      await rm(folder, { recursive: true });
      return result;
    },
  );
  return [
    {
      row: 'S6',
      work: 'filled scoring workbook read in and stored',
      unit: 'ms',
      aim: AIM,
      pairs: results.map(({ ours, floor }) => ({ ours: ours.ms, floor: floor.ms })),
      note: `${rows} rows; floor: exceljs' streaming reader and a bulk insert of as many rows`,
    },
  ];
}
