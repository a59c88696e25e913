import type { Kysely } from 'kysely';
import { handedOutOf, type HandedOut } from '@shared/exchange/handedOut';
import { listHandingsOut } from '../../database/exchangeScoreRepository';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';

/** One 评分包 as it left. */
export interface Handout extends HandedOut {
  /** Id of the package. */
  readonly uid: string;
}

/** Everything handed out to scorers this year, the oldest first. */
export async function listHandouts(
  db: Kysely<Schema>,
  { cycle }: Pick<Assessment, 'cycle'>,
): Promise<readonly Handout[]> {
  return (await listHandingsOut(db, cycle.id)).flatMap(({ uid, summary }) => {
    const handedOut = handedOutOf(summary);
    return handedOut ? [{ uid, ...handedOut }] : [];
  });
}

/** Places one scorer was handed. */
export interface HandedPlaces {
  readonly scorer: HandedOut['scorer'];
  readonly unitIds: readonly number[];
  readonly itemIds: readonly number[];
  /** Whether a place is among them. A later 评分包 adds to those before. */
  has(unitId: number, itemId: number): boolean;
}

/** What a scorer was handed with one 评分包 and all others; undefined where none has this id. */
export function handedWith(
  handouts: readonly Handout[],
  { unitByCode, itemByCode }: Pick<Assessment, 'unitByCode' | 'itemByCode'>,
  packageUid: string,
): HandedPlaces | undefined {
  const answered = handouts.find(({ uid }) => uid === packageUid);
  if (!answered) return undefined;
  const own = handouts.filter(({ scorer }) => scorer.uid === answered.scorer.uid);
  const parts = own.map(({ unitCodes, itemCodes }) => ({
    units: new Set(unitCodes.flatMap((code) => unitByCode.get(code)?.id ?? [])),
    items: new Set(itemCodes.flatMap((code) => itemByCode.get(code)?.id ?? [])),
  }));
  return {
    scorer: answered.scorer,
    unitIds: [...new Set(parts.flatMap(({ units }) => [...units]))],
    itemIds: [...new Set(parts.flatMap(({ items }) => [...items]))],
    has: (unitId, itemId) => parts.some(({ units, items }) => units.has(unitId) && items.has(itemId)),
  };
}
