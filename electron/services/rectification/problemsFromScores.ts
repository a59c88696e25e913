import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { nothingDeducted, problemKnown } from '@shared/errors/rectification';
import type { Request } from '@shared/ipc/contract';
import type { CandidateView, ProblemView } from '@shared/ipc/practice/rectification';
import type { UnitView } from '@shared/ipc/views';
import { deductionsOf, type DeductionLine } from '@shared/reports/scoreDetail';
import { matterText } from '@shared/reports/shortfall';
import { findEarlierProblem, insertProblem, listFromScores } from '../../database/problemRepository';
import { listScoreDetails } from '../../database/reportRepository';
import type { Schema } from '../../database/schema';
import { assertMay } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { locate, requireUnit } from '../scores/locate';
import { localDay } from '../localTime';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { describeProblem, problemSubject, requireProblem } from './describeProblem';

/** Every deduction of a unit, and which of them are in the ledger already. @throws {AppError} UNIT_NOT_FOUND, NOT_PERMITTED */
export async function listCandidates(
  workspace: Workspace,
  { unitId }: Request<'problem:candidates'>,
): Promise<readonly CandidateView[]> {
  assertMay(workspace, 'manageProblems');
  const assessment = await loadAssessment(workspace);
  const unit = requireUnit(assessment, unitId);
  const listed = await listFromScores(workspace.reader, assessment.cycle.id, unit.code);
  return (await deductionLines(workspace.reader, assessment, unit)).map(({ item, detail, deducted }) => ({
    unitId,
    itemId: item.id,
    itemCode: item.code,
    itemName: item.name,
    deducted,
    text: matterText(item, detail),
    listedAs: listed.get(item.code) ?? null,
  }));
}

async function deductionLines(
  db: Kysely<Schema>,
  assessment: Assessment,
  unit: UnitView,
): Promise<DeductionLine[]> {
  const scores = (await listScoreDetails(db, [unit.id])).get(unit.id) ?? new Map();
  return deductionsOf(assessment.itemsOf(unit), {
    unit,
    scores,
    selfPoints: new Map(),
    evidence: new Map(),
  });
}

/**
 * Turns deductions into problems of the ledger, all of them or none: the text says what was lost and why, a problem of
 * the same unit and item of an earlier year is linked as its repeat.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, UNIT_NOT_FOUND, ITEM_NOT_OF_UNIT, NOTHING_DEDUCTED,
 *   PROBLEM_ALREADY_LISTED
 */
export async function createProblemsFromScores(
  workspace: Workspace,
  { places, dueOn }: Request<'problem:fromScores'>,
): Promise<readonly ProblemView[]> {
  assertWritable(workspace);
  assertMay(workspace, 'manageProblems');
  const assessment = await loadAssessment(workspace);
  return inTransaction(workspace, async (trx, now, audit) => {
    const made: ProblemView[] = [];
    for (const { unitId, itemId } of places) {
      const { unit, item } = locate(assessment, unitId, itemId);
      const listed = (await listFromScores(trx, assessment.cycle.id, unit.code)).get(item.code);
      if (listed !== undefined) throw problemKnown({ unit: unit.name, code: item.code, number: listed });
      const line = (await deductionLines(trx, assessment, unit)).find((each) => each.item.id === itemId);
      if (!line) throw nothingDeducted({ unit: unit.name, code: item.code });
      const fromCaseFiles = item.rules.some((rule) => rule.kind === 'caseReview');
      const id = await insertProblem(trx, {
        uid: randomUUID(),
        cycle_id: assessment.cycle.id,
        unit_code: unit.code,
        text: matterText(item, line.detail),
        source: fromCaseFiles ? 'caseReview' : 'assessment',
        item_code: item.code,
        from_score: 1,
        leader: '',
        due_on: dueOn,
        state: 'open',
        repeat_of: await findEarlierProblem(trx, assessment.cycle.id, unit.code, item.code),
        closing_opinion: '',
        closed_by: '',
        closed_at: '',
        person: workspace.person,
        at: now,
      });
      const stored = await requireProblem(trx, id);
      const problem = describeProblem(assessment, stored, localDay(workspace.clock()));
      made.push(problem);
      await audit({
        action: 'problem.enter',
        subject: problemSubject(stored, unit.name),
        unitId,
        itemId,
        after: { text: stored.text, source: stored.source, item_code: item.code, due_on: dueOn },
        reason: '由扣分转入',
      });
    }
    return made;
  });
}
