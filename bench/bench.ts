import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT, type BenchContext } from './context';
import { makeFloorApp } from './floorApp';
import { measureFootprint, type Footprint } from './footprint';
import { Loads } from './loads';
import { describeMachine } from './machine';
import { summarise, type Measured } from './measure';
import { growth } from './rows/growth';
import { matrixWorkbook } from './rows/matrix';
import { oneScore } from './rows/oneScore';
import { packages } from './rows/packages';
import { scoringWorkbook } from './rows/scoreImport';
import { scrollingWhileTyping } from './rows/scrolling';
import { startToDashboard, startWithLarge } from './rows/start';
import { totalsOfAll } from './rows/totals';
import { tableOf } from './table';

/** The rows of the quality page that are measured here; another one is a function and a line. */
const ROWS: Readonly<Record<string, (context: BenchContext) => Promise<Measured[]>>> = {
  S1: startToDashboard,
  S2: startWithLarge,
  S3: oneScore,
  S4: totalsOfAll,
  S5: matrixWorkbook,
  S6: scoringWorkbook,
  S7: packages,
  S8: scrollingWhileTyping,
  S9: growth,
};

const RUNS = 7;
const RUNS_QUICK = 5;

interface Options {
  readonly app: string;
  readonly quick: boolean;
  readonly rows: readonly string[];
}

/** `bench.js --app <executable> [--quick] [S1 S4 …]`; scripts/bench.mjs builds and calls it. */
function readOptions(args: readonly string[]): Options {
  const app = args[args.indexOf('--app') + 1] ?? '';
  const named = args.filter((argument) => /^s\d+$/i.test(argument)).map((name) => name.toUpperCase());
  const unknown = named.filter((name) => !(name in ROWS));
  if (unknown.length > 0)
    throw new Error(`not measured here: ${unknown.join(' ')}; there are ${Object.keys(ROWS).join(' ')}`);
  return { app, quick: args.includes('--quick'), rows: named.length > 0 ? named : Object.keys(ROWS) };
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const results = join(PROJECT, 'bench-results');
  await mkdir(results, { recursive: true });
  // Beside the results, not in the system's temporary folder, which may lie in memory.
  const work = await mkdtemp(join(results, 'work-'));
  try {
    await runRows(options, work, results);
  } finally {
    // The last app's helper processes may still be writing their caches.
    await rm(work, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 }).catch(
      (cause: unknown) => say(`left behind: ${work} (${String(cause)})`),
    );
  }
}

async function runRows({ app, quick, rows }: Options, work: string, results: string): Promise<void> {
  const startedAt = new Date();
  const context = makeContext(app, quick, work);
  const measured: Measured[] = [];
  for (const row of rows) {
    say(`${row} …`);
    const found = await ROWS[row]?.(context);
    measured.push(...(found ?? []));
    if (found) say(tableOf(found).split('\n').slice(2).join('\n'));
  }
  say('footprint …');
  const footprint = await measureFootprint(
    context,
    rows.some((row) => row === 'S2' || row === 'S4' || row === 'S5'),
  );
  const machine = describeMachine(app, PROJECT);
  const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000);
  process.stdout.write(`\n${tableOf(measured)}\n\n${notesOf(measured)}\n\n${footprintText(footprint)}\n`);
  process.stdout.write(`\n${JSON.stringify(machine)}\n${seconds} s${quick ? ', quick' : ''}\n`);
  const summaries = measured.map((row) => ({ ...row, ...summarise(row.pairs) }));
  const name = `${startedAt.toISOString().replace(/[:.]/g, '-')}${quick ? '-quick' : ''}.json`;
  const document = { startedAt, seconds, quick, machine, footprint, rows: summaries };
  await writeFile(join(results, name), `${JSON.stringify(document, null, 2)}\n`);
  say(`bench-results/${name}`);
}

function makeContext(app: string, quick: boolean, work: string): BenchContext {
  let floor: Promise<string> | null = null;
  return {
    app,
    quick,
    work,
    say,
    runs: quick ? RUNS_QUICK : RUNS,
    loads: new Loads(work, quick),
    floorApp: () => (floor ??= makeFloorApp(app, work)),
  };
}

function notesOf(rows: readonly Measured[]): string {
  return rows.map(({ row, note }) => `- ${row}: ${note}`).join('\n');
}

function footprintText({
  installedMb,
  ownMb,
  memoryAtRestMb,
  databaseKbPerUnit: { L, XL },
}: Footprint): string {
  return [
    `- installed: ${installedMb.toFixed(0)} MB, of it ours ${ownMb.toFixed(1)} MB`,
    `- memory at rest, workspace L, all processes: ${memoryAtRestMb.toFixed(0)} MB (proportional set size)`,
    `- database per unit: L ${L.toFixed(0)} kB${XL === null ? '' : `, XL ${XL.toFixed(0)} kB`}`,
  ].join('\n');
}

void main().catch((cause: unknown) => {
  say(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  process.exitCode = 1;
});
