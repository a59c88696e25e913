import { fraction, toFixed } from '../domain/fraction';

/** How many were asked and how many answers count. */
export interface Sample {
  readonly sent: number;
  readonly valid: number;
}

/** Whether a score rests on fewer valid answers than the office wants (样本偏少). Practice page §15. */
export function isSmallSample({ valid }: Pick<Sample, 'valid'>, limit: number): boolean {
  return valid < limit;
}

/** Share of valid answers, one decimal, half up: “85.0%”. `sent` > 0. */
export function validShare({ sent, valid }: Sample): string {
  return `${toFixed(fraction(valid * 100, sent), 1)}%`;
}
