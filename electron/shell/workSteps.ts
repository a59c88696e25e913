import type { Actor } from '../../shared/domain/role';
import { jobCancelled } from '../../shared/errors/shell';
import type { JobArgs, JobName, JobResult } from '../jobs/jobTypes';
import { startJob, type RunningJob } from '../jobs/startJob';

/** What a work of several steps is given. */
export interface WorkSteps {
  readonly jobId: string;
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
  const assertGoesOn = (): void => {
    if (cancelled) throw jobCancelled();
  };
  const run = async <N extends JobName>(name: N, args: JobArgs<N>): Promise<JobResult<N>> => {
    assertGoesOn();
    const job = startJob(name, args, asker, onProgress);
    current = job;
    return job.finished.finally(() => (current = null));
  };
  const cancel = (): void => {
    cancelled = true;
    current?.cancel();
  };
  return { steps: { jobId, assertGoesOn, run }, cancel };
}
