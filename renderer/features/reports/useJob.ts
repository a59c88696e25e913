import { useCallback, useEffect, useRef, useState } from 'react';
import type { JobProgress } from '@shared/ipc/views';
import { call, subscribe } from '../../api';

export interface Job {
  /** null before the first run. */
  readonly progress: JobProgress | null;
  readonly running: boolean;
  readonly error: unknown;
  /** Starts a job; nothing happens where the starter answers null (a dialog was closed). */
  readonly run: (start: () => Promise<{ jobId: string } | null>) => Promise<void>;
  readonly cancel: () => void;
  readonly reveal: () => void;
  readonly clear: () => void;
}

/** One long job of a screen: progress as main pushes it, cancel, and the folder it wrote to. */
export function useJob(): Job {
  const [progress, setProgress] = useState<JobProgress | null>(null);
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const jobId = useRef<string | null>(null);
  /** Progress may overtake the answer that names the job. */
  const early = useRef(new Map<string, JobProgress>());

  useEffect(
    () =>
      subscribe('jobs:progress', (event) => {
        if (event.jobId === jobId.current) setProgress(event);
        else if (jobId.current === null) early.current.set(event.jobId, event);
      }),
    [],
  );

  const run = useCallback(async (start: () => Promise<{ jobId: string } | null>) => {
    setError(undefined);
    setProgress(null);
    setStarting(true);
    jobId.current = null;
    early.current.clear();
    try {
      const started = await start();
      if (!started) return;
      jobId.current = started.jobId;
      const known = early.current.get(started.jobId);
      setProgress(known ?? { jobId: started.jobId, done: 0, total: 0, label: '正在准备', state: 'running' });
    } catch (cause) {
      setError(cause);
    } finally {
      setStarting(false);
    }
  }, []);

  const ask = (channel: 'jobs:cancel' | 'jobs:reveal') => {
    if (jobId.current !== null) call(channel, { jobId: jobId.current }).catch(setError);
  };
  return {
    progress,
    running: starting || progress?.state === 'running',
    error,
    run,
    cancel: () => ask('jobs:cancel'),
    reveal: () => ask('jobs:reveal'),
    clear: () => {
      setProgress(null);
      setError(undefined);
    },
  };
}
