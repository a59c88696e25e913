import { CYCLE_STATE_NAMES, scoringOpen } from '@shared/domain/cycleState';
import { isOwnUnitOnly, mayDo, type Actor } from '@shared/domain/role';
import { cycleStateForbids } from '@shared/errors/access';
import { reasonMissing } from '@shared/errors/reason';
import type { Assessment } from '../assessment/assessment';

/**
 * Case-file review runs beside desk review and on-site check: it is open as long as scores are.
 *
 * @param what what is refused, as in “抽取案卷”.
 * @throws {AppError} CYCLE_STATE_FORBIDS from 反馈申诉 on.
 */
export function assertCasesOpen({ cycle }: Pick<Assessment, 'cycle'>, what: string): void {
  if (!scoringOpen(cycle.state)) throw cycleStateForbids({ state: CYCLE_STATE_NAMES[cycle.state], what });
}

/** A reason a person typed, trimmed. @throws {AppError} REASON_MISSING */
export function requireReason(reason: string, what: string): string {
  const text = reason.trim();
  if (text === '') throw reasonMissing({ what });
  return text;
}

/** Whether list, draw and results of a unit may be seen: by the office and those who read all, and by the unit itself. */
export function maySeeUnit(actor: Actor, unitCode: string): boolean {
  if (mayDo(actor, 'manageCaseFiles') || mayDo(actor, 'readAll')) return true;
  return isOwnUnitOnly(actor) && actor.unitCode === unitCode;
}

/** Whether every reviewer's work may be seen, and not only one's own. */
export function maySeeReviews(actor: Actor): boolean {
  return mayDo(actor, 'manageCaseFiles') || mayDo(actor, 'readAll');
}
