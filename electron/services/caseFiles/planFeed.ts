import type { Kysely } from 'kysely';
import { formatPoints, shortPoints } from '@shared/domain/points';
import type { CaseReviewRule } from '@shared/domain/rule';
import { EMPTY_ENTRY, type ItemResult, type ScoreEntry } from '@shared/domain/score';
import type { FeedRow } from '@shared/ipc/practice/caseFile';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { evaluateItem } from '@shared/scoring/evaluateItem';
import { formatInputs } from '@shared/tables/inputText';
import {
  countCaseFiles,
  listDraws,
  listPicks,
  listZeroReports,
  type StoredPick,
} from '../../database/caseFileRepository';
import { listCaseResults, type StoredCaseResult } from '../../database/caseReviewRepository';
import { listEntriesAt, type StoredEntry } from '../../database/scoreRepository';
import type { Schema } from '../../database/schema';
import type { Assessment } from '../assessment/assessment';
import { caseDrawMissing } from '@shared/errors/caseFile';

/** Name under which results are written into items. */
export const CASE_REVIEW_SCORER = '案卷评查';

/** A row of the preview with what is to be stored; no entry where it is blocked. */
export interface PlannedFeed {
  readonly row: FeedRow;
  readonly entry: ScoreEntry | null;
  readonly result: ItemResult | null;
}

/** What the draw in force says about every unit, read once. */
interface DrawFacts {
  /** Begins every reason, so that an earlier one of ours is found again. */
  readonly name: string;
  /** Unit id and type → files of the list. */
  readonly available: ReadonlyMap<string, number>;
  readonly submitted: ReadonlySet<number>;
  /** Unit id and type → files to be reviewed. */
  readonly picks: ReadonlyMap<string, readonly StoredPick[]>;
  /** Unit id and type of files that were drawn and taken out again: secret, or before a court. */
  readonly withdrawn: ReadonlySet<string>;
  readonly results: ReadonlyMap<number, StoredCaseResult>;
}

const placeOf = (unitId: number, type: string): string => `${unitId} ${type}`;

/**
 * What the results of the draw in force come to in every linked item of every unit. Practice page §6 kind 10, §10: the
 * scores of the files; 得分=无 where the unit's list holds no such file, or none that can be reviewed; 未报送=是 where it
 * handed no list in.
 *
 * @throws {AppError} CASE_DRAW_MISSING
 */
export async function planFeed(db: Kysely<Schema>, assessment: Assessment): Promise<PlannedFeed[]> {
  const facts = await readFacts(db, assessment);
  const places = assessment.units.flatMap((unit) =>
    assessment
      .itemsOf(unit)
      .filter(({ rules }) => rules.some(({ kind }) => kind === 'caseReview'))
      .map((item) => ({ unit, item })),
  );
  const stored = await listEntriesAt(
    db,
    places.map(({ unit, item }) => ({ unitId: unit.id, itemId: item.id })),
  );
  const standing = new Map(stored.map((entry) => [`${entry.unitId} ${entry.itemId}`, entry]));
  return places.map(({ unit, item }) =>
    planOne(assessment, facts, unit, item, standing.get(`${unit.id} ${item.id}`)),
  );
}

async function readFacts(db: Kysely<Schema>, { cycle }: Assessment): Promise<DrawFacts> {
  const draws = await listDraws(db, cycle.id);
  const draw = draws.at(-1);
  if (!draw) throw caseDrawMissing();
  const counts = await countCaseFiles(db, draw.listId);
  const zero = await listZeroReports(db, draw.listId);
  const picks = new Map<string, StoredPick[]>();
  const withdrawn = new Set<string>();
  for (const pick of await listPicks(db, draw.id)) {
    const place = placeOf(pick.unitId, pick.type);
    if (pick.state === 'replaced') withdrawn.add(place);
    if (pick.state !== 'active') continue;
    const own = picks.get(place);
    if (own) own.push(pick);
    else picks.set(place, [pick]);
  }
  return {
    name: `案卷评查（第${draws.length}次抽取，种子 ${draw.seed}）`,
    available: new Map(counts.map(({ unitId, type, files }) => [placeOf(unitId, type), files])),
    submitted: new Set([...counts, ...zero].map(({ unitId }) => unitId)),
    ...{ picks, withdrawn },
    results: await listCaseResults(db, draw.id),
  };
}

interface FedRule {
  readonly inputs: Readonly<Record<string, string>>;
  readonly reason: string;
}

