import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ZodError } from 'zod';
import { SECTION_NAMES, type IndicatorSystem, type ScoringItem } from '@shared/domain/indicatorSystem';
import { shortPoints } from '@shared/domain/points';
import { readReferenceSet, type ReferenceSet } from '@shared/domain/referenceSet';
import { fileNotFound, indicatorFileInvalid, sheetMissing, workbookTooLarge } from '@shared/errors/workbook';
import { formatBasis } from '@shared/tables/basisText';
import {
  INDICATOR_COLUMNS,
  INDICATOR_SHEET,
  LEVEL_SHEET,
  SETTINGS_SHEET,
} from '@shared/tables/indicatorColumns';
import {
  parseIndicatorTable,
  type IndicatorTableOptions,
  type IndicatorTablePreview,
} from '@shared/tables/indicatorTable';
import { levelSheetRows } from '@shared/tables/levelCodes';
import { formatRules } from '@shared/tables/ruleText';
import { formatSettings } from '@shared/tables/settingsText';
import { joinList, joinNames } from '@shared/tables/sheet';
import { readWorkbook } from './readWorkbook';
import { writeTables, type TableSheet } from './writeTable';

export type { IndicatorTableOptions, IndicatorTablePreview } from '@shared/tables/indicatorTable';

/**
 * Reads an indicator table from a workbook for a preview; nothing is stored.
 * @throws {AppError} when the file is no readable workbook, or has no sheet of the name asked for.
 */
export async function readIndicatorTable(
  path: string,
  { signal, ...options }: IndicatorTableOptions & { readonly signal?: AbortSignal } = {},
): Promise<IndicatorTablePreview> {
  const { sheets } = await readWorkbook(path, signal);
  if (options.sheet !== undefined && !sheets.some(({ name }) => name === options.sheet)) {
    throw sheetMissing({
      name: basename(path),
      sheet: options.sheet,
      sheets: sheets.map(({ name }) => name),
    });
  }
  return parseIndicatorTable(sheets, { title: basename(path).replace(/\.[^.]*$/, ''), ...options });
}

const WIDTHS = [18, 20, 10, 28, 40, 8, 16, 44, 50, 32, 22, 14, 16, 40];

/** Writes an indicator system as sheets 指标 and 设置; it imports unchanged. Codes are text. */
export async function writeIndicatorTable(
  system: IndicatorSystem,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const sheets: TableSheet[] = [
    {
      name: INDICATOR_SHEET,
      columns: INDICATOR_COLUMNS.map(({ heading }, index) => ({
        heading,
        width: WIDTHS[index] ?? 20,
        ...(heading === '分值' ? { numbers: 'points' as const } : {}),
      })),
      rows: system.items.map(indicatorRow),
    },
    {
      name: SETTINGS_SHEET,
      columns: [
        { heading: '项目', width: 18 },
        { heading: '值', width: 80 },
      ],
      rows: formatSettings(system).map(({ name, value }) => [name, value]),
    },
  ];
  const levels = levelSheetRows(system.items);
  if (levels.length > 0) sheets.push({ name: LEVEL_SHEET, columns: LEVEL_COLUMNS, rows: levels });
  await writeTables(path, sheets, signal);
}

const LEVEL_COLUMNS = [
  { heading: '指标编码', width: 12 },
  { heading: '一级编码', width: 12 },
  { heading: '二级编码', width: 12 },
];

function indicatorRow(item: ScoringItem): string[] {
  const { method, parameters } = formatRules(item.rules);
  return [
    item.section === 'base' ? item.level1Name : SECTION_NAMES[item.section],
    item.level2Name,
    item.code,
    item.name,
    item.requirement,
    item.section === 'base' ? shortPoints(item.points) : '',
    method,
    parameters,
    item.standard,
    joinList(item.evidence),
    joinNames(item.groups),
    joinNames(item.unitTags),
    item.leadScorer,
    formatBasis(item.basis),
  ];
}

const MAX_JSON_BYTES = 20 * 1024 * 1024;

/**
 * Reads an indicator set from a JSON file in the shape of the shipped reference set.
 * @throws {AppError} INDICATOR_FILE_INVALID naming the place, when it has another shape.
 */
export async function readIndicatorJson(path: string): Promise<ReferenceSet> {
  const name = basename(path);
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) throw fileNotFound({ name });
  if (info.size > MAX_JSON_BYTES) throw workbookTooLarge({ name, limit: '文件超过 20 MB' });
  const text = await readFile(path, 'utf8');
  try {
    return readReferenceSet(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (cause) {
    if (cause instanceof SyntaxError)
      throw indicatorFileInvalid({ name, place: '整个文件', problem: '不是 JSON 格式' });
    if (cause instanceof ZodError) throw indicatorFileInvalid({ name, ...firstIssue(cause) });
    throw cause;
  }
}

function firstIssue(error: ZodError): { place: string; problem: string } {
  const issue = error.issues[0];
  return { place: issue?.path.join('.') || '整个文件', problem: '内容缺失或类型不对' };
}
