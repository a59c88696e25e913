import { seesRanks, seesTotal } from '@shared/domain/visibility';
import type { CycleResult, UnitResult } from '@shared/ipc/views';
import { assertSignedIn } from '../access/assertMay';
import { findRankShown } from '../../database/feedbackRepository';
import type { Workspace } from '../workspace/workspace';
import { computeCycle, type CycleOptions } from './computeCycle';

/**
 * Totals and ranks as far as whoever is signed in may see them: the office all, scorers all from 反馈申诉 on, people of a
 * unit then their own. `computeCycle` is the engine behind it, for those who need the whole.
 *
 * @throws {AppError} NOT_SIGNED_IN
 */
export async function getTotals(workspace: Workspace, options: CycleOptions = {}): Promise<CycleResult> {
  assertSignedIn(workspace);
  const result = await computeCycle(workspace, options);
  const { id, state } = result.cycle;
  const ranks = seesRanks(workspace.actor, state) || (await findRankShown(workspace.reader, id));
  const shown = shownResult(workspace, result);
  return ranks ? shown : { ...shown, units: shown.units.map(withoutRank) };
}

/** A result without the units whose totals are not to be seen. */
export function shownResult({ actor }: Pick<Workspace, 'actor'>, result: CycleResult): CycleResult {
  const units = result.units.filter((unit) => seesTotal(actor, result.cycle.state, unit));
  return units.length === result.units.length ? result : { ...result, units };
}

function withoutRank(unit: UnitResult): UnitResult {
  return { ...unit, rank: null, comprehensiveRank: null, gradeNote: null };
}
