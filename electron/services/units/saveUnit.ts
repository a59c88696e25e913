import type { Kysely } from 'kysely';
import { STANDARD_GROUPS, type Unit } from '@shared/domain/unit';
import { unitCodeTaken, unitNotFound } from '@shared/errors/units';
import type { Response } from '@shared/ipc/contract';
import { assertMay } from '../access/assertMay';
import type { Schema } from '../../database/schema';
import {
  deleteEmptyGroups,
  findUnitId,
  insertMissingGroups,
  insertUnits,
  updateUnit,
} from '../../database/unitRepository';
import { forgetAssessment, loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { assertUnitsOpen } from '../year/assertUnitsOpen';
import { auditedUnit } from './auditedUnit';
import { listUnits } from './listUnits';

/** Adds a unit or changes one; a group it names for the first time is made. @throws {AppError} UNIT_CODE_TAKEN, UNIT_NOT_FOUND, CYCLE_STATE_FORBIDS */
export async function saveUnit(
  workspace: Workspace,
  { unitId, unit }: { readonly unitId: number | null; readonly unit: Unit },
): Promise<Response<'units:save'>> {
  assertMay(workspace, 'manageUnits');
  const assessment = await loadAssessment(workspace);
  const twin = assessment.unitByCode.get(unit.code);
  if (twin && twin.id !== unitId) throw unitCodeTaken({ code: unit.code, name: twin.name });
  if (unitId !== null && !assessment.unitById.has(unitId)) throw unitNotFound();
  const { cycle } = assessment;
  const before = unitId === null ? undefined : assessment.unitById.get(unitId);
  assertUnitsOpen(cycle.state, [{ before, after: unit }]);
  await inTransaction(workspace, async (trx, _now, audit) => {
    if (unitId === null) await insertUnits(trx, cycle.id, [], [unit]);
    else {
      const groups = await insertMissingGroups(trx, cycle.id, [{ name: unit.group, note: '' }]);
      await updateUnit(trx, unitId, groups.get(unit.group) ?? 0, unit);
    }
    await forgetMistypedGroups(trx, assessment);
    const id = unitId ?? (await findUnitId(trx, cycle.id, unit.code)) ?? 0;
    await audit({
      action: before ? 'unit.change' : 'unit.add',
      subject: unit.name,
      unitId: id,
      before: before && auditedUnit(before),
      after: auditedUnit(unit),
    });
  });
  forgetAssessment(workspace);
  return listUnits(workspace);
}

/** A group that lost its last unit goes, unless the indicator system or the standard list knows it. */
export async function forgetMistypedGroups(trx: Kysely<Schema>, assessment: Assessment): Promise<void> {
  const named = assessment.items.flatMap((item) => item.groups);
  await deleteEmptyGroups(trx, assessment.cycle.id, [...new Set([...named, ...STANDARD_GROUPS])]);
}
