import { unitHasRecords, unitNotFound } from '@shared/errors/units';
import type { Request, Response } from '@shared/ipc/contract';
import { assertMay } from '../access/assertMay';
import { countUnitHoldings, deleteUnit } from '../../database/unitRepository';
import { forgetAssessment, loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { assertUnitsOpen } from '../year/assertUnitsOpen';
import { auditedUnit } from './auditedUnit';
import { listUnits } from './listUnits';
import { forgetMistypedGroups } from './saveUnit';

/** Removes a unit that has nothing yet. @throws {AppError} UNIT_HAS_RECORDS with how many, UNIT_NOT_FOUND, CYCLE_STATE_FORBIDS */
export async function removeUnit(
  workspace: Workspace,
  { unitId }: Request<'units:remove'>,
): Promise<Response<'units:remove'>> {
  assertMay(workspace, 'manageUnits');
  const assessment = await loadAssessment(workspace);
  const unit = assessment.unitById.get(unitId);
  if (!unit) throw unitNotFound();
  assertUnitsOpen(assessment.cycle.state, [{ before: unit }]);
  await inTransaction(workspace, async (trx, _now, audit) => {
    const holdings = await countUnitHoldings(trx, unitId);
    if (Object.values(holdings).some((count) => count > 0)) {
      throw unitHasRecords({ name: unit.name, ...holdings });
    }
    await deleteUnit(trx, unitId);
    await forgetMistypedGroups(trx, assessment);
    await audit({
      action: 'unit.remove',
      subject: unit.name,
      unitId,
      before: auditedUnit(unit),
    });
  });
  forgetAssessment(workspace);
  return listUnits(workspace);
}
