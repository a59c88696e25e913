import { seesMatters } from '@shared/domain/visibility';
import type { LedgerView } from '@shared/ipc/practice/rectification';
import { countLedger, inLedgerOrder } from '@shared/rectification/problem';
import { listLedger as readLedger } from '../../database/problemRepository';
import { loadAssessment } from '../assessment/assessment';
import { localDay } from '../localTime';
import type { Workspace } from '../workspace/workspace';
import { describeProblem } from './describeProblem';

/**
 * 整改台账: problems of this year and those of earlier years still open, overdue first, with both counts. People of a
 * unit see their own unit's. Practice page §13.
 */
export async function listLedger(workspace: Workspace): Promise<LedgerView> {
  const assessment = await loadAssessment(workspace);
  const day = localDay(workspace.clock());
  const { actor } = workspace;
  const stored = await readLedger(workspace.reader, assessment.cycle.id);
  const seen = stored.filter(({ unitCode }) => seesMatters(actor, { code: unitCode }));
  const problems = inLedgerOrder(seen, day).map((problem) => describeProblem(assessment, problem, day));
  return { problems, counts: countLedger(problems, day), today: day };
}
