import type { CaseDrawsView, CaseDrawView } from '@shared/ipc/practice/caseFile';
import { findCurrentCaseList, listCaseLists, listDraws, listPicks } from '../../database/caseFileRepository';
import { hasBegunReviews } from '../../database/caseReviewRepository';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { maySeeUnit } from './caseAccess';

/** Every draw of the cycle, with the picks of the one in force. People of a unit see the picks of their own files. */
export async function getCaseDraws(workspace: Workspace): Promise<CaseDrawsView> {
  const { cycle, unitById } = await loadAssessment(workspace);
  const { reader, actor } = workspace;
  const draws = await listDraws(reader, cycle.id);
  const lists = new Map((await listCaseLists(reader, cycle.id)).map((list) => [list.id, list.fileName]));
  const current = draws.at(-1);
  const picks = current ? await listPicks(reader, current.id) : [];
  const list = await findCurrentCaseList(reader, cycle.id);
  return {
    draws: draws.map(({ listId, ...draw }, index): CaseDrawView => ({
      ...draw,
      turn: index + 1,
      listFile: lists.get(listId) ?? '',
    })),
    picks: picks
      .filter(({ unitCode }) => maySeeUnit(actor, unitCode))
      .map(({ caseFileId: _file, unitId, stratum: _stratum, unitOpinion: _opinion, ...pick }) => ({
        ...pick,
        unitName: unitById.get(unitId)?.name ?? '',
      })),
    listChanged: current !== undefined && list !== undefined && current.listSha256 !== list.sha256,
    inUse: current !== undefined && (await hasBegunReviews(reader, current.id)),
  };
}
