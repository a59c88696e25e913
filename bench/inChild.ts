import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TaskArgs, TaskName } from './tasks';

export interface ChildResult {
  /** What the task itself timed. */
  readonly ms: number;
  /** Peak of the process's resident memory, from its start. */
  readonly peakMb: number;
}

/** Runs a task in a process of its own, so that no run warms or burdens another's heap. */
export async function inChild<N extends TaskName>(name: N, args: TaskArgs<N>): Promise<ChildResult> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(__dirname, 'child.js'), name, JSON.stringify(args)],
    { maxBuffer: 1 << 24 },
  );
  return JSON.parse(stdout) as ChildResult;
}
