import { scaleHalfUp } from '@shared/domain/fraction';
import type { Request, Response } from '@shared/ipc/contract';
import type { DashboardView, ItemView } from '@shared/ipc/views';
import { assertMay } from '../access/assertMay';
import { countEvidenceFiles } from '../../database/sheetRepository';
import { loadAssessment } from '../assessment/assessment';
import { computeCycle } from '../totals/computeCycle';
import type { OnScore } from '../totals/unitFigures';
import type { Workspace } from '../workspace/workspace';

/** How many weak items 工作台 shows. */
const WEAKEST = 10;

/**
 * Where the year stands: results, progress, weak items. What looks wrong (体检) is asked for once these are drawn.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED to whom single units or items are closed
 */
export async function getDashboard(
  workspace: Workspace,
  _request: Request<'dashboard:get'> = {},
): Promise<Response<'dashboard:get'>> {
  assertMay(workspace, 'readAll');
  const assessment = await loadAssessment(workspace);
  const means = new ItemMeans();
  const result = await computeCycle(workspace, { onScore: means.add });
  const scored = result.units.reduce((sum, unit) => sum + unit.scored, 0);
  const unscored = result.units.reduce((sum, unit) => sum + unit.unscored, 0);
  return {
    result,
    weakest: means.weakest(WEAKEST),
    scoredItems: scored,
    applicableItems: scored + unscored,
    evidenceFiles: await countEvidenceFiles(workspace.reader, assessment.cycle.id),
  };
}

interface Sum {
  readonly item: ItemView;
  points: number;
  units: number;
}

/** Sums of each base item over all units, gathered while the totals are added up. */
class ItemMeans {
  readonly #sums = new Map<number, Sum>();

  readonly add: OnScore = (item, { points }) => {
    if (item.section !== 'base' || item.points === 0 || points === null) return;
    const sum = this.#sums.get(item.id);
    if (sum) {
      sum.points += points;
      sum.units += 1;
    } else this.#sums.set(item.id, { item, points, units: 1 });
  };

  /** Lowest mean rate first, compared by whole products; items where nobody lost anything are left out. */
  weakest(count: number): DashboardView['weakest'] {
    const weak = [...this.#sums.values()].filter((sum) => sum.points < sum.item.points * sum.units);
    weak.sort((a, b) => a.points * b.item.points * b.units - b.points * a.item.points * a.units);
    return weak.slice(0, count).map(({ item, points, units }) => ({
      itemId: item.id,
      code: item.code,
      name: item.name,
      points: item.points,
      meanScore: scaleHalfUp(points, 1, units),
      units,
    }));
  }
}
