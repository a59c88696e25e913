import type { Request, Response } from '@shared/ipc/contract';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { requireSystem, toView } from './draft';

/** One version whole; without an id the one the cycle scores by. @throws {AppError} SYSTEM_NOT_FOUND */
export async function getIndicatorSystem(
  workspace: Workspace,
  { systemId }: Request<'indicators:get'>,
): Promise<Response<'indicators:get'>> {
  return toView(
    systemId === undefined
      ? (await loadAssessment(workspace)).system
      : await requireSystem(workspace, systemId),
  );
}
