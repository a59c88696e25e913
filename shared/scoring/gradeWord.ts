import type { RankedUnitTotal } from '../domain/totals';

/**
 * A unit's grade as people say it. Without a grade it is 未评 as long as nothing was scored; otherwise too little applies to
 * it and the office decides. Practice page §8.
 */
export function gradeWord({ grade, scored }: Pick<RankedUnitTotal, 'grade' | 'scored'>): string {
  return grade ?? (scored === 0 ? '未评' : '单独评定');
}
