import { parsePoints } from '@shared/domain/points';
import { belongsToUnit } from '@shared/domain/unit';
import type { DashboardView } from '@shared/ipc/views';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import {
  findDeductionWithoutReason,
  findFullWithoutEvidence,
  findHighSelfScores,
  listUnfinishedEntries,
  type Finding,
} from '../../database/checkRepository';
import type { Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';

type Check = DashboardView['checks'][number];

/** Findings in all, and of one kind: no kind may crowd the others out. */
const MOST = 200;
const MOST_OF_A_KIND = 50;

/** What looks wrong in the scores so far, at most 200 findings. */
export async function findChecks(workspace: Workspace, assessment: Assessment): Promise<readonly Check[]> {
  const { reader } = workspace;
  const { cycle } = assessment;
  const invalid = (await listUnfinishedEntries(reader, cycle, MOST)).filter(({ itemId, entry }) => {
    const item = assessment.itemById.get(itemId);
    return item && evaluateItem(item, entry, cycle.year).problems.length > 0;
  });
  const high = (await findHighSelfScores(reader, cycle, MOST)).filter(
    ({ points, itemPoints }) => (parsePoints(points) ?? itemPoints) > itemPoints,
  );
  const silent = await findDeductionWithoutReason(reader, cycle, MOST_OF_A_KIND);
  const bare = await findFullWithoutEvidence(reader, cycle, MOST_OF_A_KIND);
  return [
    ...describe(assessment, 'invalidEntry', invalid),
    ...describe(assessment, 'selfAbovePoints', high),
    ...describe(assessment, 'deductionWithoutReason', silent),
    ...describe(assessment, 'fullWithoutEvidence', bare),
  ].slice(0, MOST);
}

/** Findings about items that no longer belong to their unit are nobody's business and left out. */
function describe(assessment: Assessment, kind: Check['kind'], findings: readonly Finding[]): Check[] {
  return findings.slice(0, MOST_OF_A_KIND).flatMap(({ unitId, itemId }) => {
    const unit = assessment.unitById.get(unitId);
    const item = assessment.itemById.get(itemId);
    if (!unit || !item || !belongsToUnit(item, unit)) return [];
    return { kind, unitId, unitName: unit.name, itemId, itemCode: item.code, itemName: item.name };
  });
}
