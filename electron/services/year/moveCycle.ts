import type { Transaction } from 'kysely';
import { CYCLE_STATE_NAMES, type CycleState } from '@shared/domain/cycleState';
import {
  cycleNeedsConfirmation,
  cycleNotReady,
  cycleStepImpossible,
  reasonRequired,
} from '@shared/errors/year';
import type { YearView } from '@shared/ipc/practice/year';
import { heaviest, openMatters, type OpenMatter } from '@shared/year/openMatters';
import { actionOfMove, directionOf, isReason, LEAST_REASON } from '@shared/year/transitions';
import { loadCurrentCycle, setCycleState } from '../../database/cycleRepository';
import type { Schema } from '../../database/schema';
import { insertTransition } from '../../database/yearRepository';
import { assertMay } from '../access/assertMay';
import { forgetAssessment, loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { approveResultIn } from '../result/approveResult';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { getYear } from './getYear';
import { readYearFacts } from './yearFacts';

export interface Move {
  readonly to: CycleState;
  /** Why; must be given to go back, and to go on although something is open. */
  readonly reason: string;
  /** What is open was seen and is accepted. */
  readonly confirm: boolean;
}

/**
 * Moves the year one stage on, or back to any earlier one. On: what is still open blocks, or has to be confirmed with a
 * reason. Back: the office only, never without a reason. Approved results stay, whatever follows. Practice page §5.2.
 *
 * @throws {AppError} CYCLE_STEP_IMPOSSIBLE, NOT_PERMITTED, REASON_REQUIRED, CYCLE_NOT_READY, CYCLE_NEEDS_CONFIRMATION,
 *   WORKSPACE_READ_ONLY, those of `approveResultIn`; the year is where it was then.
 */
export async function moveCycle(workspace: Workspace, move: Move): Promise<YearView> {
  assertWritable(workspace);
  const assessment = await loadAssessment(workspace);
  assertMay(workspace, actionOfMove(assessment.cycle.state, move.to));
  const reason = move.reason.trim();
  await inTransaction(workspace, async (trx, now, audit) => {
    // Read again inside: the year may have moved since.
    const { id, name, state: from } = await loadCurrentCycle(trx);
    const direction = directionOf(from, move.to);
    if (direction === null) {
      throw cycleStepImpossible({ from: CYCLE_STATE_NAMES[from], to: CYCLE_STATE_NAMES[move.to] });
    }
    assertMay(workspace, actionOfMove(from, move.to));
    if (direction === 'backward' && !isReason(reason)) {
      throw reasonRequired({ what: '退回阶段', least: LEAST_REASON });
    }
    const open =
      direction === 'forward'
        ? await assertReady(trx, assessment, { ...move, reason }, workspace.clock())
        : [];
    const step = { from, to: move.to, reason, open: open.map(({ text }) => text) };
    await setCycleState(trx, id, move.to);
    await insertTransition(trx, id, { ...step, person: workspace.person, at: now });
    await audit({
      action: direction === 'forward' ? 'cycle.advance' : 'cycle.reopen',
      subject: `${name} · ${CYCLE_STATE_NAMES[move.to]}`,
      before: { state: from },
      after: {
        state: move.to,
        open: step.open,
      },
      reason,
    });
    if (direction === 'forward' && move.to === 'approved') {
      const approved = { ...assessment, cycle: { ...assessment.cycle, state: move.to } };
      await approveResultIn(trx, workspace, approved, reason, now, audit);
    }
  });
  forgetAssessment(workspace);
  return getYear(workspace);
}

/** @returns what is open and confirmed. @throws {AppError} CYCLE_NOT_READY, CYCLE_NEEDS_CONFIRMATION, REASON_REQUIRED */
async function assertReady(
  trx: Transaction<Schema>,
  assessment: Assessment,
  { to, reason, confirm }: Move,
  now: Date,
): Promise<readonly OpenMatter[]> {
  const matters = openMatters(to, await readYearFacts(trx, assessment, to, now));
  const heavy = heaviest(matters);
  const texts = (wanted: (matter: OpenMatter) => boolean): string[] =>
    matters.filter(wanted).map(({ text }) => text);
  const name = CYCLE_STATE_NAMES[to];
  if (heavy === 'blocks') {
    throw cycleNotReady({ to: name, open: texts(({ severity }) => severity === 'blocks') });
  }
  const standing = matters.filter(({ severity }) => severity !== 'note');
  if (standing.length > 0 && !confirm) {
    throw cycleNeedsConfirmation({ to: name, open: standing.map(({ text }) => text) });
  }
  if (standing.length > 0 && !isReason(reason)) {
    throw reasonRequired({ what: `带着未办完的事项进入“${name}”`, least: LEAST_REASON });
  }
  return standing;
}
