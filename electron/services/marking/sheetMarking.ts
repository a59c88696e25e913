import { mayDo, type Actor } from '@shared/domain/role';
import { EMPTY_ENTRY } from '@shared/domain/score';
import type { ScorerMark, SheetMarking } from '@shared/ipc/practice/marking';
import { exactText } from '@shared/marking/exactMark';
import { seesMarking } from '@shared/marking/seesMarking';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import type { StoredMarking } from '../../database/markingRepository';
import type { MarkingPlace } from './readPlaces';
import { ownMarking, scoresHere } from './storeMarkings';

type Viewer = Pick<Actor, 'accountId' | 'roles'>;

/** What 评分 shows of a place that several score, as one person may see it. */
export function sheetMarking(place: MarkingPlace, viewer: Viewer): SheetMarking {
  const { setting, settlement } = place;
  const own = ownMarking(place, viewer);
  return {
    ...setting,
    own: scoresHere(place, viewer)
      ? {
          entry: own?.entry ?? EMPTY_ENTRY,
          status: own?.status ?? 'unscored',
          points: own?.points ?? null,
          lockedAt: own?.lockedAt ?? null,
          revision: own?.revision ?? 0,
        }
      : null,
    scorers: marksOf(place, viewer),
    // A decision names every figure, so whoever may not see those yet does not see it either.
    settlement: settlement && seesAll(place, viewer) ? settlementView(settlement) : null,
  };
}

export function settlementView({
  method,
  spread,
  points,
  reason,
  person,
  at,
}: NonNullable<MarkingPlace['settlement']>): NonNullable<SheetMarking['settlement']> {
  return { method, spread, points, reason, person, at };
}

/** The scorers of a place in order of making, then those whose marking is kept although they are no longer assigned. */
export function marksOf(place: MarkingPlace, viewer: Viewer): ScorerMark[] {
  const others = place.markings.filter(
    ({ accountId }) => !place.scorers.some((scorer) => scorer.accountId === accountId),
  );
  return [
    ...place.scorers.map(({ accountId, name }) => {
      const marking = place.markings.find((each) => each.accountId === accountId);
      return markOf(place, accountId, name, marking, marking !== undefined && maySee(place, marking, viewer));
    }),
    ...others.map((marking) =>
      markOf(place, marking.accountId, marking.scorer, marking, maySee(place, marking, viewer)),
    ),
  ];
}

function markOf(
  { item, cycleYear }: MarkingPlace,
  accountId: number,
  scorer: string,
  marking: StoredMarking | undefined,
  visible: boolean,
): ScorerMark {
  if (!marking) return { accountId, scorer, begun: false, lockedAt: null, shown: null };
  const { entry, status, points, updatedAt, lockedAt } = marking;
  const result = evaluateItem(item, entry, cycleYear);
  const exact = result.status === 'scored' ? exactText(result.exact) : '';
  return {
    accountId,
    scorer,
    begun: true,
    lockedAt,
    shown: visible ? { entry, status, points, exact, updatedAt } : null,
  };
}

/** Whether the viewer may see this marking of the place. */
export function maySee(place: MarkingPlace, marking: StoredMarking, viewer: Viewer): boolean {
  return seesMarking({
    own: marking.accountId === viewer.accountId,
    locked: marking.lockedAt !== null,
    blind: place.setting.blind,
    readsAll: mayDo(viewer, 'readAll'),
    scoresHere: scoresHere(place, viewer),
    ownLocked: Boolean(ownMarking(place, viewer)?.lockedAt),
  });
}

/** Whether the viewer may see every locked figure: only then may spread and proposal be shown. */
export function seesAll(place: MarkingPlace, viewer: Viewer): boolean {
  const locked = place.markings.filter(({ lockedAt }) => lockedAt !== null);
  return (
    (scoresHere(place, viewer) || mayDo(viewer, 'readAll')) &&
    locked.every((each) => maySee(place, each, viewer))
  );
}
