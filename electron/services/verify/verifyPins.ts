import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { VerifyFinding } from '@shared/ipc/views';
import {
  listRowLines,
  markDigits,
  markOf,
  PINNED_COLUMNS,
  pinnedMark,
  rowRange,
  type PinnedRows,
  type PinnedTable,
  type RowLine,
  type RowPin,
} from '../../database/rowPins';
import type { Schema } from '../../database/schema';
import type { PlaceNames } from './placeNames';

const ROW_NAMES: Readonly<Record<PinnedTable, string>> = {
  score_history: '评分保存记录',
  score_adjustment: '得分调整记录',
  evidence: '佐证材料登记',
  indicator_system: '指标体系',
  part: '一级指标',
  item: '指标',
};

/** Rows named at most of each table. */
const NAMED = 200;

/** The pins of an entry's `after`; none where it has none or cannot be read. */
export function readPins(after: string): RowPin[] {
  if (!after.includes('"pins":')) return [];
  try {
    const { pins } = JSON.parse(after) as { pins?: unknown };
    return Array.isArray(pins) ? pins.filter(isPin) : [];
  } catch {
    // Named by the chain: the entry was changed.
    return [];
  }
}

function isPin(value: unknown): value is RowPin {
  if (typeof value !== 'object' || value === null) return false;
  const { table, first, last, digest, marks } = value as Readonly<Record<string, unknown>>;
  return (
    typeof table === 'string' &&
    table in PINNED_COLUMNS &&
    typeof first === 'number' &&
    typeof last === 'number' &&
    typeof digest === 'string' &&
    typeof marks === 'string' &&
    // As many marks as rows: an entry somebody changed cannot send the check looking for a billion rows.
    marks.length === markDigits({ first, last })
  );
}

/**
 * Holds every row of one table that never changes against the digests on the trail.
 *
 * @returns the rows no entry pins, as ranges of ids, beside what is wrong with the pinned ones.
 */
export async function verifyPins(
  db: Kysely<Schema>,
  table: PinnedTable,
  pins: readonly RowPin[],
  names: PlaceNames,
  signal?: AbortSignal,
): Promise<{ readonly findings: readonly VerifyFinding[]; readonly loose: readonly PinnedRows[] }> {
  const own = pins.filter((pin) => pin.table === table).toSorted((a, b) => a.first - b.first);
  const findings: VerifyFinding[] = [];
  for (const pin of own) {
    signal?.throwIfAborted();
    findings.push(...(await verifyPin(db, pin, names)));
  }
  return { findings: findings.slice(0, NAMED), loose: gapsBetween(own, await rowRange(db, table)) };
}

async function verifyPin(db: Kysely<Schema>, pin: RowPin, names: PlaceNames): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  let next = pin.first;
  const gone = (until: number): void => {
    for (; next < until && findings.length < NAMED; next++) {
      const place = `${ROW_NAMES[pin.table]}第 ${next} 条`;
      findings.push({ kind: 'audit', message: '审计记录里有，记录却不见了', place });
    }
    next = until;
  };
  const hash = createHash('sha256');
  for await (const lines of listRowLines(db, pin)) {
    for (const line of lines) {
      gone(line.id);
      next = line.id + 1;
      hash.update(line.text).update('\n');
      if (markOf(line.text) === pinnedMark(pin, line.id)) continue;
      findings.push({
        kind: 'audit',
        message: '与审计记录不符，在软件之外被改动过',
        place: placeOf(pin, line, names),
      });
      if (findings.length >= NAMED) return findings;
    }
  }
  gone(pin.last + 1);
  // A mark is short enough to be hit on purpose; the digest is not.
  if (findings.length === 0 && hash.digest('hex') !== pin.digest) {
    const place = `${ROW_NAMES[pin.table]}第 ${pin.first}–${pin.last} 条`;
    return [{ kind: 'audit', message: '与审计记录不符，在软件之外被改动过', place }];
  }
  return findings;
}

type Cell = string | number | null;

/** Reads a row by the names of its columns. */
function cellsOf(table: PinnedTable, { text }: RowLine): (column: string) => Cell {
  const cells = JSON.parse(text) as Cell[];
  const columns: readonly string[] = PINNED_COLUMNS[table];
  return (column) => cells[columns.indexOf(column)] ?? null;
}

function placeOf({ table }: PinnedRows, line: RowLine, names: PlaceNames): string {
  const cell = cellsOf(table, line);
  const row = `${ROW_NAMES[table]}第 ${line.id} 条`;
  switch (table) {
    case 'indicator_system':
      return `${cell('title')} ${cell('version')}（${row}）`;
    case 'part':
    case 'item':
      return `${cell('code')} ${cell('name')}（${row}）`;
    case 'evidence':
      return `${names.place(Number(cell('unit_id')), null)} · ${cell('name')}（${row}）`;
    case 'score_history':
    case 'score_adjustment':
      return `${names.place(Number(cell('unit_id')), Number(cell('item_id')))}（${row}）`;
    default:
      return table satisfies never;
  }
}

function gapsBetween(pins: readonly RowPin[], all: PinnedRows | undefined): PinnedRows[] {
  if (!all) return [];
  const { table } = all;
  const gaps: PinnedRows[] = [];
  let next = all.first;
  for (const { first, last } of pins) {
    if (first > next) gaps.push({ table, first: next, last: first - 1 });
    next = Math.max(next, last + 1);
  }
  if (next <= all.last) gaps.push({ table, first: next, last: all.last });
  return gaps;
}

/** Rows that must be on the trail and are not. Drafts of indicator systems need not be. */
export async function nameLoose(
  db: Kysely<Schema>,
  loose: readonly PinnedRows[],
  names: PlaceNames,
): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  const systems = await db.selectFrom('indicator_system').select(['id', 'status']).execute();
  const drafts = new Set(systems.filter(({ status }) => status === 'draft').map(({ id }) => id));
  for (const rows of loose) {
    for await (const lines of listRowLines(db, rows)) {
      for (const line of lines) {
        if (findings.length >= NAMED) return findings;
        if (drafts.has(systemOf(rows.table, line))) continue;
        findings.push({
          kind: 'audit',
          message: '不在审计记录里，不是软件写的',
          place: placeOf(rows, line, names),
        });
      }
    }
  }
  return findings;
}

/** The indicator system a row belongs to; 0 for rows of none. */
function systemOf(table: PinnedTable, line: RowLine): number {
  if (table === 'indicator_system') return line.id;
  return table === 'part' || table === 'item' ? Number(cellsOf(table, line)('system_id')) : 0;
}
