import { formatPoints, shortPoints, type Points } from '@shared/domain/points';
import type { ComprehensiveScheme } from '@shared/domain/totals';
import {
  OTHER_SCORES_SHEET,
  parseOtherScores,
  parseSchemeTable,
  SCHEME_COLUMNS,
  SCHEME_SHEET,
  type OtherScoresTable,
  type SchemeTable,
} from '@shared/tables/schemeTable';
import { readWorkbook } from './readWorkbook';
import { writeTables, type TableSheet } from './writeTable';

/** Reads sheet 方案. @throws {AppError} when the file is no readable workbook. */
export async function readSchemes(path: string, signal?: AbortSignal): Promise<SchemeTable> {
  const { sheets } = await readWorkbook(path, signal);
  return parseSchemeTable(sheets);
}

/** Reads sheet 得分. @throws {AppError} when the file is no readable workbook. */
export async function readOtherScores(path: string, signal?: AbortSignal): Promise<OtherScoresTable> {
  const { sheets } = await readWorkbook(path, signal);
  return parseOtherScores(sheets);
}

export interface OtherScoresOfUnit {
  readonly code: string;
  readonly name: string;
  /** By component; a component that is missing here has no score. */
  readonly scores: Readonly<Record<string, Points>>;
}

/** Writes schemes and other scores into one workbook; either sheet imports unchanged. */
export async function writeSchemeWorkbook(
  schemes: readonly ComprehensiveScheme[],
  units: readonly OtherScoresOfUnit[],
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  await writeTables(path, [schemeSheet(schemes), otherScoresSheet(schemes, units)], signal);
}

function schemeSheet(schemes: readonly ComprehensiveScheme[]): TableSheet {
  const widths = [22, 30, 10, 10];
  return {
    name: SCHEME_SHEET,
    columns: SCHEME_COLUMNS.map(({ heading }, index) => ({
      heading,
      width: widths[index] ?? 12,
      ...(heading === '权重' ? { numbers: 'points' as const } : {}),
    })),
    rows: schemes.flatMap(({ group, components }) =>
      components.map(({ name, weight, ruleOfLaw }) => [
        group,
        name,
        shortPoints(weight),
        ruleOfLaw ? '是' : '否',
      ]),
    ),
  };
}

/** One column for each component that is not 法治: those come from the assessment itself. */
function otherScoresSheet(
  schemes: readonly ComprehensiveScheme[],
  units: readonly OtherScoresOfUnit[],
): TableSheet {
  const names = new Set(
    schemes.flatMap(({ components }) =>
      components.filter(({ ruleOfLaw }) => !ruleOfLaw).map(({ name }) => name),
    ),
  );
  const components = [...names];
  return {
    name: OTHER_SCORES_SHEET,
    columns: [
      { heading: '单位编码', width: 14 },
      { heading: '单位名称', width: 32 },
      ...components.map((heading) => ({ heading, width: 16, input: true, numbers: 'points' as const })),
    ],
    rows: units.map(({ code, name, scores }) => [
      code,
      name,
      ...components.map((component) =>
        scores[component] === undefined ? '' : formatPoints(scores[component]),
      ),
    ]),
  };
}
