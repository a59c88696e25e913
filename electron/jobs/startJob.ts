import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { Actor } from '../../shared/domain/role';
import { AppError } from '../../shared/errors/appError';
import { jobCancelled, jobStopped } from '../../shared/errors/shell';
import type { FromJob, JobArgs, JobName, JobResult, ToJob } from './jobTypes';

export interface RunningJob<R> {
  readonly finished: Promise<R>;
  /** Asks it to stop; ends it after a few seconds if it does not listen. */
  cancel(): void;
}

/** How long a job may take to tidy up after a cancel. */
const CANCEL_GRACE_MS = 4_000;

/**
 * Runs one job in a utility process, which ends with it: a hostile file can take down nothing but its own job.
 *
 * @param actor who asked for it, as soon as that is known; the job reads the workspace as that person.
 */
export function startJob<N extends JobName>(
  name: N,
  args: JobArgs<N>,
  actor: Promise<Actor>,
  onProgress: (done: number, total: number, label: string) => void = () => undefined,
): RunningJob<JobResult<N>> {
  const child = utilityProcess.fork(join(__dirname, 'job.js'), [], {
    serviceName: '法衡后台任务',
    stdio: 'inherit',
  });
  const send = (message: ToJob): void => child.postMessage(message);
  let cancelled = false;
  let grace: NodeJS.Timeout | undefined;

  const finished = new Promise<JobResult<N>>((resolve, reject) => {
    child.on('message', (message: FromJob) => {
      if (message.type === 'ready') {
        actor.then((asker) => send({ type: 'start', name, args, actor: asker }), reject);
      } else if (message.type === 'progress') onProgress(message.done, message.total, message.label);
      else if (message.type === 'finished') resolve(message.result as JobResult<N>);
      else if (cancelled) reject(jobCancelled());
      else reject(message.error ? new AppError(message.error) : new Error(message.detail));
      if (message.type === 'finished' || message.type === 'failed') child.kill();
    });
    child.once('exit', (code) => {
      clearTimeout(grace);
      // Settled already where an answer came first.
      reject(cancelled ? jobCancelled() : jobStopped({ reason: `退出码 ${code}` }));
    });
  });

  return {
    finished,
    cancel() {
      cancelled = true;
      send({ type: 'cancel' });
      grace = setTimeout(() => child.kill(), CANCEL_GRACE_MS);
    },
  };
}
