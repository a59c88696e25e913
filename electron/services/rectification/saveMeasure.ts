import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { measureNotFound, problemStateForbids } from '@shared/errors/rectification';
import type { Request } from '@shared/ipc/contract';
import type { ProblemView } from '@shared/ipc/practice/rectification';
import { stateByMeasures } from '@shared/rectification/problem';
import {
  deleteMeasure,
  insertMeasure,
  updateMeasure,
  updateProblem,
  type StoredProblem,
} from '../../database/problemRepository';
import type { Schema } from '../../database/schema';
import { assertMayFor } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { localDay } from '../localTime';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { describeProblem, problemSubject, requireProblem, unitOfProblem } from './describeProblem';

/**
 * Adds a measure to a problem or reports on one: by the unit itself or by the office. The problem's state follows.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, NOT_YOUR_UNIT, PROBLEM_NOT_FOUND, MEASURE_NOT_FOUND,
 *   PROBLEM_STATE_FORBIDS while closing is asked for, and after it
 */
export async function saveMeasure(
  workspace: Workspace,
  { problemId, id, ...said }: Request<'problem:saveMeasure'>,
): Promise<ProblemView> {
  return changeMeasures(workspace, problemId, async (trx, problem, now) => {
    const before = id === null ? undefined : requireMeasure(problem, id);
    const { text, responsible, dueOn, progress, doneOn } = said;
    const columns = { text, responsible, due_on: dueOn, progress, done_on: doneOn, updated_at: now };
    if (before) await updateMeasure(trx, before.id, columns);
    else await insertMeasure(trx, { ...columns, uid: randomUUID(), problem_id: problemId });
    return { action: before ? 'problem.reportMeasure' : 'problem.addMeasure', before, after: said };
  });
}

/** Takes a measure out of a problem. @throws {AppError} as `saveMeasure` */
export async function removeMeasure(
  workspace: Workspace,
  { problemId, id }: Request<'problem:removeMeasure'>,
): Promise<ProblemView> {
  return changeMeasures(workspace, problemId, async (trx, problem) => {
    const before = requireMeasure(problem, id);
    await deleteMeasure(trx, id);
    return { action: 'problem.removeMeasure', before };
  });
}

interface Change {
  readonly action: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

async function changeMeasures(
  workspace: Workspace,
  problemId: number,
  change: (trx: Kysely<Schema>, problem: StoredProblem, now: string) => Promise<Change>,
): Promise<ProblemView> {
  assertWritable(workspace);
  const assessment = await loadAssessment(workspace);
  return inTransaction(workspace, async (trx, now, audit) => {
    const problem = await requireProblem(trx, problemId);
    const unit = unitOfProblem(assessment, problem.unitCode);
    assertMayFor(workspace, 'rectify', unit);
    if (problem.state === 'closed' || problem.state === 'closeRequested') {
      throw problemStateForbids({ state: problem.state, what: '修改整改措施' });
    }
    const done = await change(trx, problem, now);
    const { measures } = await requireProblem(trx, problemId);
    await updateProblem(trx, problemId, { state: stateByMeasures(measures) });
    await audit({ ...done, subject: problemSubject(problem, unit.name) });
    return describeProblem(assessment, await requireProblem(trx, problemId), localDay(workspace.clock()));
  });
}

function requireMeasure(problem: StoredProblem, id: number): StoredProblem['measures'][number] {
  const measure = problem.measures.find((each) => each.id === id);
  if (!measure) throw measureNotFound();
  return measure;
}
