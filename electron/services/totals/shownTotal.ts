import type { Kysely } from 'kysely';
import type { UnitTotal } from '@shared/domain/totals';
import type { Schema } from '../../database/schema';
import { maySeeTotal } from '../access/assertMaySee';
import type { Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { unitTotal } from './unitTotal';

/** One unit's total as the database stands; null where whoever is signed in may not see it: a scorer before 反馈申诉. */
export async function shownTotal(
  workspace: Pick<Workspace, 'actor'>,
  db: Kysely<Schema>,
  assessment: Assessment,
  unitId: number,
): Promise<UnitTotal | null> {
  const unit = assessment.unitById.get(unitId);
  if (!unit || !maySeeTotal(workspace, assessment, unit)) return null;
  return unitTotal(db, assessment, unitId);
}
