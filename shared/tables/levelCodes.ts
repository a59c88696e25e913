import type { ScoringItem } from '../domain/indicatorSystem';
import type { Heading } from './columns';
import { LEVEL_SHEET, type GuessedColumn } from './indicatorColumns';
import type { ReadItem } from './indicatorRows';
import type { ProblemList } from './problemList';
import { cellAddress, textAt, type SheetText } from './sheet';

export interface LevelCodes {
  readonly level1Code: string;
  readonly level2Code: string;
}

type Placed = Pick<ScoringItem, 'code' | 'section' | 'level1Name' | 'level2Name'>;

/** Codes of the parts beside the 100 points. */
const SECTION_CODES = { bonus: 'J', deduction: 'K', veto: 'V' } as const;

/**
 * Codes of levels 1 and 2. Where the items' codes carry them (1.2.3) they are taken from there; where any does not, or
 * where they contradict the names, the levels are numbered in the order they occur.
 */
export function assignLevels(items: readonly Placed[]): LevelCodes[] {
  return fromItemCodes(items) ?? inOrder(items);
}

function fromItemCodes(items: readonly Placed[]): LevelCodes[] | null {
  const nameOfCode = new Map<string, string>();
  const codeOfName = new Map<string, string>();
  const agree = (code: string, name: string): boolean => {
    if ((nameOfCode.get(code) ?? name) !== name || (codeOfName.get(name) ?? code) !== code) return false;
    nameOfCode.set(code, name);
    codeOfName.set(name, code);
    return true;
  };
  const codes: LevelCodes[] = [];
  for (const item of items) {
    if (item.section !== 'base') {
      codes.push(besideBase(item.section));
      continue;
    }
    const parts = item.code.split('.');
    const needed = item.level2Name === '' ? 2 : 3;
    const level1Code = parts[0] ?? '';
    const level2Code = item.level2Name === '' ? '' : parts.slice(0, 2).join('.');
    if (parts.length < needed || parts.includes('') || !agree(level1Code, item.level1Name)) return null;
    if (level2Code !== '' && !agree(level2Code, `${item.level1Name}\n${item.level2Name}`)) return null;
    codes.push({ level1Code, level2Code });
  }
  return codes;
}

/** Outside the 100 points there is one part for each section, without a level of its own below it. */
function besideBase(section: keyof typeof SECTION_CODES): LevelCodes {
  return { level1Code: SECTION_CODES[section], level2Code: '' };
}

function inOrder(items: readonly Placed[]): LevelCodes[] {
  const level1 = new Map<string, { code: string; level2: Map<string, string> }>();
  return items.map((item) => {
    if (item.section !== 'base') return besideBase(item.section);
    const part = level1.get(item.level1Name) ?? {
      code: String(level1.size + 1),
      level2: new Map<string, string>(),
    };
    level1.set(item.level1Name, part);
    if (item.level2Name === '') return { level1Code: part.code, level2Code: '' };
    const level2Code = part.level2.get(item.level2Name) ?? `${part.code}.${part.level2.size + 1}`;
    part.level2.set(item.level2Name, level2Code);
    return { level1Code: part.code, level2Code };
  });
}

/** Sheet 层级编码, by item code; empty where the workbook has none. */
export function readLevelSheet(sheets: readonly SheetText[]): Map<string, LevelCodes> {
  const codes = new Map<string, LevelCodes>();
  const sheet = sheets.find(({ name }) => name === LEVEL_SHEET);
  for (const row of sheet?.rows ?? []) {
    if (row.rowNumber > 1)
      codes.set(textAt(row, 0), { level1Code: textAt(row, 1), level2Code: textAt(row, 2) });
  }
  return codes;
}

/** Rows of sheet 层级编码: none where the codes follow from the rest of the table anyway. */
export function levelSheetRows(items: readonly ScoringItem[]): string[][] {
  const derived = assignLevels(items);
  const same = items.every(
    (item, index) =>
      item.level1Code === derived[index]?.level1Code && item.level2Code === derived[index]?.level2Code,
  );
  return same ? [] : items.map((item) => [item.code, item.level1Code, item.level2Code]);
}

/**
 * Gives every item its code: the table's own; else 序号 where that holds unlike dotted codes; else a count within the
 * levels. Reports missing and repeated codes, and codes Excel may have changed (1.10 typed as a number is 1.1).
 */
export function assignCodes(
  read: readonly ReadItem[],
  heading: Heading<GuessedColumn>,
  problems: ProblemList,
): ReadItem[] {
  const own = read.map(({ item }) => item.code);
  if (own.some((code) => code !== '') && !restarts(own)) return checkOwnCodes(read, heading, problems);
  const sequence = read.map((each) => each.sequence);
  const index =
    heading.columns[own.some((code) => code !== '') ? 'code' : 'sequence'] ?? heading.columns.name;
  if (
    sequence.every((text) => /^\d+(\.\d+){1,3}$/.test(text)) &&
    new Set(sequence).size === sequence.length &&
    read.length > 0
  ) {
    problems.assumption(
      'CODES_FROM_SEQUENCE',
      cellAddress(heading.rowNumber, index),
      '“序号”列里的编号作为指标编码。',
    );
    return read.map((each) => withCode(each, each.sequence));
  }
  if (read.length > 0) {
    problems.assumption(
      'ITEMS_NUMBERED',
      cellAddress(heading.rowNumber, index),
      '表中没有可用的指标编码，已按顺序编为 1.1.1、1.1.2……',
      '要用自己的编码，请加“指标编码”列（文本格式），每项一个，不能重复。',
    );
  }
  return numbered(read);
}

/** Plain counts that start again in each part (1, 2, 3, 1, 2 …) are a 序号, whatever the column is called. */
function restarts(codes: readonly string[]): boolean {
  const given = codes.filter((code) => code !== '');
  return given.every((code) => /^\d{1,3}$/.test(code)) && new Set(given).size < given.length;
}

function withCode(read: ReadItem, code: string): ReadItem {
  return { ...read, item: { ...read.item, code } };
}

function numbered(read: readonly ReadItem[]): ReadItem[] {
  const levels = inOrder(read.map(({ item }) => item));
  const counts = new Map<string, number>();
  return read.map((each, index) => {
    const level = levels[index];
    const prefix = level?.level2Code || level?.level1Code || '1';
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    return withCode(each, `${prefix}.${count}`);
  });
}

function checkOwnCodes(
  read: readonly ReadItem[],
  heading: Heading<GuessedColumn>,
  problems: ProblemList,
): ReadItem[] {
  const rowOfCode = new Map<string, number>();
  for (const { item, codeCell, rowNumber } of read) {
    const { code } = item;
    const cell = cellAddress(rowNumber, heading.columns.code);
    const before = rowOfCode.get(code);
    if (code === '')
      problems.error('ITEM_CODE_MISSING', cell, '没有指标编码。', '请填写指标编码，每项一个，不能重复。');
    else if (codeCell?.kind === 'date')
      problems.error(
        'CODE_IS_DATE',
        cell,
        `编码被表格软件当成了日期（${code}）。`,
        '请把这一列设为文本格式，重新填写编码。',
      );
    else if (before !== undefined) {
      const hint =
        codeCell?.number !== undefined
          ? '这一格是数字格式，1.10 会变成 1.1：请把整列设为文本格式后重填。'
          : '';
      problems.error(
        'DUPLICATE_CODE',
        cell,
        `指标编码“${code}”和第 ${before} 行重复。`,
        `${hint}请改成不同的编码。`,
      );
    } else rowOfCode.set(code, rowNumber);
  }
  return [...read];
}
