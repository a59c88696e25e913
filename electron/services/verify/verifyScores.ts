import { sql, type Kysely, type Selectable } from 'kysely';
import type { Points } from '@shared/domain/points';
import { formatPoints } from '@shared/domain/points';
import type { ItemResult } from '@shared/domain/score';
import type { UnitView, VerifyFinding } from '@shared/ipc/views';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { totalUnit } from '@shared/scoring/totalUnit';
import { groupAverages, sumsOfUnit } from '@shared/scoring/unitSums';
import { figuresOf, toEntry } from '../../database/scoreRepository';
import { loadSystem } from '../../database/systemRepository';
import { listUnits } from '../../database/unitRepository';
import type { Schema, ScoreTable } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';
import { readCompositeParts } from '../totals/compositeParts';
import { computeCycle } from '../totals/computeCycle';
import type { Workspace } from '../workspace/workspace';
import { loadPlaceNames, type PlaceNames } from './placeNames';

/** Units whose scores are in memory at a time. */
const UNITS_AT_A_TIME = 100;

type StoredScore = Selectable<ScoreTable>;
type ResultsByCode = ReadonlyMap<string, ItemResult>;

/**
 * Evaluates every stored entry again and holds it against what is stored; then adds the results up without the
 * database and holds the sums against those the screens and workbooks show.
 */
export async function verifyScores(
  workspace: Workspace,
  assessment: Assessment,
  signal?: AbortSignal,
): Promise<{ readonly findings: readonly VerifyFinding[]; readonly checked: number }> {
  const findings: VerifyFinding[] = [];
  const results = new Map<number, ResultsByCode>();
  let checked = 0;
  const judged: Judged = { ...assessment, year: assessment.cycle.year };
  for (let from = 0; from < assessment.units.length; from += UNITS_AT_A_TIME) {
    signal?.throwIfAborted();
    const units = assessment.units.slice(from, from + UNITS_AT_A_TIME);
    const rows = await readScores(workspace.reader, units);
    checked += rows.length;
    const byUnit = new Map(units.map((unit) => [unit.id, new Map<string, ItemResult>()]));
    for (const row of rows) {
      const verified = verifyScore(row, judged);
      if (verified.finding) findings.push(verified.finding);
      // Without its steps: a province has hundreds of thousands of results.
      if (verified.code) byUnit.get(row.unit_id)?.set(verified.code, withAdjustment(verified.result, row));
    }
    for (const [unitId, own] of byUnit) results.set(unitId, own);
  }
  const earlier = await verifyEarlierScores(workspace, assessment, signal);
  findings.push(...earlier.findings);
  checked += earlier.checked;
  findings.push(...(await verifyHistory(workspace.reader)));
  findings.push(...(await verifyTotals(workspace, assessment, results)));
  return { findings, checked };
}

/** 最终分 is what the totals add up; its steps are not needed for them. */
function withAdjustment(result: ItemResult, { adjustment }: StoredScore): ItemResult {
  if (result.status !== 'scored') return { ...result, steps: [] };
  return { ...result, points: result.points + adjustment, steps: [] };
}

/** Scores of earlier years, each by the indicator system of its own year. */
async function verifyEarlierScores(
  { reader }: Workspace,
  current: Assessment,
  signal?: AbortSignal,
): Promise<{ readonly findings: readonly VerifyFinding[]; readonly checked: number }> {
  const findings: VerifyFinding[] = [];
  let checked = 0;
  const cycles = await reader.selectFrom('cycle').select(['id', 'year', 'system_id']).execute();
  for (const { id, year, system_id: systemId } of cycles.filter((cycle) => cycle.id !== current.cycle.id)) {
    const { items } = await loadSystem(reader, systemId);
    const units = await listUnits(reader, id);
    const judged: Judged = {
      year,
      itemById: new Map(items.map((item) => [item.id, item])),
      unitById: new Map(units.map((unit) => [unit.id, unit])),
    };
    for (let from = 0; from < units.length; from += UNITS_AT_A_TIME) {
      signal?.throwIfAborted();
      const rows = await readScores(reader, units.slice(from, from + UNITS_AT_A_TIME));
      checked += rows.length;
      findings.push(...rows.flatMap((row) => verifyScore(row, judged).finding ?? []));
    }
  }
  return { findings, checked };
}

async function readScores(db: Kysely<Schema>, units: readonly UnitView[]): Promise<StoredScore[]> {
  return db
    .selectFrom('score')
    .selectAll()
    .where(
      'unit_id',
      'in',
      units.map(({ id }) => id),
    )
    .execute();
}

/** What a stored score is judged by. */
type Judged = Pick<Assessment, 'itemById' | 'unitById'> & { readonly year: number };

