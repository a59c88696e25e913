import { formatPoints, type Points } from '../domain/points';

/** Why an item is worth going to see. Practice page §15: only doubtful items are visited. */
export type DoubtKind =
  | 'fullWithoutEvidence'
  | 'rejectedEvidence'
  | 'selfGap'
  | 'scorerSpread'
  | 'earlierProblem'
  | 'pendingEvidence'
  | 'control';

export const DOUBT_NAMES: Readonly<Record<DoubtKind, string>> = {
  fullWithoutEvidence: '满分无佐证',
  rejectedEvidence: '佐证未被采信',
  selfGap: '自评与审核相差大',
  scorerSpread: '评分人分差大',
  earlierProblem: '上年存在问题',
  pendingEvidence: '佐证待核',
  control: '随机抽查',
};

/** The most doubtful first: what orders a list and decides what is left out when it is too long. */
export const DOUBT_KINDS = Object.keys(DOUBT_NAMES) as readonly DoubtKind[];

/** What is known of one scored item of one unit. Points in hundredths. */
export interface DoubtFacts {
  readonly section: 'base' | 'bonus' | 'deduction' | 'veto';
  /** The most it can come to. */
  readonly limit: Points;
  readonly finalPoints: Points;
  /** As the unit typed it; null where it typed nothing or no number. */
  readonly selfPoints: Points | null;
  readonly files: number;
  readonly pendingFiles: number;
  readonly rejectedFiles: number;
  /** Between highest and lowest of several scorers; null for one. */
  readonly spread: Points | null;
  readonly spreadLimit: Points | null;
  /** Last year's points under the same code; null for none. */
  readonly priorPoints: Points | null;
  /** What an item of that code was worth last year; null where that is not known. */
  readonly priorLimit: Points | null;
  readonly priorReason: string;
  /** Text of a problem of an earlier year under the same code that is not closed; '' for none. */
  readonly openProblem: string;
}

export interface Doubt {
  readonly kind: DoubtKind;
  /** What exactly, in a sentence for the team that goes there. */
  readonly text: string;
}

/** Per cent of the item's points from which self score and assessed score differ by much. */
const GAP_PERCENT = 30;

/** Everything doubtful about one item, the gravest first. */
export function doubtsOf(facts: DoubtFacts): Doubt[] {
  const doubts = [
    fullWithoutEvidence(facts),
    facts.rejectedFiles > 0 ? doubt('rejectedEvidence', `${facts.rejectedFiles} 件佐证材料没有被采信`) : null,
    selfGap(facts),
    scorerSpread(facts),
    earlierProblem(facts),
    facts.pendingFiles > 0 ? doubt('pendingEvidence', `${facts.pendingFiles} 件佐证材料还没有核对`) : null,
  ];
  return doubts.filter((found) => found !== null);
}

function doubt(kind: DoubtKind, text: string): Doubt {
  return { kind, text };
}

function fullWithoutEvidence({ section, limit, finalPoints, files }: DoubtFacts): Doubt | null {
  if (section === 'base' && finalPoints === limit && files === 0) {
    return doubt('fullWithoutEvidence', '得满分，但没有佐证材料');
  }
  if (section === 'bonus' && finalPoints > 0 && files === 0) {
    return doubt('fullWithoutEvidence', `加 ${formatPoints(finalPoints)} 分，但没有佐证材料`);
  }
  return null;
}

function selfGap({ section, limit, finalPoints, selfPoints }: DoubtFacts): Doubt | null {
  if (section !== 'base' || selfPoints === null || limit === 0) return null;
  const gap = Math.abs(selfPoints - finalPoints);
  if (gap * 100 < limit * GAP_PERCENT) return null;
  const direction = selfPoints > finalPoints ? '高' : '低';
  return doubt(
    'selfGap',
    `自评 ${formatPoints(selfPoints)}，比审核分 ${formatPoints(finalPoints)} ${direction} ${formatPoints(gap)}`,
  );
}

function scorerSpread({ spread, spreadLimit }: DoubtFacts): Doubt | null {
  if (spread === null || spreadLimit === null || spread <= spreadLimit) return null;
  return doubt('scorerSpread', `评分人最高与最低相差 ${formatPoints(spread)}`);
}

function earlierProblem(facts: DoubtFacts): Doubt | null {
  const { section, priorPoints, priorLimit, priorReason, openProblem } = facts;
  if (openProblem !== '') return doubt('earlierProblem', `以前的问题还没有销号：${openProblem}`);
  // Held against what the item was worth then: it may be worth more this year, or less.
  if (section !== 'base' || priorPoints === null || priorLimit === null) return null;
  if (priorPoints >= priorLimit) return null;
  const why = priorReason === '' ? '' : `：${priorReason}`;
  return doubt(
    'earlierProblem',
    `上年满分 ${formatPoints(priorLimit)}，得 ${formatPoints(priorPoints)}${why}`,
  );
}
