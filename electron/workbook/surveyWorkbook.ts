import {
  parseSurveyTable,
  SURVEY_COLUMNS,
  SURVEY_SHEET,
  surveyTableRow,
  type SurveyTable,
  type SurveyTableRow,
  type SurveyTableUnit,
} from '@shared/tables/surveyTable';
import { readWorkbook } from './readWorkbook';
import { writeTables } from './writeTable';

const WIDTHS = [14, 32, 12, 12, 10, 40];
const INPUT: ReadonlySet<string> = new Set(['发放份数', '有效份数', '得分', '备注']);
const NUMBERS: Readonly<Record<string, 'whole' | 'points'>> = {
  发放份数: 'whole',
  有效份数: 'whole',
  得分: 'points',
};

/** Reads a 满意度 table. @throws {AppError} when the file is no readable workbook; the rest stands in `problems`. */
export async function readSurveyTable(
  path: string,
  units: readonly SurveyTableUnit[],
  signal?: AbortSignal,
): Promise<SurveyTable> {
  const { sheets } = await readWorkbook(path, signal);
  return parseSurveyTable(sheets, units);
}

const GUIDE: readonly (readonly [string, string])[] = [
  ['单位编码', '必填，照“被考评单位”里的编码；单位名称用来核对。'],
  ['发放份数、有效份数', '整数；有效份数大于 0、不多于发放份数。'],
  ['得分', '0 到 100，最多两位小数。'],
  ['没有测评的单位', '发放份数、有效份数、得分三项都留空。已有的测评结果不会因为留空而清除。'],
];

/** Writes the 满意度 table; it imports unchanged. @param surveyOf what is known of a unit, by id. */
export async function writeSurveyTable(
  units: readonly SurveyTableUnit[],
  surveyOf: (unitId: number) => Omit<SurveyTableRow, 'unitId' | 'unitCode'> | undefined,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const columns = SURVEY_COLUMNS.map(({ heading }, index) => ({
    heading,
    width: WIDTHS[index] ?? 16,
    input: INPUT.has(heading),
    ...(NUMBERS[heading] ? { numbers: NUMBERS[heading] } : {}),
  }));
  const guide = [
    { heading: '栏目', width: 24 },
    { heading: '怎么填', width: 80 },
  ];
  await writeTables(
    path,
    [
      { name: SURVEY_SHEET, columns, rows: units.map((unit) => surveyTableRow(unit, surveyOf(unit.id))) },
      { name: '填表说明', columns: guide, rows: GUIDE },
    ],
    signal,
  );
}
