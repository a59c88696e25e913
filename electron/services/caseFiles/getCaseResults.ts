import type { CaseSettings } from '@shared/caseFiles/caseSettings';
import { meanOfFiles, type DecidedFile } from '@shared/caseFiles/unitCaseResult';
import { isOwnUnitOnly, type Actor } from '@shared/domain/role';
import type { CaseResultRow, CaseResultsView, UnitCaseRow } from '@shared/ipc/practice/caseFile';
import type { UnitView } from '@shared/ipc/views';
import { listPicks, type StoredPick } from '../../database/caseFileRepository';
import {
  listCaseResults,
  listReviewsOfDraw,
  readCaseSettings,
  type StoredCaseResult,
  type StoredReview,
} from '../../database/caseReviewRepository';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { byPick } from './assignReviews';
import { maySeeUnit } from './caseAccess';
import { findCurrentDraw } from './currentDraw';
import { maySeeFindings } from './maySeeFindings';
import { decidePick } from './pickDecision';
import { typesInOrder } from './typesInOrder';

/**
 * Results of the draw in force by file and by unit. People of a unit see what their own files came to, not who reviewed
 * them how; a reviewer sees the files judged by himself, once his own review is locked, and no unit's mean.
 */
export async function getCaseResults(workspace: Workspace): Promise<CaseResultsView> {
  const assessment = await loadAssessment(workspace);
  const { reader, actor } = workspace;
  const settings = await readCaseSettings(reader, assessment.cycle.id);
  const draw = await findCurrentDraw(reader, assessment.cycle.id);
  if (!draw) return { settings, types: [], files: [], units: [] };
  const reviews = byPick(await listReviewsOfDraw(reader, draw.id));
  const results = await listCaseResults(reader, draw.id);
  const hasJudged = (pickId: number): boolean =>
    (reviews.get(pickId) ?? []).some(
      ({ accountId, lockedAt }) => accountId === actor.accountId && lockedAt !== null,
    );
  const picks = (await listPicks(reader, draw.id)).filter(
    ({ id, state, unitCode }) => state === 'active' && (maySeeUnit(actor, unitCode) || hasJudged(id)),
  );
  const files = picks.map((pick) =>
    resultRow(actor, assessment, pick, reviews.get(pick.id) ?? [], results.get(pick.id), settings),
  );
  return {
    settings,
    types: typesInOrder(files.map(({ type }) => type)),
    files,
    units: unitRows(
      assessment.units.filter(({ code }) => maySeeUnit(actor, code)),
      files,
      settings,
    ),
  };
}

function resultRow(
  actor: Actor,
  { unitById }: Assessment,
  pick: StoredPick,
  reviews: readonly StoredReview[],
  result: StoredCaseResult | undefined,
  settings: CaseSettings,
): CaseResultRow {
  const decision = decidePick(reviews, settings);
  // How reviewers differ is between them and the office.
  const why = decision.state === 'needsThird' && !isOwnUnitOnly(actor) ? decision.why : '';
  const { id, unitId, number, matter, type, origin, unitOpinion } = pick;
  const reviewers = reviews.map((review) => {
    const seen = review.lockedAt !== null && maySeeFindings(actor, review, reviews);
    return {
      reviewId: review.id,
      name: review.reviewer,
      round: review.round,
      locked: review.lockedAt !== null,
      score: seen ? review.score : null,
      legal: seen ? review.legal : null,
    };
  });
  return {
    pickId: id,
    ...{ unitId, number, matter, type, origin, why, unitOpinion },
    unitCode: unitById.get(unitId)?.code ?? pick.unitCode,
    unitName: unitById.get(unitId)?.name ?? '',
    state: stateOf(reviews, result, why),
    reviewers: isOwnUnitOnly(actor) ? [] : reviewers,
    score: result?.score ?? null,
    legal: result?.legal ?? null,
    grade: result?.grade ?? '',
    method: isOwnUnitOnly(actor) ? '' : (result?.method ?? ''),
  };
}

function stateOf(
  reviews: readonly StoredReview[],
  result: StoredCaseResult | undefined,
  why: string,
): CaseResultRow['state'] {
  if (result) return 'decided';
  if (reviews.length === 0) return 'unassigned';
  return why !== '' ? 'needsThird' : 'reviewing';
}

function unitRows(
  units: readonly UnitView[],
  files: readonly CaseResultRow[],
  settings: CaseSettings,
): UnitCaseRow[] {
  const grouped = new Map<number, CaseResultRow[]>();
  for (const file of files) {
    const own = grouped.get(file.unitId);
    if (own) own.push(file);
    else grouped.set(file.unitId, [file]);
  }
  return units.flatMap(({ id, code, name }): UnitCaseRow[] => {
    const own = grouped.get(id);
    if (!own) return [];
    const decided = own.flatMap(toDecided);
    const types = typesInOrder(own.map(({ type }) => type));
    return [
      {
        ...{ unitId: id, unitCode: code, unitName: name, picked: own.length, decided: decided.length },
        byType: Object.fromEntries(
          types.map((type) => [
            type,
            meanOfFiles(own.filter((file) => file.type === type).flatMap(toDecided), settings),
          ]),
        ),
        all: meanOfFiles(decided, settings),
      },
    ];
  });
}

function toDecided({ score, legal, grade }: CaseResultRow): DecidedFile[] {
  return score === null || legal === null || grade === '' ? [] : [{ score, legal, grade }];
}
