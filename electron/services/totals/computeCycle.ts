import type { Kysely } from 'kysely';
import { stageOf } from '@shared/domain/cycleState';
import { comprehensiveTotal, contribution } from '@shared/scoring/scheme';
import { rankGroup, ranksOf } from '@shared/scoring/rankGroup';
import { totalUnit } from '@shared/scoring/totalUnit';
import type { Points } from '@shared/domain/points';
import type { RankedUnitTotal } from '@shared/domain/totals';
import type { CycleResult, SchemeView, UnitGroupView, UnitResult, UnitView } from '@shared/ipc/views';
import { findLatestResult, listResultUnits } from '../../database/resultRepository';
import { listOtherScores, listSchemeViews } from '../../database/schemeRepository';
import type { Schema } from '../../database/schema';
import { loadAssessment, readAssessmentOf, type Assessment } from '../assessment/assessment';
import { requireCycle } from '../result/requireCycle';
import type { Workspace } from '../workspace/workspace';
import { readUnitFigures, type OnScore, type ScoreChanges, type UnitFigures } from './unitFigures';

/**
 * Totals, ranks, grades and comprehensive totals of every unit of a cycle, groups in their order, units in list
 * order. Read on the second connection, so that it never holds a keystroke up. Practice page §7–9.
 */
export async function computeCycle(
  workspace: Workspace,
  { cycleId, assessment: known, onScore }: CycleOptions = {},
): Promise<CycleResult> {
  const { reader } = workspace;
  const assessment =
    known ??
    (cycleId === undefined
      ? await loadAssessment(workspace)
      : await readAssessmentOf(reader, await requireCycle(reader, cycleId)));
  const frozen = await readFrozen(reader, assessment);
  if (frozen && !onScore) return frozen;
  const computed = await computeFrom(reader, assessment, { onScore });
  return frozen ?? computed;
}

export interface CycleOptions extends Pick<ComputeOptions, 'onScore'> {
  /** Left out: the current cycle. */
  readonly cycleId?: number;
  /** The cycle, where it has been read already. */
  readonly assessment?: Assessment;
}

/** The result in force of a cycle that is approved; null where none is frozen. */
async function readFrozen(db: Kysely<Schema>, assessment: Assessment): Promise<CycleResult | null> {
  if (stageOf(assessment.cycle.state) < stageOf('approved')) return null;
  const result = await findLatestResult(db, assessment.cycle.id);
  if (!result) return null;
  return {
    ...headOf(assessment),
    parts: result.parts,
    units: await listResultUnits(db, result.id),
  };
}

function headOf(assessment: Assessment): Omit<CycleResult, 'units'> {
  return {
    cycle: cycleView(assessment),
    system: assessment.system.summary,
    parts: assessment.parts.map(({ code, name }) => ({ code, name })),
    groups: assessment.groups.map(({ id, name, unitCount }) => ({ id, name, units: unitCount })),
  };
}

export interface ComputeOptions {
  /** Told of every stored score, so that one reading serves several sums. */
  readonly onScore?: OnScore;
  /** What-if: counted instead of what is stored. */
  readonly changes?: ScoreChanges;
  /** Units to be read, where the assessment holds only some of the cycle's; left out: all of it. */
  readonly unitIds?: readonly number[];
}

/** The same for any cycle and connection: an earlier year, or what a transaction is about to make. */
export async function computeFrom(
  db: Kysely<Schema>,
  assessment: Assessment,
  { onScore, changes, unitIds }: ComputeOptions = {},
): Promise<CycleResult> {
  const figures = await readUnitFigures(db, assessment, unitIds, onScore, changes);
  const schemes = await listSchemeViews(db, assessment.cycle.id);
  const others = await listOtherScores(db, assessment.cycle.id);
  return {
    ...headOf(assessment),
    units: assessment.groups.flatMap((group) => {
      const scheme = schemes.find(({ groupId }) => groupId === group.id);
      return rankComprehensive(groupResults(assessment, group, figures, scheme, others));
    }),
  };
}

/** What crosses to the screens of the stored cycle. */
export function cycleView({ cycle }: Assessment): CycleResult['cycle'] {
  return { id: cycle.id, year: cycle.year, name: cycle.name, state: cycle.state };
}

type OtherScores = ReadonlyMap<number, ReadonlyMap<number, Points>>;

function groupResults(
  assessment: Assessment,
  group: UnitGroupView,
  figures: ReadonlyMap<number, UnitFigures>,
  scheme: SchemeView | undefined,
  others: OtherScores,
): UnitResult[] {
  const units = assessment.units.filter((unit) => unit.groupId === group.id);
  return rankUnits(assessment, units, figures).map(({ unit, total, parts }) => ({
    ...total,
    id: unit.id,
    code: unit.code,
    name: unit.name,
    shortName: unit.shortName,
    group: unit.group,
    parts,
    ...comprehensiveOf(total.final, unit, scheme, others),
    comprehensiveRank: null,
  }));
}

export interface RankedUnit {
  readonly unit: UnitView;
  readonly total: RankedUnitTotal;
  readonly parts: UnitResult['parts'];
}

/** Totals, ranks and grades of the units of one group. */
export function rankUnits(
  assessment: Assessment,
  units: readonly UnitView[],
  figures: ReadonlyMap<number, UnitFigures>,
): RankedUnit[] {
  const { settings } = assessment.system.system;
  const rows = units.flatMap((unit) => {
    const own = figures.get(unit.id);
    return own ? [{ unit, parts: own.parts, sums: own.sums, total: totalUnit(own.sums, settings) }] : [];
  });
  const ranked = rankGroup(
    rows.map(({ unit, sums, total }) => ({ unitId: String(unit.id), sums, total })),
    settings,
  );
  return rows.flatMap(({ unit, parts }, index) => {
    const total = ranked[index];
    return total ? [{ unit, parts, total }] : [];
  });
}

function comprehensiveOf(
  final: Points,
  unit: UnitView,
  scheme: SchemeView | undefined,
  others: OtherScores,
): Pick<UnitResult, 'contribution' | 'comprehensiveTotal' | 'otherScores'> {
  if (!scheme) return { contribution: null, comprehensiveTotal: null, otherScores: [] };
  const lawWeight = scheme.components.reduce((sum, line) => sum + (line.ruleOfLaw ? line.weight : 0), 0);
  const rest = scheme.components
    .filter((line) => !line.ruleOfLaw)
    .map((line) => ({ weight: line.weight, score: others.get(unit.id)?.get(line.id) ?? null }));
  const own = contribution(final, lawWeight);
  return {
    contribution: own,
    comprehensiveTotal: comprehensiveTotal(own, rest),
    otherScores: rest.map(({ score }) => score),
  };
}

/** Competition ranks by comprehensive total within the group; a unit without a total has none. */
function rankComprehensive(results: readonly UnitResult[]): UnitResult[] {
  const rows = results.flatMap(({ unitId, comprehensiveTotal: total }) =>
    total === null ? [] : [{ unitId, total }],
  );
  const ranks = ranksOf(rows, (a, b) => b.total - a.total);
  return results.map((result) => ({ ...result, comprehensiveRank: ranks.get(result.unitId) ?? null }));
}
