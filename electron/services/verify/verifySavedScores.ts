import { sql, type Kysely } from 'kysely';
import type { VerifyFinding } from '@shared/ipc/views';
import { wellFormed } from '../../database/auditRepository';
import type { PinnedRows } from '../../database/rowPins';
import type { Schema } from '../../database/schema';
import type { PlaceNames } from './placeNames';

/** Places named at most by each question. */
const NAMED = 200;

/** Lines of history asked about at a time. */
const LINES_AT_A_TIME = 20_000;

interface Line {
  unit_id: number;
  item_id: number;
  inputs: string;
  direct_points: string;
  not_applicable: 0 | 1;
  reason: string;
  scorer: string;
  status: string;
  points: number | null;
  settled: 0 | 1;
  at: string;
  revision: number;
}

/**
 * Scores that were saved one by one: each line of history must be what the trail says was saved, by its edit, its place
 * and its number; and whatever the trail says was saved must have its line.
 *
 * @param loose  the lines no entry pins by digest.
 */
export async function verifySavedScores(
  db: Kysely<Schema>,
  loose: readonly PinnedRows[],
  names: PlaceNames,
  signal?: AbortSignal,
): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  for (const { first, last } of loose) {
    for (let from = first; from <= last && findings.length < NAMED; from += LINES_AT_A_TIME) {
      signal?.throwIfAborted();
      const to = Math.min(last, from + LINES_AT_A_TIME - 1);
      findings.push(...(await changedLines(db, from, to, names)));
    }
  }
  return [...findings, ...(await missingLines(db, names)), ...(await missingNumbers(db))];
}

async function changedLines(
  db: Kysely<Schema>,
  from: number,
  to: number,
  names: PlaceNames,
): Promise<VerifyFinding[]> {
  // What differs here is looked at again below, with the program's own reading of JSON and of broken characters.
  const result = await sql<Line & { id: number; after: string | null }>`
    SELECT h.*, e.after FROM score_history AS h
    LEFT JOIN audit_entry AS e ON e.edit_id = h.edit_id AND e.edit_id <> '' AND e.unit_id = h.unit_id
      AND e.item_id = h.item_id AND e.action IN ('score.record', 'score.settle')
      AND iif(json_valid(e.after), e.after ->> '$.revision', NULL) = h.revision
    WHERE h.id BETWEEN ${from} AND ${to} AND (e.id IS NULL
      OR (h.inputs, h.direct_points, h.not_applicable, h.reason, h.scorer, h.status, h.at, h.settled) IS NOT
        (e.after -> '$.inputs', e.after ->> '$.points', e.after ->> '$.notApplicable', e.after ->> '$.reason',
         e.after ->> '$.scorer', e.after ->> '$.status', e.after ->> '$.at', e.after ->> '$.settled')
      OR h.points IS NOT e.after ->> '$.score')
    LIMIT ${NAMED}`.execute(db);
  return result.rows.flatMap(({ id, after, ...line }): VerifyFinding[] => {
    const place = `${names.place(line.unit_id, line.item_id)}（评分保存记录第 ${id} 条）`;
    if (after === null) return [{ kind: 'audit', message: '不在审计记录里，或与审计记录不符', place }];
    return isAsAudited(line, after)
      ? []
      : [{ kind: 'audit', message: '与审计记录不符，在软件之外被改动过', place }];
  });
}

function isAsAudited(line: Line, after: string): boolean {
  const audited = JSON.parse(after) as Readonly<Record<string, unknown>>;
  const text = (key: string): unknown => {
    const value = audited[key];
    return typeof value === 'string' ? wellFormed(value) : value;
  };
  return (
    JSON.stringify(audited.inputs) === line.inputs &&
    text('points') === line.direct_points &&
    audited.notApplicable === (line.not_applicable === 1) &&
    text('reason') === line.reason &&
    text('scorer') === line.scorer &&
    audited.status === line.status &&
    audited.score === line.points &&
    audited.settled === (line.settled === 1) &&
    audited.at === line.at &&
    audited.revision === line.revision
  );
}

/** A save on the trail whose line is gone, or stands at an earlier number. */
async function missingLines(db: Kysely<Schema>, names: PlaceNames): Promise<VerifyFinding[]> {
  const result = await sql<{ id: number; unit_id: number; item_id: number }>`
    SELECT e.id, e.unit_id, e.item_id FROM audit_entry AS e
    WHERE e.action IN ('score.record', 'score.settle') AND json_valid(e.after) AND NOT EXISTS (
      SELECT 1 FROM score_history AS h WHERE h.unit_id = e.unit_id AND h.item_id = e.item_id
        AND h.edit_id = e.edit_id AND h.revision >= e.after ->> '$.revision')
    LIMIT ${NAMED}`.execute(db);
  return result.rows.map((row) => ({
    kind: 'audit',
    message: '审计记录里有，评分保存记录却不见了',
    place: `${names.place(row.unit_id, row.item_id)}（审计记录第 ${row.id} 条）`,
  }));
}

/** Lines are numbered without gaps, so one taken out or renumbered leaves its number empty. */
async function missingNumbers(db: Kysely<Schema>): Promise<VerifyFinding[]> {
  const counted = await sql<{ lines: number; last: number | null }>`
    SELECT count(*) AS lines, max(id) AS last FROM score_history`.execute(db);
  const { lines = 0, last = 0 } = counted.rows[0] ?? {};
  if (lines === (last ?? 0)) return [];
  const result = await sql<{ first: number; next: number }>`
    SELECT h.id + 1 AS first, (SELECT min(n.id) FROM score_history AS n WHERE n.id > h.id) AS next
    FROM (SELECT 0 AS id UNION ALL SELECT id FROM score_history) AS h
    WHERE NOT EXISTS (SELECT 1 FROM score_history AS n WHERE n.id = h.id + 1) AND h.id < ${last}
    LIMIT ${NAMED}`.execute(db);
  return result.rows.map(({ first, next }) => ({
    kind: 'audit',
    message: '编号中断，记录被删去或改了编号',
    place: `评分保存记录第 ${first === next - 1 ? first : `${first}–${next - 1}`} 条`,
  }));
}
