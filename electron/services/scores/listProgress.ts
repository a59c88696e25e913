import { hasConflict, mayDo } from '@shared/domain/role';
import type { Request, Response } from '@shared/ipc/contract';
import type { ItemView, UnitProgress, UnitView } from '@shared/ipc/views';
import { foldScores } from '../../database/scoreRepository';
import { assertSignedIn } from '../access/assertMay';
import { maySeeScore } from '../access/assertMaySee';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { parseFolded } from '../totals/foldedScores';
import { readUnitFigures } from '../totals/unitFigures';
import type { Workspace } from '../workspace/workspace';

/**
 * How far each unit is: scored and applicable base items. Somebody who does not see everything gets the units of which
 * something may be seen, counted over what may be seen: a scorer the assigned items of all units but the own.
 *
 * @throws {AppError} NOT_SIGNED_IN
 */
export async function listProgress(
  workspace: Workspace,
  _request: Request<'scores:progress'> = {},
): Promise<Response<'scores:progress'>> {
  assertSignedIn(workspace);
  const assessment = await loadAssessment(workspace);
  if (!mayDo(workspace.actor, 'readAll')) return progressSeen(workspace, assessment);
  const figures = await readUnitFigures(workspace.reader, assessment);
  return assessment.units.map((unit) => {
    const sums = figures.get(unit.id)?.sums;
    return progressOf(unit, sums?.scoredItems ?? 0, sums ? sums.belongingItems - sums.notApplicableItems : 0);
  });
}

async function progressSeen(workspace: Workspace, assessment: Assessment): Promise<readonly UnitProgress[]> {
  const lines = await foldScores(workspace.reader, { cycleId: assessment.cycle.id });
  const seenOf = itemsSeen(workspace, assessment);
  return assessment.units.flatMap((unit) => {
    const seen = seenOf(unit);
    if (seen.size === 0) return [];
    let [scored, notApplicable] = [0, 0];
    for (const { itemId, points } of parseFolded(lines.get(unit.id) ?? '')) {
      if (!seen.has(itemId)) continue;
      if (points === null) notApplicable += 1;
      else scored += 1;
    }
    return [progressOf(unit, scored, seen.size - notApplicable)];
  });
}

/** Base items of a unit that may be seen, by id. All units of one kind but the own share one set. */
function itemsSeen(workspace: Workspace, assessment: Assessment): (unit: UnitView) => ReadonlySet<number> {
  const sets = new Map<readonly ItemView[], ReadonlySet<number>>();
  const pick = (unit: UnitView, items: readonly ItemView[]): ReadonlySet<number> =>
    new Set(
      items
        .filter((item) => item.section === 'base' && maySeeScore(workspace, assessment, unit, item))
        .map(({ id }) => id),
    );
  return (unit) => {
    const items = assessment.itemsOf(unit);
    if (hasConflict(workspace.actor, unit)) return pick(unit, items);
    const seen = sets.get(items) ?? pick(unit, items);
    sets.set(items, seen);
    return seen;
  };
}

function progressOf(
  { id, code, name, shortName, group }: UnitView,
  scored: number,
  applicable: number,
): UnitProgress {
  return { unitId: id, code, name, shortName, group, scored, applicable };
}