function verifyScore(
  row: StoredScore,
  judged: Judged,
): { readonly code: string; readonly result: ItemResult; readonly finding?: VerifyFinding } {
  const item = judged.itemById.get(row.item_id);
  const place = placeOf(judged, row.unit_id, row.item_id);
  const nothing: ItemResult = { status: 'unscored', problems: [], steps: [] };
  if (!item) {
    const finding = { kind: 'score', message: '得分记在本年度指标体系以外的指标上', place } as const;
    return { code: '', result: nothing, finding };
  }
  const result = readEntry(row, (entry) => evaluateItem(item, entry, judged.year, row.settled === 1));
  if (result === null) {
    return {
      code: item.code,
      result: nothing,
      finding: { kind: 'score', message: '评分输入读不出来', place },
    };
  }
  const figures = figuresOf(result);
  const same =
    figures.status === row.status &&
    figures.points === row.points &&
    figures.veto === row.veto &&
    figures.caseSum === row.case_sum &&
    figures.caseCount === row.case_count;
  if (same) return { code: item.code, result };
  const message = `存的是${shown(row.status, row.points)}，按评分输入重算是${shown(figures.status, figures.points)}`;
  return { code: item.code, result, finding: { kind: 'score', message, place } };
}

function readEntry(
  row: StoredScore,
  evaluate: (entry: ReturnType<typeof toEntry>) => ItemResult,
): ItemResult | null {
  try {
    return evaluate(toEntry(row));
  } catch {
    // Valid JSON of another shape: only a hand in the database makes it.
    return null;
  }
}

function shown(status: StoredScore['status'], points: Points | null): string {
  if (status === 'notApplicable') return '不适用';
  return status === 'unscored' || points === null ? '未评分' : `${formatPoints(points)}分`;
}

function placeOf({ unitById, itemById }: Judged, unitId: number, itemId: number): string {
  return `${unitById.get(unitId)?.name ?? `单位#${unitId}`} · ${itemById.get(itemId)?.code ?? `指标#${itemId}`}`;
}

/** What stands as the score must be the last thing the history says was saved. */
async function verifyHistory(db: Kysely<Schema>): Promise<VerifyFinding[]> {
  const result = await sql<{ unit_id: number; item_id: number }>`
    SELECT s.unit_id, s.item_id FROM score s
    LEFT JOIN score_history h ON h.id = (
      SELECT max(l.id) FROM score_history l WHERE l.unit_id = s.unit_id AND l.item_id = s.item_id)
    WHERE h.id IS NULL
      OR (s.revision, s.inputs, s.direct_points, s.not_applicable, s.reason, s.scorer, s.status, s.settled,
          s.updated_at)
        IS NOT (h.revision, h.inputs, h.direct_points, h.not_applicable, h.reason, h.scorer, h.status, h.settled,
          h.at)
      OR s.points IS NOT h.points
    LIMIT 200`.execute(db);
  const names = await loadPlaceNames(db);
  const changed = result.rows.map((row) => ({
    kind: 'score' as const,
    message: '当前得分与最后一次保存的记录不一致，可能在软件之外被改动',
    place: names.place(row.unit_id, row.item_id),
  }));
  return [...changed, ...(await verifyNoneGone(db, names))];
}

/** A cleared score keeps its row; one with a history and no row was taken out by another hand. */
async function verifyNoneGone(db: Kysely<Schema>, names: PlaceNames): Promise<VerifyFinding[]> {
  const result = await sql<{ unit_id: number; item_id: number }>`
    SELECT DISTINCT h.unit_id, h.item_id FROM score_history h
    WHERE NOT EXISTS (SELECT 1 FROM score s WHERE s.unit_id = h.unit_id AND s.item_id = h.item_id)
    LIMIT 200`.execute(db);
  return result.rows.map((row) => ({
    kind: 'score',
    message: '有保存记录，评分却不见了，可能在软件之外被删除',
    place: names.place(row.unit_id, row.item_id),
  }));
}

async function verifyTotals(
  workspace: Workspace,
  assessment: Assessment,
  results: ReadonlyMap<number, ResultsByCode>,
): Promise<VerifyFinding[]> {
  const { settings } = assessment.system.system;
  const shownTotals = new Map((await computeCycle(workspace)).units.map((unit) => [unit.id, unit]));
  const compositeOf = await readCompositeParts(workspace.reader, assessment);
  const averages = new Map(
    assessment.groups.map((group) => [
      group.id,
      groupAverages(
        assessment.items,
        assessment.units
          .filter(({ groupId }) => groupId === group.id)
          .map(({ id }) => results.get(id) ?? new Map()),
      ),
    ]),
  );
  return assessment.units.flatMap((unit) => {
    const own = results.get(unit.id) ?? new Map<string, ItemResult>();
    const sums = sumsOfUnit(assessment.items, unit, own, averages.get(unit.groupId), compositeOf?.(unit.id));
    const total = totalUnit(sums, settings);
    const other = shownTotals.get(unit.id);
    if (other?.final === total.final && other.raw === total.raw && other.applicable === total.applicable)
      return [];
    const message = `显示的最终得分是${other ? formatPoints(other.final) : '无'}，逐项重算是${formatPoints(total.final)}`;
    return [{ kind: 'total' as const, message, place: unit.name }];
  });
}
