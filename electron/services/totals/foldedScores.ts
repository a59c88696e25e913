import type { Points } from '@shared/domain/points';
import type { VetoEffect } from '@shared/domain/score';

/** One stored score as the totals need it. */
export interface FoldedScore {
  readonly itemId: number;
  /** Hundredths; null: not applicable. */
  readonly points: Points | null;
  readonly veto: VetoEffect | null;
  readonly caseSum: Points;
  readonly caseCount: number;
}

const SCORE = /^(\d+)(?:n|:(\d+)([fc])?(?:\/(\d+)\/(\d+))?)$/;

/** Reads a line of `foldScores`. @throws if it is no such line: a defect. */
export function parseFolded(line: string): readonly FoldedScore[] {
  return line === '' ? [] : line.split(' ').map(parseScore);
}

function parseScore(text: string): FoldedScore {
  // Nearly all scores are plain; the pattern is for the others.
  const colon = text.indexOf(':');
  const points = colon > 0 ? Number(text.slice(colon + 1)) : Number.NaN;
  if (Number.isInteger(points)) {
    return { itemId: Number(text.slice(0, colon)), points, veto: null, caseSum: 0, caseCount: 0 };
  }
  const match = SCORE.exec(text);
  if (!match) throw new Error(`no folded score: ${text}`);
  return {
    itemId: Number(match[1]),
    points: match[2] === undefined ? null : Number(match[2]),
    veto: match[3] === undefined ? null : match[3] === 'f' ? 'fail' : 'capGood',
    caseSum: Number(match[4] ?? 0),
    caseCount: Number(match[5] ?? 0),
  };
}
