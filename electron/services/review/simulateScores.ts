import type { Kysely } from 'kysely';
import type { Points } from '@shared/domain/points';
import type { Simulation } from '@shared/ipc/practice/review';
import type { CycleResult } from '@shared/ipc/views';
import { standingChanges } from '@shared/review/standingChanges';
import { findScore } from '../../database/scoreRepository';
import type { Schema } from '../../database/schema';
import { assertMay } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { locate } from '../scores/locate';
import { computeFrom } from '../totals/computeCycle';
import type { ScoreChanges } from '../totals/unitFigures';
import { readSnapshot } from '../workspace/readSnapshot';
import type { Workspace } from '../workspace/workspace';
import { assertAdjustable } from './adjustScore';

/** A final score to try: what `unitId` would get for `itemId`, hundredths. */
export interface ScoreChange {
  readonly unitId: number;
  readonly itemId: number;
  readonly toPoints: Points;
}

/**
 * What would become of totals, ranks and grades if these scores were others; nothing is written. The same engine as the
 * real totals, with the changes folded in before anything is added up. Practice page §15 (simulated re-ranking).
 *
 * @throws {AppError} NOT_PERMITTED without `readAll`; those of `assertAdjustable` for a change that could not be made.
 */
export async function simulateScores(
  workspace: Workspace,
  changes: readonly ScoreChange[],
): Promise<Simulation> {
  assertMay(workspace, 'readAll');
  return readSnapshot(workspace, async (snapshot) =>
    simulateIn(snapshot.reader, await loadAssessment(workspace), changes),
  );
}

async function simulateIn(
  db: Kysely<Schema>,
  assessment: Assessment,
  changes: readonly ScoreChange[],
): Promise<Simulation> {
  const scores: Simulation['scores'][number][] = [];
  for (const { unitId, itemId, toPoints } of changes) {
    const { unit, item } = locate(assessment, unitId, itemId);
    const before = assertAdjustable(unit, item, await findScore(db, unitId, itemId), toPoints);
    scores.push({ unitId, itemId, unitName: unit.name, itemCode: item.code, before, after: toPoints });
  }
  const groups = groupsOf(assessment, changes);
  const unitIds = groups.units.map(({ id }) => id);
  const before = await computeFrom(db, groups, { unitIds });
  const after = await computeFrom(db, groups, { unitIds, changes: asScoreChanges(changes) });
  return { scores, standings: changesOf(before, after, changes) };
}

/** The cycle with only the groups the changes are in: ranks never cross groups. */
export function groupsOf(
  assessment: Assessment,
  changes: readonly { readonly unitId: number }[],
): Assessment {
  const groupIds = new Set(changes.map(({ unitId }) => assessment.unitById.get(unitId)?.groupId));
  return {
    ...assessment,
    groups: assessment.groups.filter(({ id }) => groupIds.has(id)),
    units: assessment.units.filter(({ groupId }) => groupIds.has(groupId)),
  };
}

/** Two computations of the same units, held against each other. */
export function changesOf(
  before: CycleResult,
  after: CycleResult,
  changes: readonly { readonly unitId: number }[],
): Simulation['standings'] {
  return standingChanges(before.units, after.units, new Set(changes.map(({ unitId }) => unitId)));
}

function asScoreChanges(changes: readonly ScoreChange[]): ScoreChanges {
  const byUnit = new Map<number, Map<number, Points>>();
  for (const { unitId, itemId, toPoints } of changes) {
    const own = byUnit.get(unitId) ?? new Map<number, Points>();
    byUnit.set(unitId, own.set(itemId, toPoints));
  }
  return byUnit;
}
