import { stageOf } from '@shared/domain/cycleState';
import { hasConflict, mayDo } from '@shared/domain/role';
import { comparisonUnknown } from '@shared/errors/result';
import type { Request } from '@shared/ipc/contract';
import type { CycleResult, ItemView, UnitView } from '@shared/ipc/views';
import { compareItem, comparePart, type ItemYear, type PartYear } from '@shared/years/compareAcrossUnits';
import { compareUnit, type UnitYear, type UnitYearItem } from '@shared/years/compareUnit';
import { MOST_YEARS, type ComparedYear, type YearComparison, type YearScore } from '@shared/years/comparison';
import { overviewOf, type YearOverview } from '@shared/years/overview';
import type { StoredCycle } from '../../database/cycleRepository';
import { findLatestResult, listCycles } from '../../database/resultRepository';
import { hasPriorScores, listPriorScoresOfItem } from '../../database/priorScoreRepository';
import { listScoresOfItem, listScoresOfUnit } from '../../database/scoreRepository';
import { listPriorScores } from '../../database/sheetRepository';
import { assertMay, assertMayFor } from '../access/assertMay';
import { maySeeScore, maySeeTotal } from '../access/assertMaySee';
import { maySeeRanks } from '../access/maySeeRanks';
import { readAssessmentOf, type Assessment } from '../assessment/assessment';
import { computeCycle } from '../totals/computeCycle';
import { readSnapshot } from '../workspace/readSnapshot';
import type { Workspace } from '../workspace/workspace';

/** A year kept in this workspace. */
interface KeptYear extends ComparedYear {
  readonly basis: 'approved' | 'provisional';
  readonly assessment: Assessment;
  /** Totals of all units; computed for the first who asks, because an item's comparison needs none. */
  result(): Promise<CycleResult>;
}

/** The years to compare, earliest first; `carried`: the earliest still knows the scores of the year before it. */
interface Kept {
  readonly years: readonly KeptYear[];
  readonly carried: boolean;
}

const CARRIED_NOTE = (year: number): string =>
  `${year}年度没有在本库考评，只有随上年得分带来的逐项得分，没有总分、名次和得分率。`;
const PROVISIONAL_NOTE = '暂计的年度还没有审定，得分会变。';
const CHANGED_NOTE = '标“口径有变”的，各年度的指标、分值或评分标准不同，比较时请留意。';

/**
 * Up to three years of one unit, one item or one level-1 part side by side: approved years by their frozen figures,
 * others as they stand. Units and items are the same by code, parts by name.
 *
 * @throws {AppError} COMPARISON_UNKNOWN, NOT_PERMITTED, NOT_YOUR_UNIT
 */
export async function compareYears(
  workspace: Workspace,
  request: Request<'years:compare'>,
): Promise<YearComparison> {
  if (request.by !== 'unit') assertMay(workspace, 'readAll');
  return readSnapshot(workspace, async (snapshot) => {
    const kept = await readYears(snapshot);
    if (request.by === 'unit') return unitComparison(snapshot, kept, request.code.trim());
    if (request.by === 'item') return itemComparison(snapshot, kept, request.code.trim());
    return partComparison(kept, request.name.trim());
  });
}

/** All units, groups and level-1 parts over up to three years kept here. @throws {AppError} NOT_PERMITTED */
export async function getYearOverview(workspace: Workspace): Promise<YearOverview> {
  assertMay(workspace, 'readAll');
  return readSnapshot(workspace, readYearOverview);
}

/** The same for those who read a snapshot of their own. */
export async function readYearOverview(snapshot: Workspace): Promise<YearOverview> {
  const { years } = await readYears(snapshot);
  const overview: Parameters<typeof overviewOf>[0][number][] = [];
  for (const { year, basis, result } of years) {
    const { parts, units } = await result();
    overview.push({ year, basis, parts, units });
  }
  return overviewOf(overview);
}

async function readYears(snapshot: Workspace): Promise<Kept> {
  const cycles = (await listCycles(snapshot.reader)).slice(0, MOST_YEARS).toReversed();
  const years: KeptYear[] = [];
  for (const cycle of cycles) years.push(await readYear(snapshot, cycle));
  const [first] = cycles;
  const carried =
    first !== undefined && cycles.length < MOST_YEARS && (await hasPriorScores(snapshot.reader, first.id));
  return { years, carried };
}

async function readYear(snapshot: Workspace, cycle: StoredCycle): Promise<KeptYear> {
  const isFrozen = cycle.state === 'approved' || cycle.state === 'archived';
  const approved = isFrozen && (await findLatestResult(snapshot.reader, cycle.id)) !== undefined;
  const assessment = await readAssessmentOf(snapshot.reader, cycle);
  let computed: Promise<CycleResult> | undefined;
  return {
    year: cycle.year,
    basis: approved ? 'approved' : 'provisional',
    assessment,
    result: () => (computed ??= computeCycle(snapshot, { assessment })),
  };
}

