import type { Kysely } from 'kysely';
import { AppError } from '@shared/errors/appError';
import { markingNotApplicable } from '@shared/errors/marking';
import type { ScoreAccess } from '@shared/ipc/views';
import type { Request, Response } from '@shared/ipc/contract';
import type { Schema } from '../../database/schema';
import { listApprovedAbsences } from '../../database/settlementRepository';
import { assertMayScore } from '../access/assertMayScore';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { getItemScores } from '../scores/getItemScores';
import { getScoreSheet } from '../scores/getScoreSheet';
import type { Workspace } from '../workspace/workspace';
import { mayLookAt } from './listDifferences';
import { readPlaces, type PlaceScope } from './readPlaces';
import { sheetMarking } from './sheetMarking';
import { assertMayMark } from './storeMarkings';

/** The sheet of 评分 for whoever is signed in: their own markings, and what they may not type and why. */
export async function getScoringSheet(
  workspace: Workspace,
  request: Request<'scores:sheet'>,
): Promise<Response<'scores:sheet'>> {
  const sheet = await getScoreSheet(workspace, request);
  const assessment = await loadAssessment(workspace);
  const items = sheet.rows.flatMap(({ itemId }) => assessment.itemById.get(itemId) ?? []);
  const access = await accessTo(workspace, assessment, { units: [sheet.unit], items });
  return { ...sheet, rows: sheet.rows.map((row) => ({ ...row, ...access(row) })) };
}

/** 按指标 for whoever is signed in. */
export async function getScoringColumn(
  workspace: Workspace,
  request: Request<'scores:item'>,
): Promise<Response<'scores:item'>> {
  const rows = await getItemScores(workspace, request);
  const assessment = await loadAssessment(workspace);
  const item = assessment.itemById.get(request.itemId);
  const units = rows.flatMap(({ unitId }) => assessment.unitById.get(unitId) ?? []);
  const access = await accessTo(workspace, assessment, { units, items: item ? [item] : [] });
  return rows.map((row) => ({ ...row, ...access(row) }));
}

type AccessOf = (row: { readonly unitId: number; readonly itemId: number }) => ScoreAccess;

async function accessTo(
  workspace: Pick<Workspace, 'actor'> & { readonly reader: Kysely<Schema> },
  assessment: Assessment,
  scope: PlaceScope,
): Promise<AccessOf> {
  const { actor } = workspace;
  const places = await readPlaces(workspace.reader, assessment, scope);
  const exempt = new Set(
    (
      await listApprovedAbsences(
        workspace.reader,
        scope.units.map(({ id }) => id),
      )
    ).map(({ unitId, itemId }) => `${unitId}:${itemId}`),
  );
  const byPlace = new Map(places.map((place) => [`${place.unit.id}:${place.item.id}`, place]));
  return ({ unitId, itemId }) => {
    const unit = assessment.unitById.get(unitId);
    const item = assessment.itemById.get(itemId);
    if (!unit || !item) return {};
    const place = byPlace.get(`${unitId}:${itemId}`);
    const closed = whyNot(() => {
      assertMayScore(workspace, assessment, unit, item);
      if (place) assertMayMark(place, actor);
      else if (exempt.has(`${unitId}:${itemId}`)) {
        throw markingNotApplicable({ unit: unit.name, code: item.code });
      }
    });
    return { closed, marking: place && mayLookAt(place, actor) ? sheetMarking(place, actor) : undefined };
  };
}

/** What a service would answer, as the screen says it beforehand. */
function whyNot(check: () => void): string {
  try {
    check();
    return '';
  } catch (cause) {
    if (cause instanceof AppError) return cause.report.what;
    throw cause;
  }
}
