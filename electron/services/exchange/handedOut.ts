import type { Kysely } from 'kysely';
import { handedOutOf, type HandedOut } from '@shared/exchange/handedOut';
import { listHandingsOut } from '../../database/exchangeScoreRepository';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';
import type { PackageContents } from './kinds/packageHandler';

/** One 评分包 as it left. */
export interface Handout extends HandedOut {
  /** Id of the package. */
  readonly uid: string;
  readonly createdAt: string;
}

/** Everything this workspace handed out to scorers this year, or at a scorer's seat was handed, the oldest first. */
export async function listHandouts(
  db: Kysely<Schema>,
  { cycle }: Pick<Assessment, 'cycle'>,
  direction: 'out' | 'in' = 'out',
): Promise<readonly Handout[]> {
  return (await listHandingsOut(db, cycle.id, direction)).flatMap(({ uid, createdAt, summary }) => {
    const handedOut = handedOutOf(summary);
    return handedOut ? [{ uid, createdAt, ...handedOut }] : [];
  });
}

/** What a 评分包 hands out, for the ledger of the seat it came to; undefined for another kind of package. */
export function handedOutIn({ manifest, data }: PackageContents): HandedOut | undefined {
  const [scorer] = data.scorers ?? [];
  if (manifest.kind !== 'assign' || !scorer) return undefined;
  return {
    scorer: { uid: scorer.uid, name: scorer.name },
    unitCodes: (data.units ?? []).map(({ code }) => code),
    itemCodes: (data.assignments ?? []).map(({ item }) => item),
    ...(data.duties ? { duties: data.duties.map(({ item }) => item) } : {}),
  };
}

/** Places one scorer was handed. */
export interface HandedPlaces {
  readonly scorer: HandedOut['scorer'];
  /** What the scorer's account was called in any of them: who is renamed stays the same. */
  readonly names: readonly string[];
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
    names: [...new Set(own.map(({ scorer }) => scorer.name))],
    unitIds: [...new Set(parts.flatMap(({ units }) => [...units]))],
    itemIds: [...new Set(parts.flatMap(({ items }) => [...items]))],
    has: (unitId, itemId) => parts.some(({ units, items }) => units.has(unitId) && items.has(itemId)),
  };
}
