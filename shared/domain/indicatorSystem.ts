import type { Points } from './points';
import type { Rule } from './rule';

/** Base items make up the 100 points; the others stand beside them. 加分项, 扣分项, 否决项 in tables. */
export type Section = 'base' | 'bonus' | 'deduction' | 'veto';

export const SECTION_NAMES: Readonly<Record<Exclude<Section, 'base'>, string>> = {
  bonus: '加分项',
  deduction: '扣分项',
  veto: '否决项',
};

export interface Basis {
  readonly source: string;
  readonly text: string;
}

/** A scored leaf of the indicator tree (三级指标). */
export interface ScoringItem {
  /** As printed and typed; text, so 1.10 is not 1.1. Unique within a version. */
  readonly code: string;
  readonly section: Section;
  readonly level1Code: string;
  readonly level1Name: string;
  readonly level2Code: string;
  readonly level2Name: string;
  readonly name: string;
  readonly requirement: string;
  /** Hundredths; 0 outside the base section. */
  readonly points: Points;
  /** One or more; several deduct together from the item's points. Practice page §6.13. */
  readonly rules: readonly Rule[];
  readonly standard: string;
  readonly evidence: readonly string[];
  /** Names of the unit groups it applies to; empty: all groups. */
  readonly groups: readonly string[];
  /** Empty: no tag needed; otherwise one tag in common is enough. */
  readonly unitTags: readonly string[];
  readonly leadScorer: string;
  readonly basis: readonly Basis[];
}

export type NotApplicableMethod = 'proRata' | 'fullMark' | 'groupAverage';

export const NOT_APPLICABLE_METHOD_NAMES: Readonly<Record<NotApplicableMethod, string>> = {
  proRata: '按比例折算',
  fullMark: '得满分',
  groupAverage: '同组平均',
};

export interface Grade {
  readonly name: string;
  /** Lowest final score of this grade, hundredths. */
  readonly min: Points;
}

/** How ties are broken, in order; the last resort is always the same rank. Practice page §8. */
export type TieBreak = 'withoutBonus' | 'enforcementRate' | 'caseFileMean';

/** Sheet 设置 of an indicator table. Practice page §7–8. */
export interface SystemSettings {
  readonly bonusCap: Points;
  readonly deductionCap: Points;
  readonly finalMax: Points;
  readonly notApplicableMethod: NotApplicableMethod;
  readonly minApplicablePoints: Points;
  /** From the best grade down; the last one has min 0. */
  readonly grades: readonly Grade[];
  /** Whole percent of a group that may get the best grade; 100 switches the quota off. */
  readonly excellentPercent: number;
  readonly tieBreaks: readonly TieBreak[];
}

export interface Provenance {
  /** False for the shipped reference set: its note must be shown wherever it is named. */
  readonly official: boolean;
  readonly note: string;
}

/** One version of an indicator system: the whole table with its settings. Items stand in table order. */
export interface IndicatorSystem {
  /** Names one line of versions; the same through all versions of one system. */
  readonly systemId: string;
  readonly title: string;
  readonly version: string;
  readonly year: number;
  readonly provenance: Provenance;
  readonly settings: SystemSettings;
  readonly items: readonly ScoringItem[];
}

export const DEFAULT_SETTINGS: SystemSettings = {
  bonusCap: 500,
  deductionCap: 1000,
  finalMax: 10500,
  notApplicableMethod: 'proRata',
  minApplicablePoints: 5000,
  grades: [
    { name: '优秀', min: 9000 },
    { name: '良好', min: 8000 },
    { name: '合格', min: 6000 },
    { name: '不合格', min: 0 },
  ],
  excellentPercent: 30,
  tieBreaks: ['withoutBonus', 'enforcementRate', 'caseFileMean'],
};
