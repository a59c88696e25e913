import type { Channel, PushEvents, Request, Response } from '@shared/ipc/contract';
import type { FahengBridge } from '@shared/ipc/bridge';
import type { ChosenFile } from '@shared/ipc/views';
import type { ErrorReport } from '@shared/errors/appError';

declare global {
  interface Window {
    readonly faheng: FahengBridge<File>;
  }
}

/** A call that was refused or failed, with the words for the person. */
export class RendererError extends Error {
  constructor(readonly report: ErrorReport) {
    super(`${report.code}: ${report.what}`);
    this.name = 'RendererError';
  }
}

/** A call sent before the screen that makes it is drawn; `come` once the answer is there. */
interface Asked {
  readonly answer: Promise<unknown>;
  come?: unknown;
}

/** Such calls by channel and request. */
const ahead = new Map<string, Asked>();
const keyOf = (channel: Channel, request: unknown): string => `${channel} ${JSON.stringify(request)}`;

/** Sends a call that is about to be made; the next one like it takes over the answer. @returns resolves when that is there. */
export async function askAhead<C extends Channel>(channel: C, request: Request<C>): Promise<void> {
  const asked: Asked = { answer: send(channel, request) };
  ahead.set(keyOf(channel, request), asked);
  // A failure is met where the answer is taken over.
  asked.come = await asked.answer.catch(() => undefined);
}

/** The answer to a call sent ahead, if it has come already: the first drawing can show it. */
export function takeAhead<C extends Channel>(channel: C, request: Request<C>): Response<C> | undefined {
  if (ahead.size === 0) return undefined;
  const key = keyOf(channel, request);
  const come = ahead.get(key)?.come as Response<C> | undefined;
  if (come !== undefined) ahead.delete(key);
  return come;
}

/**
 * Asks the main process.
 * @throws {RendererError} with what happened, what was kept and what to do.
 */
export function call<C extends Channel>(channel: C, request: Request<C>): Promise<Response<C>> {
  if (ahead.size === 0) return send(channel, request);
  const key = keyOf(channel, request);
  const answer = ahead.get(key)?.answer as Promise<Response<C>> | undefined;
  ahead.delete(key);
  return answer ?? send(channel, request);
}

async function send<C extends Channel>(channel: C, request: Request<C>): Promise<Response<C>> {
  const result = await window.faheng.invoke(channel, request);
  if (!result.ok) throw new RendererError(result.error);
  return result.value;
}

/** Listens to what main pushes; the answer stops listening. */
export function subscribe<E extends keyof PushEvents>(
  event: E,
  listener: (payload: PushEvents[E]) => void,
): () => void {
  return window.faheng.on(event, listener);
}

/** Dropped or pasted files as tokens, in the order they came. */
export function registerDroppedFiles(files: readonly File[]): Promise<readonly ChosenFile[]> {
  return window.faheng.registerDroppedFiles([...files]);
}

/** Whatever was thrown, as the report a person can be shown. */
export function toErrorReport(cause: unknown): ErrorReport {
  if (cause instanceof RendererError) return cause.report;
  const detail = cause instanceof Error ? cause.message : String(cause);
  return {
    code: 'UNEXPECTED',
    what: `界面出现意外错误：${detail}`,
    kept: '已保存的内容不受影响。',
    todo: '请重试；如再次出现，请关闭后重新打开本程序，并把错误代码告诉维护人员。',
  };
}
