import { randomUUID } from 'node:crypto';
import { ipcMain, type WebContents } from 'electron';
import { AppError } from '../../shared/errors/appError';
import { invalidRequest, unexpected } from '../../shared/errors/shell';
import {
  contract,
  type Channel,
  type PushEvents,
  type Request,
  type Response,
} from '../../shared/ipc/contract';
import { CALL_DOOR, DROP_DOOR, HEARD_DOOR } from '../../shared/ipc/doors';
import type { Result } from '../../shared/ipc/result';
import type { ChosenFile } from '../../shared/ipc/views';

/** One answer per call of the contract; a missing one does not compile. */
export type Handlers = { readonly [C in Channel]: (request: Request<C>) => Promise<Response<C>> };

/** Who calls: the page and the frame in it. */
export type Caller = Pick<Electron.IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

export interface Doors {
  readonly handlers: Handlers;
  /** Whether a call is let in now. @throws {AppError} NOT_SIGNED_IN, PASSWORD_MUST_CHANGE, NOT_PERMITTED */
  readonly admit: (channel: Channel) => Promise<void>;
  /** Runs a call so that what it works on stays open, and the person the same, until it ends. */
  readonly during: <R>(channel: Channel, work: () => Promise<R>) => Promise<R>;
  /** The page has heard of the workspace that was opened last. */
  readonly pageHeard: () => void;
  /** Turns paths the person dropped into tokens. */
  readonly registerDropped: (paths: readonly string[]) => Promise<readonly ChosenFile[]>;
  /** Whether a frame is our own page in our own window. */
  readonly isOwnFrame: (caller: Caller) => boolean;
  readonly log: (line: string) => void;
  /** Words for failures of the file system and the database, or null for a defect. */
  readonly asAppError: (cause: unknown) => AppError | null;
}

/** Answers every call: sender checked, name known, request parsed, person let in, every failure turned into data. */
export function openDoors(doors: Doors): void {
  ipcMain.handle(CALL_DOOR, async (event, channel: unknown, request: unknown): Promise<Result<unknown>> => {
    try {
      if (!doors.isOwnFrame(event)) throw invalidRequest({ channel: String(channel), issues: '来源不明' });
      return { ok: true, value: await answer(doors, channel, request) };
    } catch (cause) {
      return { ok: false, error: report(cause, String(channel), doors) };
    }
  });
  ipcMain.handle(DROP_DOOR, async (event, paths: unknown): Promise<readonly ChosenFile[]> => {
    if (!doors.isOwnFrame(event) || !Array.isArray(paths)) return [];
    return doors.registerDropped(
      paths.filter((path): path is string => typeof path === 'string').slice(0, 1_000),
    );
  });
  ipcMain.on(HEARD_DOOR, (event) => {
    if (doors.isOwnFrame(event)) doors.pageHeard();
  });
}

async function answer(doors: Doors, channel: unknown, request: unknown): Promise<unknown> {
  // Own properties only: 'constructor' and '__proto__' are no channels.
  if (typeof channel !== 'string' || !Object.hasOwn(contract, channel)) {
    throw invalidRequest({ channel: String(channel).slice(0, 60), issues: '没有这个调用' });
  }
  const known = channel as Channel;
  const parsed = contract[known].request.safeParse(request);
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.')} ${issue.code}`);
    throw invalidRequest({ channel: known, issues: issues.join('; ') });
  }
  const run = doors.handlers[known] as (request: unknown) => Promise<unknown>;
  return doors.during(known, async () => {
    await doors.admit(known);
    return run(parsed.data);
  });
}

function report(cause: unknown, channel: string, doors: Doors): AppError['report'] {
  const known = cause instanceof AppError ? cause : doors.asAppError(cause);
  if (known) return known.report;
  const reference = randomUUID().slice(0, 8);
  doors.log(`${reference} ${channel} ${cause instanceof Error ? cause.stack : String(cause)}`);
  return unexpected({ reference }).report;
}

/** Tells the page something it did not ask for. */
export function push<E extends keyof PushEvents>(
  contents: WebContents,
  event: E,
  payload: PushEvents[E],
): void {
  if (!contents.isDestroyed()) contents.send(event, payload);
}
