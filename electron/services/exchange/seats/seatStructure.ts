import type { UnitView } from '@shared/ipc/views';
import { addAssignments, replaceItemMarkings, storePackedUnits } from '../../../database/seatRepository';
import type { Assessment } from '../../assessment/assessment';
import type { PackageContents } from '../kinds/packageHandler';
import type { CellWriting } from '../merge/cellKind';
import { isLatest } from './followYear';

/**
 * The year as it will be with the units and assignments a package brings; units that are not here yet have negative ids.
 * A seat has one account, so that whatever is assigned is assigned to it.
 */
export function widen(assessment: Assessment, { data }: PackageContents): Assessment {
  const groupIds = new Map(assessment.groups.map(({ id, name }) => [name, id]));
  const fresh = (data.units ?? [])
    .filter(({ code }) => !assessment.unitByCode.has(code))
    .map(({ uid: _uid, ...unit }, index): UnitView => {
      return { ...unit, id: -1 - index, groupId: groupIds.get(unit.group) ?? -1 };
    });
  const idOf = (code: string): number => assessment.itemByCode.get(code)?.id ?? 0;
  const assigned = new Set((data.assignments ?? []).map(({ item }) => idOf(item)));
  const markings = new Map((data.itemMarkings ?? []).map(({ item, ...how }) => [idOf(item), how]));
  const units = [...assessment.units, ...fresh];
  return {
    ...assessment,
    units,
    unitById: new Map(units.map((unit) => [unit.id, unit])),
    unitByCode: new Map(units.map((unit) => [unit.code, unit])),
    isAssigned: (itemId, accountId) => assigned.has(itemId) || assessment.isAssigned(itemId, accountId),
    markingOf: (itemId) => (assigned.has(itemId) ? markings.get(itemId) : assessment.markingOf(itemId)),
  };
}

/**
 * Units, groups, and for an assessor the items to score and how several score them: what a seat has to have before
 * anything of them finds its place. Units are only added, so that packages come in any order; names follow the office's
 * latest word.
 */
export async function applyStructure(writing: CellWriting, contents: PackageContents): Promise<void> {
  const { trx, assessment, audit, subject, workspace } = writing;
  const { data } = contents;
  const { id: cycleId } = assessment.cycle;
  const latest = await isLatest(trx, contents);
  const { groups = [], units = [], assignments = [], itemMarkings = [] } = data;
  const inOrder = groups.toSorted((one, other) => one.position - other.position);
  await storePackedUnits(trx, cycleId, inOrder, units, latest);
  const idOf = (code: string): readonly number[] => {
    const item = assessment.itemByCode.get(code);
    return item ? [item.id] : [];
  };
  const itemIds = assignments.flatMap(({ item }) => idOf(item));
  if (workspace.seat === 'assessor' && itemIds.length > 0) {
    await addAssignments(trx, cycleId, workspace.actor.accountId, itemIds);
    if (latest) {
      const markings = itemMarkings.flatMap(({ item, ...how }) =>
        idOf(item).map((itemId) => ({ ...how, itemId })),
      );
      await replaceItemMarkings(trx, cycleId, itemIds, markings);
    }
  }
  await audit({
    action: 'package.receive',
    subject,
    after: { units: units.map(({ code, name }) => `${code} ${name}`), items: itemIds.length },
  });
}
