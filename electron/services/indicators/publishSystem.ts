import { systemInvalid } from '@shared/errors/indicators';
import type { Request, Response } from '@shared/ipc/contract';
import { checkSystem } from '@shared/tables/ruleChecks';
import { assertMay } from '../access/assertMay';
import { systemRows } from '../../database/rowPins';
import { markPublished } from '../../database/systemRepository';
import { forgetAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { requireDraft, requireSystem, systemSubject, toView } from './draft';

/**
 * Freezes a draft for good (product rule 5). What contradicts itself is not published.
 *
 * @throws {AppError} SYSTEM_INVALID with the first problems, INDICATOR_SYSTEM_PUBLISHED, SYSTEM_NOT_FOUND
 */
export async function publishSystem(
  workspace: Workspace,
  { systemId }: Request<'indicators:publish'>,
): Promise<Response<'indicators:publish'>> {
  assertMay(workspace, 'manageSystem');
  await inTransaction(workspace, async (trx, now, audit) => {
    const { system, items, summary } = await requireDraft({ db: trx }, systemId);
    const wrong = checkSystem({ ...system, items }).filter(({ severity }) => severity === 'error');
    const problems = wrong.map(({ itemCode, message }) => `${itemCode} ${message}`.trim());
    if (items.length === 0) problems.push('没有任何指标');
    if (problems.length > 0) throw systemInvalid({ problems });
    await markPublished(trx, systemId, now);
    await audit({
      action: 'system.publish',
      subject: systemSubject(summary),
      before: { status: 'draft' },
      after: { status: 'published' },
      pins: await systemRows(trx, systemId),
    });
  });
  forgetAssessment(workspace);
  return toView(await requireSystem(workspace, systemId));
}
