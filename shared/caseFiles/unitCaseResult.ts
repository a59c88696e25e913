import { scaleHalfUp } from '../domain/fraction';
import type { Points } from '../domain/points';
import type { CaseSettings } from './caseSettings';
import { gradeCase, type CaseGrade } from './decideFile';

/** A decided file as the result of a unit counts it. */
export interface DecidedFile {
  readonly score: Points;
  readonly legal: boolean;
  readonly grade: CaseGrade;
}

export interface CaseMean {
  readonly files: number;
  /** Hundredths, rounded half up; null where there is no file. */
  readonly mean: Points | null;
  readonly fails: number;
  /** Of the mean, same bands; '' where there is no file. */
  readonly grade: CaseGrade | '';
}

/** A unit's mark is the mean of its files, same bands. Practice page §8. */
export function meanOfFiles(
  files: readonly DecidedFile[],
  settings: Pick<CaseSettings, 'passLine' | 'excellentLine'>,
): CaseMean {
  const fails = files.filter(({ grade }) => grade === '不合格').length;
  if (files.length === 0) return { files: 0, mean: null, fails, grade: '' };
  const mean = scaleHalfUp(
    files.reduce((sum, { score }) => sum + score, 0),
    1,
    files.length,
  );
  return { files: files.length, mean, fails, grade: gradeCase({ score: mean, legal: true }, settings) };
}
