import type { Actor } from '../../shared/domain/role';
import { jobCancelled } from '../../shared/errors/shell';
import type { JobArgs, JobName, JobResult } from '../jobs/jobTypes';
import { startJob, type RunningJob } from '../jobs/startJob';
import { partProgress, type Part } from './partProgress';

/** What a work of several steps is given. */
export interface WorkSteps {
  readonly jobId: string;
  /** What runs from now on is the n-th of several like parts, called so; progress is of all of them. */
  beginPart(part: Part): void;
  /** @throws {AppError} CANCELLED where the person has cancelled it. */
  assertGoesOn(): void;
  /** Runs a job as one step. @throws {AppError} CANCELLED and what the job throws. */
  run<N extends JobName>(name: N, args: JobArgs<N>): Promise<JobResult<N>>;
}

/** The steps of one work, and the way to stop it: the job that runs now ends, and no other begins. */
export function workSteps(
  jobId: string,
  asker: Promise<Actor>,
  onProgress: (done: number, total: number, label: string) => void,
): { readonly steps: WorkSteps; readonly cancel: () => void } {
  let current: RunningJob<unknown> | null = null;
  let cancelled = false;
  let part: Part | null = null;
  const tell = (done: number, total: number, label: string): void =>
    part ? onProgress(...partProgress(part, done, total)) : onProgress(done, total, label);
  const assertGoesOn = (): void => {
    if (cancelled) throw jobCancelled();
  };
  const run = async <N extends JobName>(name: N, args: JobArgs<N>): Promise<JobResult<N>> => {
    assertGoesOn();
    const job = startJob(name, args, asker, tell);
    current = job;
    return job.finished.finally(() => (current = null));
  };
  const cancel = (): void => {
    cancelled = true;
    current?.cancel();
  };
  const beginPart = (next: Part): void => {
    part = next;
    onProgress(...partProgress(next, 0, 1));
  };
  return { steps: { jobId, beginPart, assertGoesOn, run }, cancel };
}
