import { assertMay, assertSignedIn } from '../access/assertMay';
import type { Workspace } from '../workspace/workspace';

/**
 * Packages are written and merged by the office's administrators; at a unit's and an assessor's seat by the person it was
 * made for. What a kind of package needs beyond that its handler asks.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED
 */
export function assertMayExchange(workspace: Pick<Workspace, 'actor' | 'seat'>): void {
  if (workspace.seat === 'office') assertMay(workspace, 'acceptSubmission');
  else assertSignedIn(workspace);
}
