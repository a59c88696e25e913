import type { Kysely } from 'kysely';
import { z } from 'zod';
import { hasConflict, type Actor } from '@shared/domain/role';
import { EMPTY_ENTRY, type ScoreEntry } from '@shared/domain/score';
import { belongsToUnit } from '@shared/domain/unit';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { listScorerAccounts } from '../../../database/assignmentRepository';
import { listClosedPlaces } from '../../../database/exchangeScoreRepository';
import { listMarkings } from '../../../database/markingRepository';
import type { Schema } from '../../../database/schema';
import { figuresOf } from '../../../database/scoreRepository';
import { assertMay } from '../../access/assertMay';
import type { Assessment } from '../../assessment/assessment';
import { mayScore } from '../../marking/readPlaces';
import type { TypedMarking } from '../../marking/storeMarkings';
import type { CellChange, CellKind } from '../merge/cellKind';
import { cellName } from '../merge/cellName';
import { entryLowers, entrySchema, entryText, isEmptyEntry, plainEntry } from './entryValue';
import { placeKey, placeOfCell, requirePlaceOfCell, type CellPlace } from './placeOfCell';
import { storeMergedMarkings, type MergedMarking } from './storeMergedMarkings';

export const MARKING_KIND = 'marking';

/** One of several scorers' own marking: null where there is none. */
export const markingSchema = entrySchema.extend({ locked: z.boolean() }).nullable();

export type MarkingValue = (ScoreEntry & { readonly locked: boolean }) | null;

/** The same value on every machine. */
export function plainMarking(value: MarkingValue): MarkingValue {
  if (!value || (isEmptyEntry(value) && !value.locked)) return null;
  return { ...plainEntry(value), locked: value.locked };
}

/** Unit, item and the scorer's account, by its uid. */
const placeOf = (assessment: Assessment, cell: string): CellPlace | undefined =>
  placeOfCell(MARKING_KIND, assessment, cell, 3);

/**
 * Markings of items that several people score, each scorer's own. What they come to follows from them here; drafts never
 * leave the scorer's seat (`scoresHandler`).
 */
export const markingCells: CellKind = {
  kind: MARKING_KIND,
  name: '多人评分',
  // A marking is its scorer's to say.
  ranks: { assessor: 3, office: 2, unit: 1 },

  async read(db, assessment, { unitIds, itemIds }) {
    const several = assessment.items
      .filter(({ id }) => assessment.markingOf(id) && (itemIds === null || itemIds.includes(id)))
      .map(({ id }) => id);
    if (several.length === 0) return [];
    const markings = await listMarkings(db, assessment.cycle.id, { unitIds, itemIds: several });
    return markings.flatMap(({ unitId, itemId, scorerUid, scorer, entry, lockedAt, updatedAt }) => {
      const unit = assessment.unitById.get(unitId);
      const item = assessment.itemById.get(itemId);
      const value = plainMarking({ ...entry, locked: lockedAt !== null });
      if (!unit || !item || !value) return [];
      return [
        {
          cell: cellName(MARKING_KIND, assessment, unit.code, item.code, scorerUid),
          value: JSON.stringify(value),
          at: lockedAt ?? updatedAt,
          person: scorer,
        },
      ];
    });
  },

  locate: placeOf,

  async write(writing, changes) {
    const { trx, workspace, assessment } = writing;
    assertMay(workspace, 'score');
    const accounts = new Map((await listScorerAccounts(trx)).map((account) => [account.uid, account]));
    const byScorer = new Map<Actor, MergedMarking[]>();
    for (const { cell, value } of changes) {
      const place = requirePlaceOfCell(MARKING_KIND, assessment, cell, 3);
      const scorer = accounts.get(place.rest[0] ?? '');
      if (!scorer) throw new Error(`no scorer for ${cell}`);
      const merged = toMerged(assessment, place, markingSchema.parse(value));
      const own = byScorer.get(scorer);
      if (own) own.push(merged);
      else byScorer.set(scorer, [merged]);
    }
    for (const [scorer, markings] of byScorer) await storeMergedMarkings(writing, scorer, markings);
  },

  text(value, assessment, cell) {
    const marking = markingSchema.parse(value);
    const place = placeOf(assessment, cell);
    if (!marking || !place) return '（没有评分）';
    // Nobody but the scorer sees a draft.
    if (!marking.locked) return '评分草稿（没有锁定）';
    return entryText(place.item, marking, assessment.cycle.year);
  },

  lowers(before, next, assessment, cell) {
    const place = placeOf(assessment, cell);
    const [was, is] = [markingSchema.parse(before), markingSchema.parse(next)];
    if (!place || !was?.locked) return false;
    return entryLowers(place.item, was, is?.locked ? is : null, assessment.cycle.year);
  },

  async refuses(db, assessment, offered) {
    const why = await markingRefusals(db, assessment, offered);
    const refused = new Map<string, string>();
    for (const change of offered) {
      const reason = why(change);
      if (reason !== '') refused.set(change.cell, reason);
    }
    return refused;
  },
};

function toMerged(
  { cycle }: Assessment,
  { unit, item }: CellPlace,
  value: MarkingValue,
): TypedMarking & { readonly locked: boolean } {
  const { locked, ...entry } = value ?? { ...EMPTY_ENTRY, locked: false };
  const figures = figuresOf(evaluateItem(item, entry, cycle.year));
  return { unitId: unit.id, itemId: item.id, entry, figures, locked };
}

async function markingRefusals(
  db: Kysely<Schema>,
  assessment: Assessment,
  offered: readonly CellChange[],
): Promise<(change: CellChange) => string> {
  const places = new Map(offered.map(({ cell }) => [cell, placeOf(assessment, cell)]));
  const unitIds = [...new Set([...places.values()].flatMap((place) => place?.unitId ?? []))];
  const closed = await listClosedPlaces(db, unitIds);
  const accounts = new Map((await listScorerAccounts(db)).map((account) => [account.uid, account]));
  return ({ cell, value }) => {
    const place = places.get(cell);
    if (!place) return '本考评库里没有这个单位或这项指标。';
    if (!belongsToUnit(place.item, place.unit)) return '这项指标不适用于这个单位。';
    if (!assessment.markingOf(place.itemId)) return '这项指标现在由一个人评分，不再收几位评分人的评分。';
    const over = closed.get(placeKey(place));
    if (over === 'exempt') return '已批准为缺项，不用评分。';
    // What the rule settled follows from the markings; what somebody decided does not.
    if (over === 'decided') return '已由考核办公室认定得分；确需重新评分的，请先解锁。';
    const scorer = accounts.get(place.rest[0] ?? '');
    if (!scorer) return '本考评库里没有这位评分人。';
    if (hasConflict(scorer, place.unit)) return `“${scorer.name}”属于这个单位，不能对本单位评分。`;
    if (!mayScore(scorer) || !assessment.isAssigned(place.itemId, scorer.accountId)) {
      return `这项指标现在没有分配给“${scorer.name}”评分。`;
    }
    const marking = markingSchema.safeParse(value).data;
    const isIncomplete =
      marking?.locked && evaluateItem(place.item, marking, assessment.cycle.year).status === 'unscored';
    return isIncomplete ? '评分没有填全，不能锁定。' : '';
  };
}
