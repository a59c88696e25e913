import { cp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchContext } from '../context';
import { inChild, type ChildResult } from '../inChild';
import { interleave, type Measured } from '../measure';

const AIM = 1.5;

/** A scan of some pages. */
const FILE_BYTES = 2 * 1024 * 1024;
const FILES = 512;

/** The same process with a sixteenth of the files: memory that is flat is about as much. */
const FEW = FILES / 16;
const MEMORY_AIM = 1.3;

interface Result {
  readonly write: ChildResult;
  readonly merge: ChildResult;
}

/** S7: a package with 1 GB of evidence written at a unit's seat and merged at the office. */
export async function packages({ quick, runs, work }: BenchContext): Promise<Measured[]> {
  const files = quick ? FILES / 8 : FILES;
  const copied = join(work, 'package-files');
  await inChild('makeFiles', { folder: copied, files, bytes: FILE_BYTES });
  const floor = (): Promise<ChildResult> =>
    inChild('copyHashed', { folder: copied, target: join(work, 'bench-copy') });
  const [many, few] = [await sides(work, 'many', files), await sides(work, 'few', FEW)];
  const results = await interleave<readonly ChildResult[]>(
    runs,
    async () => Object.values(await many.run()),
    async () => [await floor()],
  );
  const small = await few.run();
  const ours = results.map(({ ours: [write, merge] }) => ({ write, merge }) as Result);
  const floors = results.map(({ floor: [copy] }) => copy?.ms ?? Number.NaN);
  const note = `${files} files of 2 MB; package of ${((await stat(many.target)).size / 1e6).toFixed(1)} MB`;
  const time = (what: keyof Result, doing: string, told: string): Measured => ({
    ...{ row: `S7 ${what}`, work: doing, unit: 'ms', aim: AIM, note: `${note}; ${told}` },
    pairs: ours.map((each, run) => ({ ours: each[what].ms, floor: floors[run] ?? Number.NaN })),
  });
  const memory = (what: keyof Result): Measured => ({
    ...{ row: `S7 ${what} memory`, unit: 'MB', aim: MEMORY_AIM },
    work: `the same, peak resident memory against a package of ${FEW} files`,
    pairs: ours.map((each) => ({ ours: each[what].peakMb, floor: small[what].peakMb })),
    note: 'whole process from its start; flat means about 1',
  });
  return [
    time(
      'write',
      'a 自评包 with 1 GB of evidence written',
      'gathered, on the ledger, on the disk under its name',
    ),
    time(
      'merge',
      'the same merged at the office',
      'with a copy of the database before, evidence in the store',
    ),
    memory('write'),
    memory('merge'),
  ];
}

/** An office and a unit's seat, and how the one's package is written and merged by the other as if for the first time. */
async function sides(
  work: string,
  name: string,
  files: number,
): Promise<{ readonly target: string; readonly run: () => Promise<Result> }> {
  const [office, seat] = [join(work, `${name}-office`), join(work, `${name}-seat`)];
  await inChild('makeTwoSides', { office, seat, files, bytes: FILE_BYTES });
  const target = join(work, `${name}.fhpkg`);
  return {
    target,
    run: async () => {
      const write = await inChild('packSelf', { seat, target });
      const fresh = join(work, `${name}-office-fresh`);
      await rm(fresh, { recursive: true, force: true });
      await cp(office, fresh, { recursive: true });
      return { write, merge: await inChild('mergeSelf', { office: fresh, target }) };
    },
  };
}
