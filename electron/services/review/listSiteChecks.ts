import type { Kysely } from 'kysely';
import { seesScore } from '@shared/domain/visibility';
import type { SiteCheckView } from '@shared/ipc/practice/review';
import { listSiteChecks as listRows } from '../../database/siteCheckRepository';
import type { Schema } from '../../database/schema';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';

/** The on-site checks of the cycle with the figures whoever asks may see: units see their own from 反馈申诉 on. */
export async function listSiteChecks(workspace: Workspace): Promise<readonly SiteCheckView[]> {
  return readSiteChecks(workspace.reader, workspace, await loadAssessment(workspace));
}

/** The same on a given connection: behind a write, the one that wrote. */
export async function readSiteChecks(
  db: Kysely<Schema>,
  { actor }: Pick<Workspace, 'actor'>,
  assessment: Assessment,
): Promise<readonly SiteCheckView[]> {
  const { cycle, unitById } = assessment;
  const rows = await listRows(db, cycle.id);
  return rows.filter(({ unitId, itemId }) => {
    const unit = unitById.get(unitId);
    return unit && seesScore(actor, cycle.state, unit, assessment.isAssigned(itemId, actor.accountId));
  });
}
