import { seesPapers } from '@shared/domain/visibility';
import type { Request, Response } from '@shared/ipc/contract';
import { searchEvidence } from '../../database/evidenceRepository';
import { assertSignedIn } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';

/** As many as the palette shows; a longer word finds fewer. */
const MOST_FOUND = 20;

/**
 * Evidence of this year whose name or 文号 holds a text, of the units whose papers the viewer may see, each with the first
 * item it is attached to.
 *
 * @throws {AppError} NOT_SIGNED_IN
 */
export async function findEvidence(
  workspace: Workspace,
  { text }: Request<'evidence:find'>,
): Promise<Response<'evidence:find'>> {
  assertSignedIn(workspace);
  const { units, unitById, itemById } = await loadAssessment(workspace);
  const seen = units.filter((unit) => seesPapers(workspace.actor, unit)).map(({ id }) => id);
  const found = await searchEvidence(workspace.reader, seen, text.trim(), MOST_FOUND);
  return found.map(({ unitId, itemId, ...file }) => {
    const item = itemById.get(itemId);
    const place = { unitId, unitName: unitById.get(unitId)?.name ?? '', itemId };
    return { ...file, ...place, itemCode: item?.code ?? '', itemName: item?.name ?? '' };
  });
}
