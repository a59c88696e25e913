import { versionTaken } from '@shared/errors/indicators';
import type { Request, Response } from '@shared/ipc/contract';
import { assertMay } from '../access/assertMay';
import { findVersion, insertSystem } from '../../database/systemRepository';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { requireSystem, systemSubject, toView } from './draft';

/** A draft that starts as a copy of another version. @throws {AppError} VERSION_TAKEN, SYSTEM_NOT_FOUND */
export async function newSystemVersion(
  workspace: Workspace,
  { basedOn, version }: Request<'indicators:newVersion'>,
): Promise<Response<'indicators:newVersion'>> {
  assertMay(workspace, 'manageSystem');
  const { system, systemKey, items, summary } = await requireSystem(workspace, basedOn);
  const id = await inTransaction(workspace, async (trx, now, audit) => {
    if ((await findVersion(trx, systemKey, version)) !== undefined) throw versionTaken({ version });
    await audit({
      action: 'system.newVersion',
      subject: systemSubject({ ...summary, version }),
      after: { basedOn: systemSubject(summary) },
    });
    return insertSystem(trx, { ...system, version, items }, 'draft', now, basedOn);
  });
  return toView(await requireSystem(workspace, id));
}
