import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { interviewNotFound, problemTextMissing } from '@shared/errors/rectification';
import type { Request } from '@shared/ipc/contract';
import type { InterviewView } from '@shared/ipc/practice/rectification';
import { nextInterviewNumber } from '@shared/rectification/interviewNumber';
import { seesMatters } from '@shared/domain/visibility';
import {
  findInterviewRow,
  insertInterview,
  listInterviewRows,
  updateInterview,
} from '../../database/interviewRepository';
import type { InterviewTable } from '../../database/reviewSchema';
import type { Schema } from '../../database/schema';
import { assertMay } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { localDay } from '../localTime';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';

/**
 * 约谈登记, latest first; people of a unit see their own unit's.
 *
 * @param cycleId only those entered in this year; left out: all years.
 */
export async function listInterviews(
  workspace: Workspace,
  { cycleId }: { readonly cycleId?: number } = {},
): Promise<readonly InterviewView[]> {
  return listFrom(workspace.reader, workspace, await loadAssessment(workspace), cycleId);
}

async function listFrom(
  db: Kysely<Schema>,
  workspace: Workspace,
  assessment: Assessment,
  cycleId?: number,
): Promise<readonly InterviewView[]> {
  const { actor } = workspace;
  const rows = await listInterviewRows(db);
  return rows
    .filter((row) => cycleId === undefined || row.cycle_id === cycleId)
    .filter((row) => seesMatters(actor, { code: row.unit_code }))
    .map((row) => describe(assessment, row, localDay(workspace.clock())));
}

/**
 * Enters an interview in the register under the next number of its quarter, or changes what it says; the number stays.
 * Practice page §12 约谈登记.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, PROBLEM_TEXT_MISSING without a date, INTERVIEW_NOT_FOUND
 */
export async function saveInterview(
  workspace: Workspace,
  { id, unitCode, interviewee, heldOn, dueOn, reportOn, ...said }: Request<'interview:save'>,
): Promise<readonly InterviewView[]> {
  assertWritable(workspace);
  assertMay(workspace, 'manageProblems');
  if (heldOn === '') throw problemTextMissing({ field: '约谈时间' });
  const assessment = await loadAssessment(workspace);
  const columns = {
    ...said,
    unit_code: unitCode,
    interviewee,
    held_on: heldOn,
    due_on: dueOn,
    report_on: reportOn,
  };
  await inTransaction(workspace, async (trx, now, audit) => {
    if (id === null) {
      const taken = (await listInterviewRows(trx)).map((row) => row.number);
      const number = nextInterviewNumber(heldOn, taken);
      const cycle = { cycle_id: assessment.cycle.id, person: workspace.person, at: now };
      await insertInterview(trx, { ...columns, ...cycle, uid: randomUUID(), number });
      return audit({ action: 'interview.enter', subject: `约谈 ${number}`, after: trailOf(columns) });
    }
    const before = await findInterviewRow(trx, id);
    if (!before) throw interviewNotFound();
    await updateInterview(trx, id, columns);
    return audit({
      action: 'interview.change',
      subject: `约谈 ${before.number}`,
      before: trailOf(wordsOf(before)),
      after: trailOf(columns),
    });
  });
  return listFrom(workspace.db, workspace, assessment);
}

/** What is written about an interview, without what the register adds to it. */
function wordsOf(row: Selectable<InterviewTable>) {
  const { situation, place, host, attendees, problems, demands, outcome } = row;
  const { unit_code, interviewee, held_on, due_on, report_on } = row;
  const dates = { held_on, due_on, report_on };
  return { situation, place, host, attendees, problems, demands, outcome, unit_code, interviewee, ...dates };
}

/** As the trail has it: place and outcome are other things in a draw and in an on-site check. */
function trailOf<F extends { readonly place: string; readonly outcome: string }>({
  place,
  outcome,
  ...rest
}: F) {
  return { ...rest, venue: place, interviewOutcome: outcome };
}

function describe({ unitByCode }: Assessment, row: Selectable<InterviewTable>, day: string): InterviewView {
  return {
    id: row.id,
    number: row.number,
    unitCode: row.unit_code,
    unitName: unitByCode.get(row.unit_code)?.name ?? row.unit_code,
    interviewee: row.interviewee,
    situation: row.situation,
    heldOn: row.held_on,
    place: row.place,
    host: row.host,
    attendees: row.attendees,
    problems: row.problems,
    demands: row.demands,
    dueOn: row.due_on,
    reportOn: row.report_on,
    outcome: row.outcome,
    overdue: row.due_on !== '' && row.report_on === '' && row.due_on < day,
  };
}
