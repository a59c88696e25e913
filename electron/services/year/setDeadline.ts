import { CYCLE_STATE_NAMES, type CycleState } from '@shared/domain/cycleState';
import { deadlineInvalid } from '@shared/errors/year';
import type { YearView } from '@shared/ipc/practice/year';
import { isIsoDay } from '@shared/year/dates';
import { loadCurrentCycle } from '../../database/cycleRepository';
import { listDeadlines, writeDeadline } from '../../database/yearRepository';
import { assertMay } from '../access/assertMay';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { getYear } from './getYear';

/**
 * Sets the day a stage of the year should end on. Passing it refuses nothing: it says who is late.
 *
 * @param dueOn ISO day; '' takes the deadline away.
 * @throws {AppError} NOT_PERMITTED, DEADLINE_INVALID, WORKSPACE_READ_ONLY
 */
export async function setDeadline(
  workspace: Workspace,
  { state, dueOn }: { readonly state: CycleState; readonly dueOn: string },
): Promise<YearView> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCycle');
  if (dueOn !== '' && !isIsoDay(dueOn)) throw deadlineInvalid({ text: dueOn });
  await inTransaction(workspace, async (trx, _now, audit) => {
    const { id, name } = await loadCurrentCycle(trx);
    const before = (await listDeadlines(trx, id)).get(state) ?? '';
    if (before === dueOn) return;
    await writeDeadline(trx, id, state, dueOn);
    await audit({
      action: 'cycle.deadline',
      subject: `${name} · ${CYCLE_STATE_NAMES[state]}`,
      before: { dueOn: before },
      after: { dueOn },
    });
  });
  return getYear(workspace);
}
