import { systemInUse, systemNotPublished } from '@shared/errors/indicators';
import type { Request } from '@shared/ipc/contract';
import { assertMay } from '../access/assertMay';
import { loadCurrentCycle, setCycleSystem } from '../../database/cycleRepository';
import { findSystemSummary, isScored } from '../../database/systemRepository';
import { forgetAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { assertSystemOpen } from '../year/assertSystemOpen';
import { requireSystem, systemSubject } from './draft';

/**
 * Makes a published version the one the cycle scores by, while nothing is scored yet.
 *
 * @throws {AppError} SYSTEM_IN_USE, SYSTEM_NOT_PUBLISHED, SYSTEM_NOT_FOUND, CYCLE_STATE_FORBIDS
 */
export async function useSystem(
  workspace: Workspace,
  { systemId }: Request<'indicators:use'>,
): Promise<void> {
  assertMay(workspace, 'manageSystem');
  const { summary } = await requireSystem(workspace, systemId);
  if (summary.status !== 'published') throw systemNotPublished({ version: summary.version });
  await inTransaction(workspace, async (trx, _now, audit) => {
    const cycle = await loadCurrentCycle(trx);
    if (cycle.systemId === systemId) return;
    assertSystemOpen(cycle.state);
    if (await isScored(trx, cycle)) {
      const current = await findSystemSummary(trx, cycle.systemId);
      throw systemInUse({ version: current?.version ?? '' });
    }
    const before = await findSystemSummary(trx, cycle.systemId);
    await setCycleSystem(trx, cycle.id, systemId);
    await audit({
      action: 'system.use',
      subject: cycle.name,
      before: { system: before && systemSubject(before) },
      after: { system: systemSubject(summary) },
    });
  });
  forgetAssessment(workspace);
}
