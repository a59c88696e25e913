import type { Unit } from '@shared/domain/unit';
import type { UnitView } from '@shared/ipc/views';
import { loadCurrentCycle } from '../../database/cycleRepository';
import { insertUnits } from '../../database/unitRepository';
import { forgetAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { listUnits } from './listUnits';

/**
 * Takes a unit table over: units known by their code are changed and keep their scores, others are added; units that
 * are not in the table stay.
 */
export async function importUnits(
  workspace: Workspace,
  units: readonly Unit[],
): Promise<readonly UnitView[]> {
  await inTransaction(workspace, async (trx) => {
    const cycle = await loadCurrentCycle(trx);
    await insertUnits(trx, cycle.id, [], units);
  });
  forgetAssessment(workspace);
  return listUnits(workspace);
}
