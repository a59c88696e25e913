import type { ReviewTemplate } from '@shared/caseFiles/reviewTemplate';
import {
  DEDUCTION_COLUMNS,
  DEDUCTION_SHEET,
  GATE_COLUMNS,
  GATE_SHEET,
  parseReviewTemplateTable,
  reviewTemplateRows,
  TEMPLATE_SETTINGS_SHEET,
  type ReviewTemplateTable,
} from '@shared/tables/reviewTemplateTable';
import { readWorkbook } from './readWorkbook';
import { writeTables } from './writeTable';

/** Reads a review standard. @throws {AppError} when the file is no readable workbook; the rest stands in `problems`. */
export async function readReviewTemplate(path: string, signal?: AbortSignal): Promise<ReviewTemplateTable> {
  const { sheets } = await readWorkbook(path, signal);
  return parseReviewTemplateTable(sheets);
}

const WIDTHS: Readonly<Record<string, number>> = {
  编号: 8,
  环节: 12,
  内容: 70,
  扣分: 9,
  最多扣: 9,
  依据: 40,
};

/** Writes a review standard; it imports unchanged. */
export async function writeReviewTemplate(
  template: ReviewTemplate,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const { settings, gates, deductions } = reviewTemplateRows(template);
  const columns = (headings: readonly { readonly heading: string }[]) =>
    headings.map(({ heading }) => ({
      heading,
      width: WIDTHS[heading] ?? 12,
      ...(heading === '扣分' || heading === '最多扣' ? { numbers: 'points' as const } : {}),
    }));
  await writeTables(
    path,
    [
      { name: GATE_SHEET, columns: columns(GATE_COLUMNS), rows: gates },
      { name: DEDUCTION_SHEET, columns: columns(DEDUCTION_COLUMNS), rows: deductions },
      {
        name: TEMPLATE_SETTINGS_SHEET,
        columns: [
          { heading: '项目', width: 12 },
          { heading: '值', width: 80 },
        ],
        rows: settings,
      },
    ],
    signal,
  );
}
