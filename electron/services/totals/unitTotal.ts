import type { Kysely } from 'kysely';
import type { UnitTotal } from '@shared/domain/totals';
import { totalUnit } from '@shared/scoring/totalUnit';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';
import { readUnitFigures } from './unitFigures';

/** One unit's total as the database stands, without rank and grade. */
export async function unitTotal(
  db: Kysely<Schema>,
  assessment: Assessment,
  unitId: number,
): Promise<UnitTotal> {
  const figures = (await readUnitFigures(db, assessment, [unitId])).get(unitId);
  if (!figures) throw new Error(`unit ${unitId} has no figures`);
  return totalUnit(figures.sums, assessment.system.system.settings);
}
