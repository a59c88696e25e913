import type { JobProgress } from '@shared/ipc/views';
import { RendererError, subscribe } from '../../api';

export type Ended = Extract<JobProgress['state'], 'finished' | 'cancelled'>;

/**
 * Starts a job and waits until it has ended.
 *
 * @param onProgress also tells the job's id, by which it can be cancelled. @throws {RendererError} where it failed.
 */
export async function runJob(
  start: () => Promise<{ readonly jobId: string }>,
  onProgress: (progress: JobProgress) => void,
): Promise<Ended> {
  /** Progress may overtake the answer that names the job. */
  const early: JobProgress[] = [];
  let jobId = '';
  let settle: (last: JobProgress) => void = () => undefined;
  const ended = new Promise<JobProgress>((resolve) => (settle = resolve));
  const take = (progress: JobProgress): void => {
    if (jobId === '') early.push(progress);
    else if (progress.jobId !== jobId) return;
    else if (progress.state === 'running') onProgress(progress);
    else settle(progress);
  };
  const stop = subscribe('jobs:progress', take);
  try {
    ({ jobId } = await start());
    onProgress({ jobId, done: 0, total: 0, label: '正在准备', state: 'running' });
    for (const progress of early) take(progress);
    const last = await ended;
    if (last.state === 'failed' && last.error) throw new RendererError(last.error);
    if (last.state === 'failed') throw new Error(last.label);
    return last.state === 'cancelled' ? 'cancelled' : 'finished';
  } finally {
    stop();
  }
}