function comparison(
  title: string,
  years: readonly ComparedYear[],
  rows: YearComparison['rows'],
): YearComparison {
  const carried = years.find(({ basis }) => basis === 'carried');
  return {
    title,
    years: years.map(({ year, basis }) => ({ year, basis })),
    rows,
    notes: [
      ...(carried ? [CARRIED_NOTE(carried.year)] : []),
      ...(years.some(({ basis }) => basis === 'provisional') ? [PROVISIONAL_NOTE] : []),
      ...(rows.some(({ changed }) => changed !== '') ? [CHANGED_NOTE] : []),
    ],
  };
}

async function unitComparison(snapshot: Workspace, kept: Kept, code: string): Promise<YearComparison> {
  const known = kept.years.findLast(({ assessment }) => assessment.unitByCode.has(code));
  const unit = known?.assessment.unitByCode.get(code);
  if (!unit) throw comparisonUnknown({ what: `单位编码“${code}”` });
  const seen = visibleYears(snapshot, unit, kept.years);
  if (seen.length === 0) throw comparisonUnknown({ what: '已经反馈、可以查看的得分' });
  const years: UnitYear[] = [];
  const latest = kept.years.at(-1)?.assessment;
  if (!latest) throw comparisonUnknown({ what: `单位编码“${code}”` });
  for (const year of seen) years.push(await unitYear(snapshot, year, latest, code));
  const carried = kept.carried
    ? await carriedUnitYear(snapshot, { ...kept, years: seen }, latest, code)
    : null;
  const all = carried ? [carried, ...years] : years;
  return comparison(`${unit.name}（${unit.code}）`, all, compareUnit(all));
}

/**
 * People of a unit see their own, and no year before 反馈申诉; scorers the other units', in each year what they see there.
 *
 * @throws {AppError} NOT_PERMITTED, NOT_YOUR_UNIT
 */
function visibleYears(workspace: Workspace, unit: UnitView, years: readonly KeptYear[]): readonly KeptYear[] {
  const { actor } = workspace;
  if (mayDo(actor, 'readAll')) return years;
  if (!hasConflict(actor, unit) && mayDo(actor, 'score')) return years;
  if (!mayDo(actor, 'score')) {
    // Neither assessor nor of a unit: what they lack is seeing all units, not filling in for this one.
    if (!mayDo(actor, 'selfEvaluate')) assertMay(workspace, 'readAll');
    assertMayFor(workspace, 'selfEvaluate', unit);
  }
  return years.filter(({ assessment }) => stageOf(assessment.cycle.state) >= stageOf('feedback'));
}

/** Items of a unit whose scores of a year the viewer sees: a scorer's by the assignments of that year or the latest. */
function itemSeen(
  workspace: Workspace,
  { assessment }: Pick<KeptYear, 'assessment'>,
  latest: Assessment,
  unit: UnitView,
): (code: string) => boolean {
  return (code) => {
    const item = assessment.itemByCode.get(code);
    if (item && maySeeScore(workspace, assessment, unit, item)) return true;
    const now = latest.itemByCode.get(code);
    return (
      now !== undefined && !hasConflict(workspace.actor, unit) && maySeeScore(workspace, latest, unit, now)
    );
  };
}

async function unitYear(
  snapshot: Workspace,
  { year, basis, assessment, result }: KeptYear,
  latest: Assessment,
  code: string,
): Promise<UnitYear> {
  const unit = assessment.unitByCode.get(code);
  if (!unit) return { year, basis, total: null, parts: [], items: [] };
  const seesTotal = maySeeTotal(snapshot, assessment, unit);
  const computed = seesTotal ? await result() : null;
  const found = computed?.units.find((each) => each.code === code) ?? null;
  const ranks = await maySeeRanks(snapshot, assessment);
  const total = found && { ...found, rank: ranks ? found.rank : ('hidden' as const) };
  const scores = await listScoresOfUnit(snapshot.reader, unit.id);
  const seen = itemSeen(snapshot, { assessment }, latest, unit);
  return {
    ...{ year, basis, total },
    parts: (computed?.parts ?? []).flatMap(({ name }, index) => {
      const part = total?.parts[index];
      return part ? [{ name, scored: part.scored, applicable: part.applicable }] : [];
    }),
    items: assessment
      .itemsOf(unit)
      .filter((item) => isCounted(item) && seen(item.code))
      .map((item) => yearItem(item, scores.get(item.id))),
  };
}

const UNSCORED: YearScore = { status: 'unscored', points: null };

