import { agreementText, krippendorffAlpha } from '@shared/insight/agreement';
import { severityByItem, severityByPlace, severityText, type Severity } from '@shared/insight/severity';
import type { Request, Response } from '@shared/ipc/contract';
import { itemLimit } from '@shared/scoring/worth';
import {
  listLockedMarkings,
  sumScoresByScorer,
  type LockedMarking,
} from '../../database/consistencyRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';

interface Place {
  readonly itemId: number;
  readonly rates: readonly { readonly scorer: string; readonly percent: number }[];
}

/**
 * How far scorers agree where several marked the same place (Krippendorff's alpha), and who is stricter than the others:
 * against the other markings of the same place, and, for items with one scorer a unit, against the item's mean.
 * Locked markings only: a draft is its scorer's own.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED
 */
export async function compareScorers(
  workspace: Workspace,
  _request: Request<'consistency:scorers'> = {},
): Promise<Response<'consistency:scorers'>> {
  assertMay(workspace, 'readAll');
  const { cycle, items, itemById } = await loadAssessment(workspace);
  const limits = new Map(items.map((item) => [item.id, Math.max(1, itemLimit(item))]));
  const percent = (itemId: number, points: number): number => (100 * points) / (limits.get(itemId) ?? 1);
  const places = gatherPlaces(await listLockedMarkings(workspace.reader, cycle.id), percent);
  const ratings = (own: readonly Place[]) => own.map(({ rates }) => rates.map((rate) => rate.percent));
  const agreement = krippendorffAlpha(ratings(places));
  const single = (await sumScoresByScorer(workspace.reader, cycle.id))
    .filter(({ itemId }) => itemById.get(itemId)?.section === 'base')
    .map(({ itemId, scorer, points, count }) => ({ itemId, scorer, sum: percent(itemId, points), count }));
  return {
    agreement,
    agreementText: agreementText(agreement),
    items: items.flatMap((item) => {
      const own = krippendorffAlpha(ratings(places.filter(({ itemId }) => itemId === item.id)));
      if (own.places === 0) return [];
      const names = { itemId: item.id, itemCode: item.code, itemName: item.name };
      return [{ ...names, agreement: own, text: agreementText(own) }];
    }),
    marked: withWords(severityByPlace(places.map(({ rates }) => rates))),
    single: withWords(severityByItem(single)),
  };
}

const withWords = (severities: readonly Severity[]) =>
  severities.map((severity) => ({ ...severity, text: severityText(severity) }));

/** Markings by place; they come item by item, unit by unit. */
function gatherPlaces(
  markings: readonly LockedMarking[],
  percent: (itemId: number, points: number) => number,
): readonly Place[] {
  const places = new Map<string, { itemId: number; rates: { scorer: string; percent: number }[] }>();
  for (const { itemId, unitId, scorer, points } of markings) {
    const key = `${itemId} ${unitId}`;
    const place = places.get(key) ?? { itemId, rates: [] };
    place.rates.push({ scorer, percent: percent(itemId, points) });
    places.set(key, place);
  }
  return [...places.values()];
}
