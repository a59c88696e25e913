import type { Kysely } from 'kysely';
import { NO_SUMS, enforcementLevel1Code } from '@shared/scoring/unitSums';
import { scaleHalfUp } from '@shared/domain/fraction';
import type { Points } from '@shared/domain/points';
import type { UnitSums } from '@shared/domain/totals';
import type { ItemView, UnitResult, UnitView } from '@shared/ipc/views';
import { foldScores } from '../../database/scoreRepository';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';
import { readCompositeParts } from './compositeParts';
import { parseFolded, type FoldedScore } from './foldedScores';

/** 最终分 to count in place of the stored ones, by unit, then item; hundredths. Places without a score stay without. */
export type ScoreChanges = ReadonlyMap<number, ReadonlyMap<number, Points>>;

const NO_CHANGES: ScoreChanges = new Map();

/** The sums of one unit, and the same per level-1 part of the base section. */
export interface UnitFigures {
  readonly sums: UnitSums;
  readonly parts: UnitResult['parts'];
}

/**
 * Sums of the stored scores, per unit. What does not belong to a unit (group, tags) is left aside even if a score of it
 * is stored. Practice page §7.1–4.
 *
 * @param unitIds  only these units; left out: all of the cycle.
 * @param onScore  told of every stored score that belongs to its unit, so that one reading serves several sums.
 * @param changes  what-if: counted instead of what is stored.
 */
export async function readUnitFigures(
  db: Kysely<Schema>,
  assessment: Assessment,
  unitIds?: readonly number[],
  onScore: OnScore = () => undefined,
  changes: ScoreChanges = NO_CHANGES,
): Promise<ReadonlyMap<number, UnitFigures>> {
  const wanted = unitIds ? unitIds.flatMap((id) => assessment.unitById.get(id) ?? []) : assessment.units;
  const averaged = assessment.system.system.settings.notApplicableMethod === 'groupAverage';
  // The mean of a group needs the whole group, whoever is asked for.
  const groupIds = new Set(wanted.map((unit) => unit.groupId));
  const read = averaged && unitIds ? assessment.units.filter((unit) => groupIds.has(unit.groupId)) : wanted;
  const lines = await foldScores(
    db,
    unitIds ? { unitIds: read.map((unit) => unit.id) } : { cycleId: assessment.cycle.id },
  );
  const addUp = figureAdder(assessment, onScore);
  const scores = (unit: UnitView): readonly FoldedScore[] =>
    withChanges(parseFolded(lines.get(unit.id) ?? ''), changes.get(unit.id));
  const averages = averaged ? groupMeans(assessment, read, scores) : NO_MEANS;
  const compositeOf = await readCompositeParts(db, assessment, unitIds);
  return new Map(
    wanted.map((unit) => {
      const figures = addUp(unit, scores(unit), averages.get(unit.groupId) ?? NO_MEAN);
      const composite = compositeOf?.(unit.id);
      return [unit.id, composite ? { ...figures, sums: { ...figures.sums, composite } } : figures];
    }),
  );
}

function withChanges(
  scores: readonly FoldedScore[],
  changes: ReadonlyMap<number, Points> | undefined,
): readonly FoldedScore[] {
  if (!changes) return scores;
  return scores.map((score) =>
    score.points === null ? score : { ...score, points: changes.get(score.itemId) ?? score.points },
  );
}

type Means = ReadonlyMap<number, Points>;
const NO_MEAN: Means = new Map();
const NO_MEANS: ReadonlyMap<number, Means> = new Map();

/** Mean score of each base item among the units of a group it belongs to, rounded half up once; by group, then item. */
function groupMeans(
  assessment: Assessment,
  units: readonly UnitView[],
  scoresOf: (unit: UnitView) => readonly FoldedScore[],
): ReadonlyMap<number, Means> {
  const sums = new Map<number, Map<number, { sum: number; count: number }>>();
  for (const unit of units) {
    const own = sums.get(unit.groupId) ?? new Map<number, { sum: number; count: number }>();
    sums.set(unit.groupId, own);
    const belonging = new Set(assessment.itemsOf(unit).map((item) => item.id));
    for (const { itemId, points } of scoresOf(unit)) {
      if (points === null || !belonging.has(itemId)) continue;
      const item = own.get(itemId) ?? { sum: 0, count: 0 };
      own.set(itemId, { sum: item.sum + points, count: item.count + 1 });
    }
  }
  return new Map(
    [...sums].map(([group, items]) => [
      group,
      new Map([...items].map(([id, { sum, count }]) => [id, scaleHalfUp(sum, 1, count)])),
    ]),
  );
}

type Method = 'proRata' | 'fullMark' | 'groupAverage';

/** What the units of one kind share: their items by id, and the sums over all of them. */
interface Table {
  readonly places: ReadonlyMap<number, Place>;
  readonly points: Points;
  readonly items: number;
  readonly enforcementPoints: Points;
  readonly partPoints: readonly Points[];
  readonly partItems: readonly number[];
}

