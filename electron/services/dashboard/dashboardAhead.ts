import type { Request, Response } from '@shared/ipc/contract';
import { mayDo } from '@shared/domain/role';
import { readHead } from '../../database/auditRepository';
import { getUiState } from '../uiState';
import type { Workspace } from '../workspace/workspace';
import { getDashboard } from './getDashboard';

/** 工作台 as it stood at one entry of the trail, for one person. */
interface Ahead {
  readonly accountId: number;
  readonly entry: string;
  readonly answer: Promise<Response<'dashboard:get'>>;
}

const ahead = new WeakMap<Workspace, Ahead>();

/**
 * Starts on 工作台 while the window still loads, where that is what it will show. Kept for the first who asks; a failure is
 * met by whoever asks.
 *
 * @returns whether it was started on.
 */
export async function startOnDashboard(workspace: Workspace): Promise<boolean> {
  const { actor, seat, reader } = workspace;
  if (seat !== 'office' || !mayDo(actor, 'readAll')) return false;
  const place = await getUiState(workspace, 'shell.place');
  if (place !== null && (place as { screen?: unknown }).screen !== 'dashboard') return false;
  const { hash } = await readHead(reader);
  const answer = getDashboard(workspace);
  answer.catch(() => undefined);
  ahead.set(workspace, { accountId: actor.accountId, entry: hash, answer });
  return true;
}

/** 工作台: what was started on ahead if nothing was written since, else as it stands now. @throws {AppError} those of `getDashboard` */
export async function takeDashboard(
  workspace: Workspace,
  request: Request<'dashboard:get'> = {},
): Promise<Response<'dashboard:get'>> {
  const started = ahead.get(workspace);
  ahead.delete(workspace);
  if (!started || started.accountId !== workspace.actor.accountId || !mayDo(workspace.actor, 'readAll')) {
    return getDashboard(workspace, request);
  }
  const { hash } = await readHead(workspace.reader);
  return hash === started.entry ? started.answer : getDashboard(workspace, request);
}
