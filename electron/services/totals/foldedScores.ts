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

/**
 * Reads a line of `foldScores`: `12:50 13n 14:0f 15:85/17000/2`. Sign by sign, because a province has 430,000 of them.
 *
 * @throws if it is no such line: a defect.
 */
export function parseFolded(line: string): readonly FoldedScore[] {
  const reader = new LineReader(line);
  const scores: FoldedScore[] = [];
  while (!reader.atEnd) scores.push(readScore(reader));
  return scores;
}

function readScore(reader: LineReader): FoldedScore {
  const itemId = reader.number();
  if (reader.take('n')) return reader.end({ itemId, points: null, veto: null, caseSum: 0, caseCount: 0 });
  reader.expect(':');
  const points = reader.number();
  const veto = reader.take('f') ? 'fail' : reader.take('c') ? 'capGood' : null;
  const hasCases = reader.take('/');
  const caseSum = hasCases ? reader.number() : 0;
  if (hasCases) reader.expect('/');
  const caseCount = hasCases ? reader.number() : 0;
  return reader.end({ itemId, points, veto, caseSum, caseCount });
}

class LineReader {
  #at = 0;

  constructor(private readonly line: string) {}

  get atEnd(): boolean {
    return this.#at >= this.line.length;
  }

  number(): number {
    const start = this.#at;
    let value = 0;
    for (
      let code = this.line.charCodeAt(start);
      code >= 48 && code <= 57;
      code = this.line.charCodeAt(this.#at)
    ) {
      value = value * 10 + code - 48;
      this.#at += 1;
    }
    if (this.#at === start) this.#fail();
    return value;
  }

  take(sign: string): boolean {
    const found = this.line[this.#at] === sign;
    if (found) this.#at += 1;
    return found;
  }

  expect(sign: string): void {
    if (!this.take(sign)) this.#fail();
  }

  /** The score just read, behind which the next begins. */
  end(score: FoldedScore): FoldedScore {
    if (!this.atEnd) this.expect(' ');
    return score;
  }

  #fail(): never {
    throw new Error(`no folded scores: ${this.line.slice(this.#at, this.#at + 30)}`);
  }
}
