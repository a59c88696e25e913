import { AppError } from '../../shared/errors/appError';
import { asAppError } from '../services/workspace/asAppError';
import { workFor } from './jobActor';
import type { FromJob, ToJob } from './jobTypes';
import { tasks, type JobContext } from './tasks';

// The entry of the job process: one job, then the parent ends it.
const port = process.parentPort;
const abort = new AbortController();

function send(message: FromJob): void {
  port.postMessage(message);
}

const context: JobContext = {
  signal: abort.signal,
  onProgress: (done, total, label) => send({ type: 'progress', done, total, label }),
};

async function run(message: Extract<ToJob, { type: 'start' }>): Promise<void> {
  try {
    workFor(message.actor);
    const task = tasks[message.name] as (args: unknown, context: JobContext) => Promise<unknown>;
    send({ type: 'finished', result: await task(message.args, context) });
  } catch (cause) {
    const known = cause instanceof AppError ? cause : asAppError(cause);
    const detail = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    send({ type: 'failed', error: known?.report ?? null, detail });
  }
}

port.on('message', ({ data }: { data: ToJob }) => {
  if (data.type === 'cancel') abort.abort();
  else void run(data);
});
send({ type: 'ready' });
