import { listOfficeNames, type CheckScope } from '../../database/checkRepository';
import type { Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { hiddenUnit, visibleItems } from './visibleItems';

/**
 * Where a person's 体检 looks.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED
 */
export async function checkScope(
  workspace: Workspace,
  assessment: Assessment,
  groupId: number | undefined,
): Promise<CheckScope> {
  const { cycle } = assessment;
  return {
    cycleId: cycle.id,
    systemId: cycle.systemId,
    year: cycle.year,
    groupId: groupId ?? null,
    itemIds: visibleItems(workspace, assessment),
    exceptUnit: hiddenUnit(workspace),
    strangers: strangersOf(assessment),
    officeNames: await listOfficeNames(workspace.reader),
  };
}

/** Items outside the table of each group with each set of tags: what was scored there before is nobody's business. */
function strangersOf({ units, items, itemsOf }: Assessment): CheckScope['strangers'] {
  const classes = new Map(
    units.map((unit) => [JSON.stringify([unit.groupId, JSON.stringify(unit.tags)]), unit]),
  );
  return [...classes.values()].flatMap((unit) => {
    const own = new Set(itemsOf(unit));
    const tags = JSON.stringify(unit.tags);
    return items.filter((item) => !own.has(item)).map(({ id }) => [unit.groupId, tags, id] as const);
  });
}
