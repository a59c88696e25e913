import type { Points } from '../domain/points';

/** How case files are judged in a cycle. Practice page §8 and §10; the office may set other values. */
export interface CaseSettings {
  /** Hundredths from which a file is 合格. */
  readonly passLine: Points;
  /** Hundredths from which a file is 优秀. */
  readonly excellentLine: Points;
  /** Two reviewers further apart than this call a third one in. Hundredths. */
  readonly differenceLimit: Points;
  /** What a file scores that fails the legality part: nothing, or at most just below the pass line. */
  readonly failedGate: 'zero' | 'belowPass';
  /** Independent reviewers of each file. */
  readonly reviewers: 1 | 2;
}

export const DEFAULT_CASE_SETTINGS: CaseSettings = {
  passLine: 6000,
  excellentLine: 9000,
  differenceLimit: 500,
  failedGate: 'zero',
  reviewers: 2,
};
