import type { Points } from '../domain/points';

/** One line of the legality part (合法性): failing it makes the file 不合格. Practice page §10. */
export interface GateEntry {
  /** 编号, once in the template. */
  readonly code: string;
  readonly text: string;
  readonly basis: string;
}

/** One line of the normative part (规范性): what may be deducted, and how much at most. */
export interface DeductionEntry {
  /** 编号, once in the template, gates included. */
  readonly code: string;
  /** 环节: 受理, 调查, 决定 …; '' where the standard has none. */
  readonly stage: string;
  readonly text: string;
  /** Hundredths for each occurrence. */
  readonly points: Points;
  /** Hundredths for all occurrences together. */
  readonly maxPoints: Points;
  readonly basis: string;
}

/** 案卷评查标准 of one type of file. Only what it lists may be deducted. */
export interface ReviewTemplate {
  /** 行政处罚, 行政许可, 行政强制 …. */
  readonly type: string;
  readonly name: string;
  readonly version: string;
  /** Where it comes from, shown wherever it is named. */
  readonly source: string;
  readonly official: boolean;
  readonly gates: readonly GateEntry[];
  readonly deductions: readonly DeductionEntry[];
}

/** Full marks of a file, hundredths. */
export const FULL_SCORE: Points = 10_000;

/** Name and version, marked where it is not an official text. */
export function templateLabel({
  name,
  version,
  official,
}: Pick<ReviewTemplate, 'name' | 'version' | 'official'>): string {
  return `${name} ${version}${official ? '' : '（非官方文本）'}`;
}
