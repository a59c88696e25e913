import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchContext } from '../context';
import { inChild } from '../inChild';
import type { Measured, Pair } from '../measure';

const AIM = 1.05;
const RUNS = 3;
const UNITS = [40, 400, 4_000];
const UNITS_QUICK = [4, 40, 400];
/** Of evidence in a package, so that 4,000 units come to 1 GB. */
const BYTES_A_UNIT = 250_000;

/** What is timed at each size. @returns milliseconds. */
interface Growing {
  readonly row: string;
  readonly work: string;
  readonly prepare: (units: number) => Promise<() => Promise<number>>;
}

/** S9: how the costs of S4 to S7 grow with the units: the slope of a straight line through their logarithms. */
export async function growth(context: BenchContext): Promise<Measured[]> {
  const sizes = context.quick ? UNITS_QUICK : UNITS;
  const rows: Measured[] = [];
  for (const { row, work, prepare } of growing(context)) {
    const times: number[][] = Array.from({ length: RUNS }, () => []);
    for (const units of sizes) {
      const run = await prepare(units);
      await run();
      for (const ofRun of times) ofRun.push(await run());
    }
    rows.push({
      row: `S9 ${row}`,
      work: `${work}, growth over ${sizes.join(', ')} units`,
      unit: 'slope',
      aim: AIM,
      pairs: times.map((ofRun): Pair => ({ ours: slope(sizes, ofRun), floor: 1 })),
      note: `medians ${sizes.map((_, at) => median(times.map((ofRun) => ofRun[at] ?? 0)).toFixed(0)).join(', ')} ms`,
    });
  }
  return rows;
}

function growing(context: BenchContext): readonly Growing[] {
  const { loads } = context;
  return [
    {
      row: 'S4',
      work: 'totals',
      prepare: async (units) => {
        const { folder } = await loads.ofUnits(units, true);
        return async () => (await inChild('computeTotals', { folder })).ms;
      },
    },
    {
      row: 'S5',
      work: 'matrix workbook',
      prepare: async (units) => {
        const { folder } = await loads.ofUnits(units, true);
        const target = join(context.work, `growth-${units}.xlsx`);
        return async () => (await inChild('writeMatrix', { folder, target })).ms;
      },
    },
    { row: 'S6', work: 'scoring workbook read in', prepare: (units) => readingIn(context, units) },
    { row: 'S7 write', work: 'package written', prepare: (units) => writing(context, units) },
    { row: 'S7 read', work: 'package read', prepare: (units) => reading(context, units) },
  ];
}

async function readingIn({ loads, work }: BenchContext, units: number): Promise<() => Promise<number>> {
  const filled = await loads.ofUnits(units, true);
  const empty = await loads.ofUnits(units, false);
  const path = join(work, `growth-filled-${units}.xlsx`);
  await inChild('writeFilledWorkbook', { folder: filled.folder, target: path });
  let turn = 0;
  return async () => {
    const folder = await loads.copyOf(empty, `growth-${units}-${(turn += 1)}`);
    const { ms } = await inChild('importWorkbook', { folder, path, rows: filled.scores });
    await rm(folder, { recursive: true });
    return ms;
  };
}

/** Evidence of so many units, ten files of each forty. */
async function evidenceOf({ work }: BenchContext, units: number): Promise<string> {
  const folder = join(work, `growth-evidence-${units}`);
  const files = Math.max(1, Math.round(units / 4));
  await inChild('makeFiles', { folder, files, bytes: Math.round((units * BYTES_A_UNIT) / files) });
  return folder;
}

async function writing(context: BenchContext, units: number): Promise<() => Promise<number>> {
  const folder = await evidenceOf(context, units);
  const target = join(context.work, `growth-${units}.fhpkg`);
  return async () => {
    await rm(target, { force: true });
    return (await inChild('writeOnePackage', { folder, target })).ms;
  };
}

async function reading(context: BenchContext, units: number): Promise<() => Promise<number>> {
  const target = join(context.work, `growth-${units}.fhpkg`);
  const into = join(context.work, `growth-read-${units}`);
  return async () => (await inChild('readOnePackage', { target, into })).ms;
}

/** Least squares through the logarithms: 1 where twice the units cost twice the time. */
function slope(sizes: readonly number[], times: readonly number[]): number {
  const points = sizes.map((size, at) => [Math.log(size), Math.log(times[at] ?? 0)] as const);
  const [x, y] = [mean(points.map(([size]) => size)), mean(points.map(([, time]) => time))];
  const across = points.reduce((sum, [size, time]) => sum + (size - x) * (time - y), 0);
  return across / points.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
