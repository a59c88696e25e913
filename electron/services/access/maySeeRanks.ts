import { seesRanks } from '@shared/domain/visibility';
import { findRankShown } from '../../database/feedbackRepository';
import type { Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';

/**
 * Whether whoever is signed in is told ranks at all: people of a unit their own only where the office shows it on 反馈单,
 * or once the result is approved.
 */
export async function maySeeRanks(
  { actor, reader }: Pick<Workspace, 'actor' | 'reader'>,
  { cycle }: Pick<Assessment, 'cycle'>,
): Promise<boolean> {
  return seesRanks(actor, cycle.state) || findRankShown(reader, cycle.id);
}
