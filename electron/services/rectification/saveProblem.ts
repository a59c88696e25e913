import { randomUUID } from 'node:crypto';
import { problemTextMissing } from '@shared/errors/rectification';
import { unitNotFound } from '@shared/errors/units';
import type { Request } from '@shared/ipc/contract';
import type { ProblemView } from '@shared/ipc/practice/rectification';
import {
  deleteProblem,
  findEarlierProblem,
  insertProblem,
  updateProblem,
} from '../../database/problemRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { localDay } from '../localTime';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { problemStateForbids } from '@shared/errors/rectification';
import { describeProblem, problemSubject, requireProblem, unitOfProblem } from './describeProblem';

/**
 * Enters a problem in the ledger, or changes what it says. A problem of the same unit and item of an earlier year is
 * linked as its repeat unless the caller says otherwise. Practice page §13.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, UNIT_NOT_FOUND, PROBLEM_NOT_FOUND, PROBLEM_STATE_FORBIDS
 */
export async function saveProblem(
  workspace: Workspace,
  { id, unitCode, text, source, itemCode, leader, dueOn, repeatOf }: Request<'problem:save'>,
): Promise<ProblemView> {
  assertWritable(workspace);
  assertMay(workspace, 'manageProblems');
  const assessment = await loadAssessment(workspace);
  if (id === null && !assessment.unitByCode.has(unitCode)) throw unitNotFound();
  return inTransaction(workspace, async (trx, now, audit) => {
    const before = id === null ? undefined : await requireProblem(trx, id);
    if (before?.state === 'closed') throw problemStateForbids({ state: 'closed', what: '修改' });
    // A problem stays of its own year and unit: one of last year is no repeat of itself.
    const ownYear = [before?.cycleId ?? assessment.cycle.id, before?.unitCode ?? unitCode] as const;
    const earlier =
      repeatOf === undefined
        ? (before?.repeatOf?.id ?? (await findEarlierProblem(trx, ...ownYear, itemCode)))
        : repeatOf;
    const said = { text, source, item_code: itemCode, leader, due_on: dueOn, repeat_of: earlier };
    const saved =
      before?.id ??
      (await insertProblem(trx, {
        ...said,
        uid: randomUUID(),
        cycle_id: assessment.cycle.id,
        unit_code: unitCode,
        from_score: 0,
        state: 'open',
        closing_opinion: '',
        closed_by: '',
        closed_at: '',
        person: workspace.person,
        at: now,
      }));
    if (before) await updateProblem(trx, before.id, said);
    const stored = await requireProblem(trx, saved);
    await audit({
      action: before ? 'problem.change' : 'problem.enter',
      subject: problemSubject(stored, unitOfProblem(assessment, stored.unitCode).name),
      before: before && { ...said, ...oldWords(before) },
      after: said,
    });
    return describeProblem(assessment, stored, localDay(workspace.clock()));
  });
}

function oldWords(before: Awaited<ReturnType<typeof requireProblem>>): Readonly<Record<string, unknown>> {
  return {
    text: before.text,
    source: before.source,
    item_code: before.itemCode,
    leader: before.leader,
    due_on: before.dueOn,
    repeat_of: before.repeatOf?.id ?? null,
  };
}

/**
 * Takes a problem that was entered by mistake out again: only while nobody has worked on it, and with a reason.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, PROBLEM_TEXT_MISSING, PROBLEM_NOT_FOUND, PROBLEM_STATE_FORBIDS
 */
export async function removeProblem(
  workspace: Workspace,
  { id, reason }: Request<'problem:remove'>,
): Promise<null> {
  assertWritable(workspace);
  assertMay(workspace, 'manageProblems');
  if (reason.trim() === '') throw problemTextMissing({ field: '删除的理由' });
  const assessment = await loadAssessment(workspace);
  return inTransaction(workspace, async (trx, _now, audit) => {
    const stored = await requireProblem(trx, id);
    if (stored.state !== 'open' || stored.measures.length > 0) {
      throw problemStateForbids({ state: stored.state, what: '删除' });
    }
    await deleteProblem(trx, id);
    const subject = problemSubject(stored, unitOfProblem(assessment, stored.unitCode).name);
    await audit({ action: 'problem.remove', subject, before: oldWords(stored), reason });
    return null;
  });
}
