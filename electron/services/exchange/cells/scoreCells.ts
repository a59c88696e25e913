import type { Kysely } from 'kysely';
import { z } from 'zod';
import { hasConflict, namesUnit, type Actor } from '@shared/domain/role';
import { isSameName } from '@shared/domain/sameName';
import { EMPTY_ENTRY, type ScoreEntry } from '@shared/domain/score';
import { belongsToUnit } from '@shared/domain/unit';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { listUnitsOfAccounts } from '../../../database/accountRepository';
import { listScorerAccounts, type ScorerAccount } from '../../../database/assignmentRepository';
import { listClosedPlaces, listEnteredScores, type Closed } from '../../../database/exchangeScoreRepository';
import type { Schema } from '../../../database/schema';
import { figuresOf, type ScoreToStore } from '../../../database/scoreRepository';
import { assertMay } from '../../access/assertMay';
import type { Assessment } from '../../assessment/assessment';
import { mayScore } from '../../marking/readPlaces';
import { assertNotExempt } from '../../scores/assertNotExempt';
import { storeScoresIn } from '../../scores/storeScores';
import type { CellChange, CellKind } from '../merge/cellKind';
import { cellName } from '../merge/cellName';
import { entryLowers, entrySchema, entryText, isEmptyEntry, plainEntry } from './entryValue';
import { placeKey, placeOfCell, requirePlaceOfCell, type CellPlace } from './placeOfCell';

export const SCORE_KIND = 'score';

/** What one person scored, and who: null where nothing is entered. */
export const scoreSchema = entrySchema.extend({ scorer: z.string().max(500) }).nullable();

export type ScoreValue = (ScoreEntry & { readonly scorer: string }) | null;

/** The same value on every machine. */
export function plainScore(value: ScoreValue): ScoreValue {
  return value && !isEmptyEntry(value) ? { ...plainEntry(value), scorer: value.scorer } : null;
}

const placeOf = (assessment: Assessment, cell: string): CellPlace | undefined =>
  placeOfCell(SCORE_KIND, assessment, cell, 2);

/** Scores of items that one person scores. What was decided from several markings is no cell: it follows from them. */
export const scoreCells: CellKind = {
  kind: SCORE_KIND,
  name: '评分',
  ranks: { office: 3, assessor: 2, unit: 1 },

  async read(db, assessment, { unitIds, itemIds }) {
    const scores = await listEnteredScores(db, unitIds, itemIds);
    return scores.flatMap(({ unitId, itemId, entry, scorer, updatedAt }) => {
      const unit = assessment.unitById.get(unitId);
      const item = assessment.itemById.get(itemId);
      const value = plainScore({ ...entry, scorer });
      if (!unit || !item || !value || assessment.markingOf(itemId)) return [];
      return [
        {
          cell: cellName(SCORE_KIND, assessment, unit.code, item.code),
          value: JSON.stringify(value),
          at: updatedAt,
          person: scorer,
        },
      ];
    });
  },

  locate: placeOf,

  async write({ trx, workspace, assessment, audit, now, subject, reason }, changes) {
    assertMay(workspace, 'score');
    const scores = changes.map(({ cell, value }): ScoreToStore => {
      const place = requirePlaceOfCell(SCORE_KIND, assessment, cell, 2);
      const { scorer, ...entry } = scoreSchema.parse(value) ?? { ...EMPTY_ENTRY, scorer: '' };
      const figures = figuresOf(evaluateItem(place.item, entry, assessment.cycle.year));
      return { unitId: place.unitId, itemId: place.itemId, entry, figures, scorer };
    });
    await assertNotExempt(trx, assessment, scores);
    await storeScoresIn(trx, assessment, scores, { action: 'score.merge', subject, reason }, now, audit);
  },

  text(value, assessment, cell) {
    const score = scoreSchema.parse(value);
    const place = placeOf(assessment, cell);
    if (!score || !place) return '（没有评分）';
    const by = score.scorer === '' ? '' : `（${score.scorer}）`;
    return `${entryText(place.item, score, assessment.cycle.year)}${by}`;
  },

  lowers(before, next, assessment, cell) {
    const place = placeOf(assessment, cell);
    if (!place) return false;
    const [was, is] = [scoreSchema.parse(before), scoreSchema.parse(next)];
    return entryLowers(place.item, was, is, assessment.cycle.year);
  },

  async refuses(db, assessment, offered, from = 'package') {
    const why = await scoreRefusals(db, assessment, offered, from);
    const refused = new Map<string, string>();
    for (const change of offered) {
      const reason = why(change);
      if (reason !== '') refused.set(change.cell, reason);
    }
    return refused;
  },
};

const CLOSED: Readonly<Record<Closed, string>> = {
  exempt: '已批准为缺项，不用评分。',
  settled: '已由几位评分人的评分认定得分。',
  decided: '已由考核办公室认定得分。',
};

async function scoreRefusals(
  db: Kysely<Schema>,
  assessment: Assessment,
  offered: readonly CellChange[],
  from: 'package' | 'here',
): Promise<(change: CellChange) => string> {
  const places = new Map(offered.map(({ cell }) => [cell, placeOf(assessment, cell)]));
  const unitIds = [...new Set([...places.values()].flatMap((place) => place?.unitId ?? []))];
  const closed = await listClosedPlaces(db, unitIds);
  const ofUnits = await listUnitsOfAccounts(db);
  const accounts = await listScorerAccounts(db);
  return ({ cell, value }) => {
    const place = places.get(cell);
    if (!place) return '本考评库里没有这个单位或这项指标。';
    if (!belongsToUnit(place.item, place.unit)) return '这项指标不适用于这个单位。';
    if (assessment.markingOf(place.itemId)) return '这项指标由几位评分人分别评分，不能直接写入得分。';
    const over = closed.get(placeKey(place));
    if (over) return CLOSED[over];
    const scorer = scoreSchema.safeParse(value).data?.scorer ?? '';
    if (isOfUnit(scorer, place, ofUnits)) return `“${scorer}”属于这个单位，不能对本单位评分。`;
    if (from === 'package' && hasLost(scorer, place, accounts, assessment)) {
      return `这项指标现在没有分配给“${scorer}”评分。`;
    }
    return '';
  };
}

/** Whether somebody who was handed an item may not score it any more. A name nobody has here tells nothing. */
function hasLost(
  scorer: string,
  { itemId }: CellPlace,
  accounts: readonly ScorerAccount[],
  { isAssigned }: Assessment,
): boolean {
  const own = accounts.filter(({ name }) => scorer !== '' && isSameName(name, scorer));
  const may = (account: ScorerAccount): boolean =>
    mayScore(account) &&
    (account.allItems || account.roles.includes('officeAdmin') || isAssigned(itemId, account.accountId));
  return own.length > 0 && !own.some(may);
}

/** Nobody scores the unit they belong to. Product rule 3. */
function isOfUnit(
  scorer: string,
  { unit }: CellPlace,
  ofUnits: readonly Pick<Actor, 'name' | 'unitCode'>[],
): boolean {
  if (scorer === '') return false;
  return (
    namesUnit(scorer, unit) || ofUnits.some((one) => hasConflict(one, unit) && isSameName(one.name, scorer))
  );
}
