import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { problemStateForbids } from '@shared/errors/rectification';
import type { ProblemView } from '@shared/ipc/practice/rectification';
import type { EvidenceAdded } from '@shared/ipc/views';
import { announceFiles } from '../../database/evidenceRepository';
import { attachFiles } from '../../database/problemRepository';
import { assertMayFor } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { readChosenFile } from '../evidence/addEvidence';
import { moveIntoStore } from '../evidence/evidenceStore';
import { takeAside, type Accepted, type AddOptions } from '../evidence/takeInEvidence';
import { withAppErrors } from '../workspace/asAppError';
import { localDay } from '../localTime';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { describeProblem, problemSubject, requireProblem, unitOfProblem } from './describeProblem';

export interface ProblemFilesAdded {
  readonly problem: ProblemView;
  readonly refused: EvidenceAdded['refused'];
}

/**
 * Proof of what was done about a problem (整改佐证): by the unit or the office, while the problem is not closed. Each file
 * is judged on its own, what is refused is named; bytes are stored once.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, NOT_YOUR_UNIT, PROBLEM_NOT_FOUND, PROBLEM_STATE_FORBIDS
 */
export async function addProblemFiles(
  workspace: Workspace,
  { id, paths }: { readonly id: number; readonly paths: readonly string[] },
  options: AddOptions = {},
): Promise<ProblemFilesAdded> {
  assertWritable(workspace);
  const assessment = await loadAssessment(workspace);
  const problem = await requireProblem(workspace.db, id);
  const unit = unitOfProblem(assessment, problem.unitCode);
  assertMayFor(workspace, 'rectify', unit);
  assertOpen(problem);
  const accepted: Accepted[] = [];
  const refused: EvidenceAdded['refused'][number][] = [];
  return withAppErrors(workspace.folder, async () => {
    try {
      for (const path of paths) {
        const read = () => readChosenFile(workspace, path, options);
        const taken = await takeAside(workspace, { name: basename(path), read });
        if ('error' in taken) refused.push(taken);
        else accepted.push(taken);
      }
      await keep(workspace, id, accepted, problemSubject(problem, unit.name));
      const after = await requireProblem(workspace.db, id);
      return { problem: describeProblem(assessment, after, localDay(workspace.clock())), refused };
    } finally {
      for (const { aside } of accepted) await rm(aside.path, { force: true }).catch(() => undefined);
    }
  });
}

function assertOpen({ state }: Pick<ProblemView, 'state'>): void {
  if (state === 'closed') throw problemStateForbids({ state, what: '添加佐证' });
}

/** As evidence is kept: the database learns of the bytes first, so that a kill in between leaves nothing dangling. */
async function keep(
  workspace: Workspace,
  problemId: number,
  accepted: readonly Accepted[],
  subject: string,
): Promise<void> {
  if (accepted.length === 0) return;
  const asides = accepted.map(({ aside }) => aside);
  await announceFiles(workspace.db, asides, workspace.clock().toISOString());
  await moveIntoStore(workspace.folder, asides);
  const files = accepted.map(({ name, aside }) => ({ sha256: aside.sha256, name }));
  await inTransaction(workspace, async (trx, now, audit) => {
    // It may have been closed while the files were read.
    assertOpen(await requireProblem(trx, problemId));
    await attachFiles(trx, problemId, files, workspace.person, now);
    await audit({ action: 'problem.addFiles', subject, after: files });
  });
}