interface Place {
  readonly item: ItemView;
  /** Index of its level-1 part among the base parts. */
  readonly part: number;
  readonly isEnforcement: boolean;
}

type FigureAdder = (unit: UnitView, scores: readonly FoldedScore[], means: Means) => UnitFigures;

export type OnScore = (item: ItemView, score: FoldedScore) => void;

function figureAdder(assessment: Assessment, onScore: OnScore): FigureAdder {
  const { notApplicableMethod } = assessment.system.system.settings;
  const placeOf = placeFinder(assessment);
  const tables = new Map<readonly ItemView[], Table>();
  const tableOf = (unit: UnitView): Table => {
    const items = assessment.itemsOf(unit);
    const table = tables.get(items) ?? makeTable(items.map(placeOf), assessment.parts.length);
    tables.set(items, table);
    return table;
  };
  return (unit, scores, means) => addUpUnit(tableOf(unit), scores, means, notApplicableMethod, onScore);
}

const partKey = (code: string, name: string): string => JSON.stringify([code, name]);

function placeFinder(assessment: Assessment): (item: ItemView) => Place {
  const parts = new Map(assessment.parts.map((part, index) => [partKey(part.code, part.name), index]));
  const enforcement = enforcementLevel1Code(assessment.items);
  return (item) => ({
    item,
    part: item.section === 'base' ? (parts.get(partKey(item.level1Code, item.level1Name)) ?? -1) : -1,
    isEnforcement: item.section === 'base' && item.level1Code === enforcement,
  });
}

function makeTable(places: readonly Place[], parts: number): Table {
  const base = places.filter(({ item }) => item.section === 'base');
  const points = (list: readonly Place[]): Points => list.reduce((sum, { item }) => sum + item.points, 0);
  const byPart = Array.from({ length: parts }, (_, part) => base.filter((place) => place.part === part));
  return {
    places: new Map(places.map((place) => [place.item.id, place])),
    points: points(base),
    items: base.length,
    enforcementPoints: points(base.filter((place) => place.isEnforcement)),
    partPoints: byPart.map(points),
    partItems: byPart.map((list) => list.length),
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface Running {
  readonly sums: Writable<UnitSums>;
  readonly parts: readonly Writable<UnitResult['parts'][number]>[];
}

function addUpUnit(
  table: Table,
  scores: readonly FoldedScore[],
  means: Means,
  method: Method,
  onScore: OnScore,
): UnitFigures {
  const running = start(table);
  for (const score of scores) {
    const place = table.places.get(score.itemId);
    if (!place) continue;
    onScore(place.item, score);
    if (place.item.section !== 'base') addOther(running.sums, place.item, score);
    else if (score.points === null) addAbsent(running, place, means, method);
    else addScored(running, place, score, score.points);
  }
  return running;
}

function start(table: Table): Running {
  return {
    sums: {
      ...NO_SUMS,
      belongingPoints: table.points,
      belongingItems: table.items,
      enforcementApplicable: table.enforcementPoints,
    },
    parts: table.partPoints.map((points, part) => ({
      scored: 0,
      applicable: points,
      unscored: table.partItems[part] ?? 0,
    })),
  };
}

function addScored({ sums, parts }: Running, place: Place, score: FoldedScore, points: Points): void {
  sums.scoredPoints += points;
  sums.scoredItems += 1;
  sums.caseFileSum += score.caseSum;
  sums.caseFileCount += score.caseCount;
  if (place.isEnforcement) sums.enforcementScored += points;
  const part = parts[place.part];
  if (!part) return;
  part.scored += points;
  part.unscored -= 1;
}

function addAbsent({ sums, parts }: Running, place: Place, means: Means, method: Method): void {
  const { item } = place;
  const { credit, leaves } = absence(item, means, method);
  sums.notApplicablePoints += item.points;
  sums.notApplicableItems += 1;
  if (method === 'groupAverage') {
    sums.notApplicableCredit += credit;
    if (leaves) sums.notApplicableWithoutAverage += item.points;
  }
  if (place.isEnforcement) sums.enforcementApplicable -= item.points;
  const part = parts[place.part];
  if (!part) return;
  part.scored += credit;
  part.unscored -= 1;
  if (leaves) part.applicable -= item.points;
}

/** What an item that does not apply earns, and whether it leaves the denominator. Practice page §7.4. */
function absence(item: ItemView, means: Means, method: Method): { credit: Points; leaves: boolean } {
  if (method === 'proRata') return { credit: 0, leaves: true };
  if (method === 'fullMark') return { credit: item.points, leaves: false };
  const mean = means.get(item.id);
  return { credit: mean ?? 0, leaves: mean === undefined };
}

function addOther(sums: Writable<UnitSums>, item: ItemView, score: FoldedScore): void {
  if (score.points === null) return;
  if (item.section === 'bonus') sums.bonus += score.points;
  if (item.section === 'deduction') sums.deduction += score.points;
  // A failing veto outweighs the one that only caps the grade.
  if (score.veto !== null && sums.veto !== 'fail') sums.veto = score.veto;
}
