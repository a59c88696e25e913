import type { Grade, SystemSettings, TieBreak } from '@shared/domain/indicatorSystem';
import { formatPoints } from '@shared/domain/points';
import type { RankedUnitTotal, UnitSums, UnitTotal } from '@shared/domain/totals';

/** One unit of the group: its total, and of its sums what breaks ties. */
export interface RankingRow {
  readonly unitId: string;
  readonly total: UnitTotal;
  readonly sums: Pick<
    UnitSums,
    'enforcementScored' | 'enforcementApplicable' | 'caseFileSum' | 'caseFileCount'
  >;
}

/**
 * Ranks and grades of the units of one group. Practice page §8: competition ranking 1,2,2,4; ties broken in the order
 * of the settings; 优秀 at most the quota, ties across the line all go down; vetoes lower the grade and leave score and
 * rank. Below the lowest applicable points (§7.6), and before the first item is scored, there is no rank, and no grade but
 * 不合格 by veto.
 *
 * @returns one entry per row, in the order of the rows.
 */
export function rankGroup(rows: readonly RankingRow[], settings: SystemSettings): RankedUnitTotal[] {
  const eligible = rows.filter((row) => row.total.applicable >= settings.minApplicablePoints);
  // A unit nobody has scored has no place yet: not scored is not zero.
  const ranked = eligible.filter((row) => row.total.scored > 0);
  const ranks = ranksOf(ranked, (a, b) => compareUnits(a, b, settings.tieBreaks));
  const overQuota = unitsOverQuota(ranked, ranks, eligible.length, settings);
  return rows.map((row) => {
    const rank = ranks.get(row.unitId) ?? null;
    return {
      ...row.total,
      unitId: row.unitId,
      rank,
      ...gradeOf(row, rank, overQuota.get(row.unitId), settings),
    };
  });
}

/** How many of a group's units may get the best grade: floor(n × percent ÷ 100), at least one. */
export function excellentQuota(units: number, percent: number): number {
  return Math.max(1, Math.floor((units * percent) / 100));
}

/** The grade the score alone gives. */
export function gradeByScore(final: number, grades: readonly Grade[]): string {
  return (grades.find((grade) => final >= grade.min) ?? grades.at(-1))?.name ?? '';
}

/** Positive when b stands before a. 0: the same rank. */
function compareUnits(a: RankingRow, b: RankingRow, tieBreaks: readonly TieBreak[]): number {
  let order = b.total.final - a.total.final;
  for (const tieBreak of tieBreaks) {
    if (order !== 0) return order;
    order = TIE_BREAKS[tieBreak](a, b);
  }
  return order;
}

const TIE_BREAKS: Readonly<Record<TieBreak, (a: RankingRow, b: RankingRow) => number>> = {
  withoutBonus: (a, b) => withoutBonus(b) - withoutBonus(a),
  enforcementRate: (a, b) =>
    compareRates(
      b.sums.enforcementScored,
      b.sums.enforcementApplicable,
      a.sums.enforcementScored,
      a.sums.enforcementApplicable,
    ),
  caseFileMean: (a, b) =>
    compareRates(b.sums.caseFileSum, b.sums.caseFileCount, a.sums.caseFileSum, a.sums.caseFileCount),
};

function withoutBonus({ total }: RankingRow): number {
  return Math.max(0, total.converted - total.deduction);
}

/** Compares n/d with m/e by whole products; a missing rate (d = 0) is the lowest. */
function compareRates(n: number, d: number, m: number, e: number): number {
  if (d === 0 || e === 0) return Math.sign(d) - Math.sign(e);
  return n * e - m * d;
}

/** Competition ranks by unit: equals share a rank and the next one is skipped. */
export function ranksOf<T extends { readonly unitId: string }>(
  rows: readonly T[],
  order: (a: T, b: T) => number,
): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  let previous: T | undefined;
  let rank = 0;
  [...rows].sort(order).forEach((row, index) => {
    if (!previous || order(previous, row) !== 0) rank = index + 1;
    ranks.set(row.unitId, rank);
    previous = row;
  });
  return ranks;
}

/** Units whose score earns the best grade but whose rank does not, with the note that says why. */
function unitsOverQuota(
  ranked: readonly RankingRow[],
  ranks: ReadonlyMap<string, number>,
  eligible: number,
  settings: SystemSettings,
): ReadonlyMap<string, string> {
  const over = new Map<string, string>();
  const best = settings.grades[0];
  if (!best || settings.excellentPercent >= 100) return over;
  const quota = excellentQuota(eligible, settings.excellentPercent);
  const rankOf = (row: RankingRow): number => ranks.get(row.unitId) ?? 0;
  const candidates = ranked
    .filter((row) => row.total.final >= best.min && row.total.veto === null)
    .sort((a, b) => rankOf(a) - rankOf(b));
  const [last, next] = [candidates[quota - 1], candidates[quota]];
  if (!last || !next) return over;
  const tiedRank = rankOf(last) === rankOf(next) ? rankOf(last) : null;
  const lower = settings.grades[1]?.name ?? best.name;
  for (const [index, row] of candidates.entries()) {
    if (rankOf(row) === tiedRank)
      over.set(row.unitId, `与名额线上的单位并列，${best.name}名额 ${quota} 个，并列的一并定为${lower}`);
    else if (index >= quota) over.set(row.unitId, `${best.name}名额 ${quota} 个，按名次定为${lower}`);
  }
  return over;
}

function gradeOf(
  row: RankingRow,
  rank: number | null,
  overQuota: string | undefined,
  settings: SystemSettings,
): Pick<RankedUnitTotal, 'grade' | 'gradeNote'> {
  const { grades } = settings;
  const worst = grades.at(-1)?.name ?? '';
  if (row.total.veto === 'fail') return { grade: worst, gradeNote: `否决：定为${worst}` };
  if (rank === null && row.total.applicable >= settings.minApplicablePoints) {
    return { grade: null, gradeNote: '尚未评分，不排名' };
  }
  if (rank === null) {
    const line = formatPoints(settings.minApplicablePoints);
    return { grade: null, gradeNote: `适用分值低于 ${line}，不排名，由办公室单独评定` };
  }
  const byScore = gradeByScore(row.total.final, grades);
  const second = grades[1]?.name ?? byScore;
  if (byScore !== grades[0]?.name) return { grade: byScore, gradeNote: null };
  if (row.total.veto === 'capGood') return { grade: second, gradeNote: `否决：最高${second}` };
  return overQuota ? { grade: second, gradeNote: overQuota } : { grade: byScore, gradeNote: null };
}
