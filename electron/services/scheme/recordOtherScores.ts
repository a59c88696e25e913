import { parsePoints, type Points } from '@shared/domain/points';
import { componentNotFound, otherScoreOutOfRange } from '@shared/errors/scheme';
import { unitNotFound } from '@shared/errors/units';
import type { Request, Response } from '@shared/ipc/contract';
import type { SchemeView, UnitView } from '@shared/ipc/views';
import { assertMay } from '../access/assertMay';
import type { OtherScoreToStore } from '../../database/schemeRepository';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { assertSchemesOpen } from '../year/assertSchemesOpen';
import { listSchemes } from './listSchemes';
import { writeAuditedOtherScores } from './writeAuditedOtherScores';

/** Highest score of a component, hundredths. */
const FULL: Points = 10_000;

/**
 * Saves other components' scores, all or none; '' takes one away.
 *
 * @throws {AppError} OTHER_SCORE_RANGE (0 to 100, two decimals), COMPONENT_NOT_FOUND, UNIT_NOT_FOUND
 */
export async function recordOtherScores(
  workspace: Workspace,
  { scores }: Request<'scheme:otherScore'>,
): Promise<Response<'scheme:otherScore'>> {
  assertMay(workspace, 'manageSystem');
  const { cycle, unitById } = await loadAssessment(workspace);
  assertSchemesOpen(cycle.state);
  const schemes = await listSchemes(workspace);
  const checked = scores.map(({ componentId, unitId, score }): OtherScoreToStore => {
    const unit = unitById.get(unitId);
    if (!unit) throw unitNotFound();
    const component = requireComponent(schemes, unit, componentId);
    return { componentId, unitId, score: readScore(score, component.name, unit.name) };
  });
  return inTransaction(workspace, async (trx, now, audit) => {
    await writeAuditedOtherScores(trx, audit, 'scheme.otherScores', checked);
    return { savedAt: now };
  });
}

/** A component of the unit's own scheme that is not 法治: that score comes from the assessment. */
function requireComponent(
  schemes: readonly SchemeView[],
  unit: UnitView,
  componentId: number,
): SchemeView['components'][number] {
  const scheme = schemes.find(({ groupId }) => groupId === unit.groupId);
  const component = scheme?.components.find(({ id }) => id === componentId);
  if (!component || component.ruleOfLaw) throw componentNotFound();
  return component;
}

function readScore(text: string, component: string, unit: string): Points | null {
  if (text.trim() === '') return null;
  const points = parsePoints(text);
  if (points === null || points > FULL) {
    throw otherScoreOutOfRange({ component, unit, score: text }, { unit, field: component });
  }
  return points;
}
