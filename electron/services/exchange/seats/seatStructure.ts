import type { UnitView } from '@shared/ipc/views';
import { addAssignments, replaceItemMarkings, storePackedUnits } from '../../../database/seatRepository';
import type { Assessment } from '../../assessment/assessment';
import type { PackageContents } from '../kinds/packageHandler';
import type { CellWriting } from '../merge/cellKind';
import { isLatest } from './followYear';

/** The year as it will be with the units a package brings; those that are not here yet have negative ids. */
export function widenByUnits(assessment: Assessment, { data }: PackageContents): Assessment {
  const groupIds = new Map(assessment.groups.map(({ id, name }) => [name, id]));
  const fresh = (data.units ?? [])
    .filter(({ code }) => !assessment.unitByCode.has(code))
    .map(({ uid: _uid, ...unit }, index): UnitView => {
      return { ...unit, id: -1 - index, groupId: groupIds.get(unit.group) ?? -1 };
    });
  if (fresh.length === 0) return assessment;
  const units = [...assessment.units, ...fresh];
  return {
    ...assessment,
    units,
    unitById: new Map(units.map((unit) => [unit.id, unit])),
    unitByCode: new Map(units.map((unit) => [unit.code, unit])),
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
  const latest = await isLatest(writing, contents);
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
