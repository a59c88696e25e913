import { isDeepStrictEqual } from 'node:util';
import type { Unit } from '@shared/domain/unit';
import type { UnitView } from '@shared/ipc/views';
import { assertMay } from '../access/assertMay';
import { loadCurrentCycle } from '../../database/cycleRepository';
import { insertUnits, listUnits as listStored } from '../../database/unitRepository';
import { forgetAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { assertUnitsOpen } from '../year/assertUnitsOpen';
import { auditedUnit } from './auditedUnit';
import { listUnits } from './listUnits';

/**
 * Takes a unit table over: units known by their code are changed and keep their scores, others are added; units that
 * are not in the table stay. Nothing is taken over where one of them may not change any more.
 *
 * @throws {AppError} CYCLE_STATE_FORBIDS
 */
export async function importUnits(
  workspace: Workspace,
  units: readonly Unit[],
): Promise<readonly UnitView[]> {
  assertMay(workspace, 'manageUnits');
  await inTransaction(workspace, async (trx, _now, audit) => {
    const cycle = await loadCurrentCycle(trx);
    const known = new Map((await listStored(trx, cycle.id)).map((unit) => [unit.code, unit]));
    assertUnitsOpen(
      cycle.state,
      units.map((unit) => ({ before: known.get(unit.code), after: unit })),
    );
    await insertUnits(trx, cycle.id, [], units);
    const changed = units.filter((unit) => {
      const before = known.get(unit.code);
      return !before || !isDeepStrictEqual(auditedUnit(before), auditedUnit(unit));
    });
    const byCode = (from: readonly Unit[]): Record<string, Unit> =>
      Object.fromEntries(from.map((unit) => [unit.code, auditedUnit(unit)]));
    await audit({
      action: 'unit.import',
      subject: `单位表 ${units.length} 个单位`,
      before: { units: byCode(changed.flatMap(({ code }) => known.get(code) ?? [])) },
      after: { units: byCode(changed) },
    });
  });
  forgetAssessment(workspace);
  return listUnits(workspace);
}
