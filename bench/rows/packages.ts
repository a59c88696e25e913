import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchContext } from '../context';
import { inChild, type ChildResult } from '../inChild';
import { interleave, type Measured } from '../measure';

const AIM = 1.5;

/** A scan of some pages. */
const FILE_BYTES = 2 * 1024 * 1024;
const FILES = 512;

/** More than the same process needs for a tenth of the bytes would be memory that grows with the package. */
const MEMORY_AIM = 1.3;

type Results = readonly { readonly ours: ChildResult; readonly floor: ChildResult }[];

/** S7: a package with 1 GB of evidence written and read, against reading, hashing and copying the same bytes once. */
export async function packages(context: BenchContext): Promise<Measured[]> {
  const { quick, runs, work } = context;
  const files = quick ? FILES / 8 : FILES;
  const folder = join(work, 'package-files');
  await inChild('makeFiles', { folder, files, bytes: FILE_BYTES });
  const [target, floorTarget] = [join(work, 'bench.fhpkg'), join(work, 'bench-copy')];
  const floor = (): Promise<ChildResult> => inChild('copyHashed', { folder, target: floorTarget });
  const written = await interleave(runs, () => inChild('writeOnePackage', { folder, target }), floor);
  const into = join(work, 'bench-read');
  const read = await interleave(runs, () => inChild('readOnePackage', { target, into }), floor);
  const size = `${files} files of 2 MB; package of ${((await stat(target)).size / 1e6).toFixed(1)} MB`;
  return [
    row(
      'S7 write',
      'a package with 1 GB of evidence written',
      written,
      `${size}; on the disk under its name`,
    ),
    row(
      'S7 read',
      'the same opened, checked, laid down file by file',
      read,
      `${size}; each file on the disk`,
    ),
    await memory(context, folder, written, 'writeOnePackage'),
    await memory(context, folder, read, 'readOnePackage'),
  ];
}

function row(name: string, doing: string, results: Results, note: string): Measured {
  const pairs = results.map(({ ours, floor }) => ({ ours: ours.ms, floor: floor.ms }));
  return { row: name, work: doing, unit: 'ms', aim: AIM, pairs, note };
}

/** Peak memory against that of the same task with an eighth of the files. */
async function memory(
  { work }: BenchContext,
  folder: string,
  results: Results,
  task: 'writeOnePackage' | 'readOnePackage',
): Promise<Measured> {
  const few = `${folder}-few`;
  const files = Math.max(8, Math.round(FILES / 16));
  await inChild('makeFiles', { folder: few, files, bytes: FILE_BYTES });
  const target = join(work, 'bench-few.fhpkg');
  const small = await inChild('writeOnePackage', { folder: few, target });
  const floor =
    task === 'writeOnePackage'
      ? small
      : await inChild('readOnePackage', { target, into: join(work, 'bench-read-few') });
  return {
    row: task === 'writeOnePackage' ? 'S7 write memory' : 'S7 read memory',
    work: `the same, peak resident memory against a package of ${files} files`,
    unit: 'MB',
    aim: MEMORY_AIM,
    pairs: results.map(({ ours }) => ({ ours: ours.peakMb, floor: floor.peakMb })),
    note: 'whole process from its start; flat means about 1',
  };
}