/** A veto has no points to compare. */
const isCounted = (item: ItemView): boolean => item.section !== 'veto';

type StoredScore = { readonly status: YearScore['status']; readonly finalPoints: number | null };

function yearScore(score: StoredScore | undefined): YearScore {
  return score ? { status: score.status, points: score.finalPoints } : UNSCORED;
}

function yearItem(item: ItemView, score: StoredScore | undefined): UnitYearItem {
  const { code, name, section, level1Name: part } = item;
  return { definition: item, code, name, section, part, score: yearScore(score) };
}

async function carriedUnitYear(
  snapshot: Workspace,
  { years }: Kept,
  latest: Assessment,
  code: string,
): Promise<UnitYear | null> {
  const [first] = years;
  const unit = first?.assessment.unitByCode.get(code);
  if (!first || !unit) return null;
  const all = await listPriorScores(snapshot.reader, unit.id);
  const seen = itemSeen(snapshot, first, latest, unit);
  // What is no longer in the table is nobody's item: only those who read everything see it, and the unit itself.
  const whole = mayDo(snapshot.actor, 'readAll') || hasConflict(snapshot.actor, unit);
  const prior = whole ? all : new Map([...all].filter(([itemCode]) => seen(itemCode)));
  if (prior.size === 0) return null;
  return {
    ...{ year: first.year - 1, basis: 'carried', total: null, parts: [] },
    items: [...prior].map(([itemCode, { points }]) => {
      const item = first.assessment.itemByCode.get(itemCode);
      return {
        definition: null,
        code: itemCode,
        name: item?.name ?? '',
        section: item?.section ?? 'base',
        part: item?.level1Name ?? '',
        score: carriedScore(points),
      };
    }),
  };
}

function carriedScore(points: number | null): YearScore {
  return points === null ? { status: 'notApplicable', points: null } : { status: 'scored', points };
}

async function itemComparison(snapshot: Workspace, kept: Kept, code: string): Promise<YearComparison> {
  const item = kept.years
    .findLast(({ assessment }) => assessment.itemByCode.has(code))
    ?.assessment.itemByCode.get(code);
  if (!item) throw comparisonUnknown({ what: `指标 ${code}` });
  const years: ItemYear[] = [];
  for (const year of kept.years) years.push(await itemYear(snapshot, year, code));
  const carried = kept.carried ? await carriedItemYear(snapshot, kept, code) : null;
  const all = carried ? [carried, ...years] : years;
  return comparison(`${item.code} ${item.name}`, all, compareItem(all));
}

const unitFacts = ({ code, name, group }: UnitView) => ({ code, name, group });

async function itemYear(
  { reader }: Workspace,
  { year, basis, assessment }: KeptYear,
  code: string,
): Promise<ItemYear> {
  const item = assessment.itemByCode.get(code);
  if (!item) return { year, basis, definition: null, units: [] };
  const scores = await listScoresOfItem(reader, assessment.cycle.id, item.id);
  const units = assessment.units.filter((unit) => assessment.itemsOf(unit).includes(item));
  return {
    ...{ year, basis, definition: item },
    units: units.map((unit) => ({ ...unitFacts(unit), score: yearScore(scores.get(unit.id)) })),
  };
}

async function carriedItemYear(
  { reader }: Workspace,
  { years }: Kept,
  code: string,
): Promise<ItemYear | null> {
  const [first] = years;
  if (!first) return null;
  const prior = await listPriorScoresOfItem(reader, first.assessment.cycle.id, code);
  if (prior.size === 0) return null;
  return {
    ...{ year: first.year - 1, basis: 'carried', definition: null },
    units: first.assessment.units.flatMap((unit) => {
      const points = prior.get(unit.id);
      return points === undefined ? [] : [{ ...unitFacts(unit), score: carriedScore(points) }];
    }),
  };
}

async function partComparison({ years }: Kept, name: string): Promise<YearComparison> {
  const all: PartYear[] = [];
  let known = false;
  for (const { year, basis, assessment, result } of years) {
    const { parts, units } = await result();
    const index = parts.findIndex((part) => part.name === name);
    known ||= index >= 0;
    const items = assessment.items.filter((item) => item.section === 'base' && item.level1Name === name);
    all.push({
      ...{ year, basis, items: items.length > 0 ? items : null },
      units: units.flatMap((unit) => {
        const part = unit.parts[index];
        if (!part) return [];
        const { code, name: unitName, group } = unit;
        return [{ code, name: unitName, group, rate: unit.scored === 0 ? 'unscored' : part }];
      }),
    });
  }
  if (!known) throw comparisonUnknown({ what: `一级指标“${name}”` });
  return comparison(name, all, comparePart(all));
}
