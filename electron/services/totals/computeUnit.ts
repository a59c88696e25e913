import type { UnitResult } from '@shared/ipc/views';
import type { Workspace } from '../workspace/workspace';
import { computeCycle } from './computeCycle';

/** One unit's result with rank, grade and comprehensive total; undefined if there is no such unit. */
export async function computeUnit(workspace: Workspace, unitId: number): Promise<UnitResult | undefined> {
  return (await computeCycle(workspace)).units.find(({ id }) => id === unitId);
}
