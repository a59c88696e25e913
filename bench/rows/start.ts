import { join } from 'node:path';
import type { BenchContext } from '../context';
import type { Load } from '../loads';
import { interleave, type Measured } from '../measure';
import { StartedApp, type StartOptions } from '../startedApp';

const START_AIM = 1.4;
const LARGE_START_AIM = 1.3;

/** S1: process start to the figures of 工作台 painted, against an empty window of the same runtime. */
export async function startToDashboard(context: BenchContext): Promise<Measured[]> {
  const load = await context.loads.standard();
  const floor = await context.floorApp();
  const pairs = await alternately(context, ours(context, load, 'user-L'), {
    executable: floor,
    userData: join(context.work, 'user-floor'),
  });
  return [
    {
      row: 'S1',
      work: 'start to a usable 工作台, workspace L',
      unit: 'ms',
      aim: START_AIM,
      pairs,
      note: `${load.units} units, ${load.scores} scores, ${load.evidence} pieces of evidence; floor: empty window`,
    },
  ];
}

/** S2: the same with a province in the workspace, against S1. */
export async function startWithLarge(context: BenchContext): Promise<Measured[]> {
  const [load, standard] = [await context.loads.large(), await context.loads.standard()];
  const pairs = await alternately(context, ours(context, load, 'user-XL'), ours(context, standard, 'user-L'));
  return [
    {
      row: 'S2',
      work: 'start to a usable 工作台, workspace XL',
      unit: 'ms',
      aim: LARGE_START_AIM,
      pairs,
      note: `${load.units} units, ${load.scores} scores; floor: S1`,
    },
  ];
}

function ours({ app, work }: BenchContext, load: Load, user: string): StartOptions {
  return { executable: app, userData: join(work, user), args: [`--workspace=${load.folder}`] };
}

/** Started three times before it counts: the browser keeps compiled scripts only from the third use on. */
const WARM_STARTS = 2;

async function alternately({ runs }: BenchContext, first: StartOptions, second: StartOptions) {
  for (let round = 0; round < WARM_STARTS; round += 1) {
    await timeStart(first);
    await timeStart(second);
  }
  return interleave(
    runs,
    () => timeStart(first),
    () => timeStart(second),
  );
}

async function timeStart(options: StartOptions): Promise<number> {
  const app = await StartedApp.start(options);
  try {
    return await app.paintedAfter();
  } finally {
    await app.end();
  }
}
