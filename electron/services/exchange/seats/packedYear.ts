import type { PackageData } from '@shared/exchange/packageData';
import { listPackedPriorScores, listPackedUnits } from '../../../database/seatRepository';
import { listDeadlines } from '../../../database/yearRepository';
import type { Assessment } from '../../assessment/assessment';
import type { Workspace } from '../../workspace/workspace';
import type { CellScope } from '../merge/cellKind';
import { packedSystem } from '../packedSystem';

/** What a seat needs to work on these units and items: the table, the units with their groups, deadlines, last year. */
export async function packedYear(
  { reader }: Pick<Workspace, 'reader'>,
  { cycle, groups, itemById }: Assessment,
  { unitIds, itemIds }: CellScope,
): Promise<Pick<PackageData, 'system' | 'groups' | 'units' | 'deadlines' | 'priorScores'>> {
  const units = await listPackedUnits(reader, unitIds);
  const named = new Set(units.map(({ group }) => group));
  const codes = itemIds?.map((id) => itemById.get(id)?.code ?? '') ?? null;
  const deadlines = await listDeadlines(reader, cycle.id);
  return {
    system: [await packedSystem(reader, cycle.systemId)],
    groups: groups
      .filter(({ name }) => named.has(name))
      .map(({ name, note, position }) => ({ name, note, position })),
    units,
    deadlines: [...deadlines].map(([state, dueOn]) => ({ state, dueOn })),
    priorScores: await listPackedPriorScores(reader, unitIds, codes),
  };
}
