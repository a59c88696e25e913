import type { Kysely } from 'kysely';
import type { Action, ConflictUnit } from '@shared/domain/role';
import { problemNotReady, problemStateForbids, problemTextMissing } from '@shared/errors/rectification';
import type { Request } from '@shared/ipc/contract';
import type { ProblemView } from '@shared/ipc/practice/rectification';
import { readyToClose, type ProblemState } from '@shared/rectification/problem';
import { updateProblem, type StoredProblem } from '../../database/problemRepository';
import type { Schema } from '../../database/schema';
import { assertMayFor, assertNoConflict } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { localDay } from '../localTime';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { describeProblem, problemSubject, requireProblem, unitOfProblem } from './describeProblem';

/**
 * The unit, or the office for it, says that all measures are done and asks for closing (申请销号). Practice page §13.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, NOT_YOUR_UNIT, PROBLEM_NOT_FOUND, PROBLEM_NOT_READY,
 *   PROBLEM_STATE_FORBIDS
 */
export async function requestClosing(
  workspace: Workspace,
  { id }: Request<'problem:requestClosing'>,
): Promise<ProblemView> {
  return move(
    workspace,
    id,
    { action: 'rectify', from: ['planned', 'inProgress'], what: '申请销号' },
    (problem) => {
      if (!readyToClose(problem.measures)) {
        const open = problem.measures.filter(({ doneOn }) => doneOn === '').length;
        throw problemNotReady({ open, measures: problem.measures.length });
      }
      return { state: 'closeRequested', said: {}, act: 'problem.requestClosing', reason: '' };
    },
  );
}

/**
 * The office approves the closing (销号) or sends the problem back to be worked on; either way with its opinion. Nobody
 * closes a problem of the unit they belong to.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CONFLICT_OF_INTEREST, PROBLEM_TEXT_MISSING, PROBLEM_NOT_FOUND,
 *   PROBLEM_STATE_FORBIDS
 */
export async function decideClosing(
  workspace: Workspace,
  { id, approve, opinion }: Request<'problem:decideClosing'>,
): Promise<ProblemView> {
  if (opinion.trim() === '') throw problemTextMissing({ field: '销号意见' });
  const rule: Rule = { action: 'closeProblem', from: ['closeRequested'], what: '批准或退回销号' };
  return move(workspace, id, rule, (_problem, now) => ({
    state: approve ? 'closed' : 'inProgress',
    said: {
      closing_opinion: opinion,
      closed_by: approve ? workspace.person : '',
      closed_at: approve ? now : '',
    },
    act: approve ? 'problem.close' : 'problem.rejectClosing',
    reason: opinion,
  }));
}

/** A closed problem turns out not to be solved. @throws {AppError} as `decideClosing` */
export async function reopenProblem(
  workspace: Workspace,
  { id, reason }: Request<'problem:reopen'>,
): Promise<ProblemView> {
  if (reason.trim() === '') throw problemTextMissing({ field: '重新打开的理由' });
  const rule: Rule = { action: 'closeProblem', from: ['closed'], what: '重新打开' };
  return move(workspace, id, rule, () => ({
    state: 'inProgress',
    said: { closed_by: '', closed_at: '' },
    act: 'problem.reopen',
    reason,
  }));
}

interface Rule {
  readonly action: Extract<Action, 'rectify' | 'closeProblem'>;
  readonly from: readonly ProblemState[];
  readonly what: string;
}

interface Step {
  readonly state: ProblemState;
  readonly said: { closing_opinion?: string; closed_by?: string; closed_at?: string };
  readonly act: string;
  readonly reason: string;
}

async function move(
  workspace: Workspace,
  id: number,
  { action, from, what }: Rule,
  step: (problem: StoredProblem, now: string) => Step,
): Promise<ProblemView> {
  assertWritable(workspace);
  const assessment = await loadAssessment(workspace);
  return inTransaction(workspace, async (trx, now, audit) => {
    const problem = await requireProblem(trx, id);
    const unit = unitOfProblem(assessment, problem.unitCode);
    assertMayMove(workspace, action, unit);
    if (!from.includes(problem.state)) throw problemStateForbids({ state: problem.state, what });
    const { state, said, act, reason } = step(problem, now);
    await write(trx, id, state, said);
    await audit({
      action: act,
      subject: problemSubject(problem, unit.name),
      before: { state: problem.state, closing_opinion: problem.closingOpinion },
      after: { state, ...said },
      reason,
    });
    return describeProblem(assessment, await requireProblem(trx, id), localDay(workspace.clock()));
  });
}

function assertMayMove(workspace: Workspace, action: Rule['action'], unit: ConflictUnit): void {
  assertMayFor(workspace, action, unit);
  if (action === 'closeProblem') assertNoConflict(workspace.actor, unit, '批准销号');
}

function write(trx: Kysely<Schema>, id: number, state: ProblemState, said: Step['said']): Promise<void> {
  return updateProblem(trx, id, { state, ...said });
}
