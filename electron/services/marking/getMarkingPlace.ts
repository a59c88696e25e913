import { markingMissing } from '@shared/errors/marking';
import type { Request } from '@shared/ipc/contract';
import type { PlaceView } from '@shared/ipc/practice/marking';
import { loadAssessment } from '../assessment/assessment';
import { locate } from '../scores/locate';
import type { Workspace } from '../workspace/workspace';
import { assertMayLookAt, differenceRow } from './listDifferences';
import { readPlace } from './readPlaces';
import { marksOf, seesAll, settlementView } from './sheetMarking';

/**
 * All originals of one unit and item side by side, as far as the person may see them.
 *
 * @throws {AppError} MARKING_MISSING, NOT_PERMITTED
 */
export async function getMarkingPlace(
  workspace: Workspace,
  { unitId, itemId }: Request<'marking:place'>,
): Promise<PlaceView> {
  const assessment = await loadAssessment(workspace);
  const { unit, item } = locate(assessment, unitId, itemId);
  // What was just written must show: the reader may still hold a snapshot from before.
  const place = await readPlace(workspace.db, assessment, unit, item);
  if (!place) throw markingMissing({ unit: unit.name, code: item.code });
  const { actor } = workspace;
  assertMayLookAt(place, actor);
  return {
    row: differenceRow(place, actor),
    section: item.section,
    marks: marksOf(place, actor),
    settlement: place.settlement && seesAll(place, actor) ? settlementView(place.settlement) : null,
  };
}
