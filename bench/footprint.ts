import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BenchContext } from './context';
import { StartedApp } from './startedApp';

/** Figures that are reported with the table and have no floor. */
export interface Footprint {
  readonly installedMb: number;
  /** Of that, our own part: the archive, the native module and resources. */
  readonly ownMb: number;
  readonly memoryAtRestMb: number;
  readonly databaseKbPerUnit: { readonly L: number; readonly XL: number | null };
}

/** How long the program is left alone before its memory is looked at. */
const REST_MS = 10_000;

export async function measureFootprint(context: BenchContext, withLarge: boolean): Promise<Footprint> {
  const standard = await context.loads.standard();
  const large = withLarge ? await context.loads.large() : null;
  const folder = dirname(context.app);
  const perUnit = (load: { databaseBytes: number; units: number }): number =>
    load.databaseBytes / 1e3 / load.units;
  return {
    installedMb: (await bytesUnder(folder)) / 1e6,
    ownMb: (await bytesUnder(join(folder, 'resources'))) / 1e6,
    memoryAtRestMb: await memoryAtRest(context, standard.folder),
    databaseKbPerUnit: { L: perUnit(standard), XL: large && perUnit(large) },
  };
}

async function memoryAtRest({ app, work }: BenchContext, folder: string): Promise<number> {
  const started = await StartedApp.start({
    executable: app,
    userData: join(work, 'user-rest'),
    args: [`--workspace=${folder}`],
  });
  try {
    await started.paintedAfter();
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    return await started.memoryMb();
  } finally {
    await started.end();
  }
}

async function bytesUnder(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}