function planOne(
  assessment: Assessment,
  facts: DrawFacts,
  unit: UnitView,
  item: ItemView,
  stored: StoredEntry | undefined,
): PlannedFeed {
  const year = assessment.cycle.year;
  const standing = stored?.entry ?? null;
  const before = pointsOf(standing && evaluateItem(item, standing, year));
  const place = {
    ...{ unitId: unit.id, unitName: unit.name, itemId: item.id, itemCode: item.code, itemName: item.name },
    before,
  };
  const blocked = (note: string): PlannedFeed => ({
    row: { ...place, input: '', after: null, change: 'blocked', note },
    entry: null,
    result: null,
  });
  if (assessment.markingOf(item.id)) return blocked('这项指标由多人评分，不能自动写入');
  if (standing?.notApplicable) return blocked('已按不适用处理');
  const fed = new Map<number, FedRule>();
  for (const [index, rule] of item.rules.entries()) {
    if (rule.kind !== 'caseReview') continue;
    const outcome = feedRule(facts, unit, rule);
    if (typeof outcome === 'string') return blocked(outcome);
    fed.set(index, outcome);
  }
  const entry = entryOf(item, standing ?? EMPTY_ENTRY, fed, facts.name);
  const result = evaluateItem(item, entry, year);
  const [problem] = result.problems;
  if (problem) return blocked(problem.message);
  const same = standing !== null && stored?.scorer === CASE_REVIEW_SCORER && isSame(standing, entry);
  const byHand = stored && stored.scorer !== CASE_REVIEW_SCORER && !isBlank(stored.entry);
  const missing = entry.inputs.some((inputs) => inputs['未报送'] === '是');
  const notes = [
    missing ? '没有报送目录，不得分' : '',
    byHand ? `将覆盖${stored.scorer || '他人'}的评分` : '',
    result.status === 'unscored' ? '其他规则还没有填写' : '',
  ];
  return {
    row: {
      ...place,
      input: formatInputs(item, entry.inputs),
      after: pointsOf(result),
      change: same ? 'same' : stored && !isBlank(stored.entry) ? 'changed' : 'new',
      note: notes.filter((note) => note !== '').join('；'),
    },
    entry,
    result,
  };
}

/** Inputs of one rule with their reason; a text says why there can be none yet. */
function feedRule(facts: DrawFacts, unit: UnitView, rule: CaseReviewRule): FedRule | string {
  const type = rule.fileType;
  if (rule.fullScore !== '100') return `评分规则的满分是 ${rule.fullScore}，不是 100，不能自动写入`;
  if (!facts.submitted.has(unit.id)) return { inputs: { 未报送: '是' }, reason: '应报送案卷目录而没有报送' };
  const place = placeOf(unit.id, type);
  if (!facts.available.get(place)) return { inputs: { 得分: '无' }, reason: `目录里没有${type}案卷` };
  const picks = facts.picks.get(place) ?? [];
  if (picks.length === 0 && facts.withdrawn.has(place)) {
    return { inputs: { 得分: '无' }, reason: `抽到的${type}案卷都不能评查，已撤下` };
  }
  if (picks.length === 0) return `这次没有抽取${type}案卷`;
  const open = picks.filter(({ id }) => !facts.results.has(id)).length;
  if (open > 0) return `还有 ${open} 份${type}案卷没有评查结果`;
  const results = picks.flatMap((pick) => {
    const result = facts.results.get(pick.id);
    return result ? [{ pick, result }] : [];
  });
  const files = results.map(
    ({ pick, result }) => `${pick.number} ${formatPoints(result.score)}（${result.grade}）`,
  );
  return {
    inputs: { 得分: results.map(({ result }) => shortPoints(result.score)).join('|') },
    reason: `${type}案卷 ${files.join('、')}`,
  };
}

/** Inputs of other rules stay; of the reason, what others wrote stays and an earlier line of ours goes. */
function entryOf(
  item: ItemView,
  standing: ScoreEntry,
  fed: ReadonlyMap<number, FedRule>,
  name: string,
): ScoreEntry {
  const inputs = item.rules.map((_rule, index) => fed.get(index)?.inputs ?? standing.inputs[index] ?? {});
  const reason = `${name}：${[...fed.values()].map((rule) => rule.reason).join('；')}`;
  const others = fed.size === item.rules.length ? [] : standing.reason.split('\n').filter(isNotOurs);
  return { inputs, points: '', notApplicable: false, reason: [...others, reason].join('\n') };
}

const isNotOurs = (line: string): boolean => line.trim() !== '' && !line.startsWith('案卷评查（第');

function isSame(one: ScoreEntry, other: ScoreEntry): boolean {
  const facts = ({ inputs, points, reason, notApplicable }: ScoreEntry): string =>
    JSON.stringify([inputs, points, reason, notApplicable]);
  return facts(one) === facts(other);
}

const isBlank = ({ inputs, points }: ScoreEntry): boolean =>
  points === '' && inputs.every((record) => Object.values(record).every((value) => value === ''));

const pointsOf = (result: ItemResult | null): number | null =>
  result?.status === 'scored' ? result.points : null;
