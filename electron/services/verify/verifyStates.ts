import type { Kysely } from 'kysely';
import { CYCLE_STATE_NAMES, type CycleState } from '@shared/domain/cycleState';
import type { VerifyFinding } from '@shared/ipc/views';
import { listStateRows, STATE_TABLES, stateOf, tableShape, type StateTable } from '../../database/rowStates';
import type { Schema } from '../../database/schema';
import type { PlaceNames } from './placeNames';

/** Rows named at most of each table. */
const NAMED = 200;

/** What the trail last said of every guarded row that changes. */
export class LastStates {
  readonly #tables = new Map<StateTable, Map<string, string>>();

  /** Takes the states of an entry's `after`, in the order of the trail. */
  take(after: string): void {
    if (!after.includes('"states":')) return;
    for (const [table, states] of Object.entries(readStates(after))) {
      if (!(table in STATE_TABLES) || typeof states !== 'object' || states === null) continue;
      const known = this.of(table as StateTable);
      for (const [key, state] of Object.entries(states)) known.set(key, String(state));
    }
  }

  of(table: StateTable): Map<string, string> {
    const known = this.#tables.get(table) ?? new Map<string, string>();
    this.#tables.set(table, known);
    return known;
  }
}

function readStates(after: string): object {
  try {
    const { states } = JSON.parse(after) as { states?: unknown };
    return typeof states === 'object' && states !== null ? states : {};
  } catch {
    // Named by the chain: the entry was changed.
    return {};
  }
}

/** Holds every row of the guarded tables against what the trail last said of it. */
export async function verifyStates(
  db: Kysely<Schema>,
  last: LastStates,
  names: PlaceNames,
  signal?: AbortSignal,
): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  for (const table of Object.keys(STATE_TABLES) as StateTable[]) {
    findings.push(...(await verifyTable(db, table, last.of(table), names, signal)));
  }
  return findings;
}

async function verifyTable(
  db: Kysely<Schema>,
  table: StateTable,
  expected: ReadonlyMap<string, string>,
  names: PlaceNames,
  signal?: AbortSignal,
): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  const seen = new Set<string>();
  const { columns, key: keyColumns } = await tableShape(db, table);
  const name = (message: string, cells: string, of: readonly string[]): void => {
    if (findings.length >= NAMED) return;
    const values = JSON.parse(cells) as unknown[];
    const row = Object.fromEntries(of.map((column, index) => [column, values[index]]));
    findings.push({
      kind: 'audit',
      message,
      place: `${placeOf(table, row, names)}（${STATE_TABLES[table]}）`,
    });
  };
  for await (const rows of listStateRows(db, table)) {
    signal?.throwIfAborted();
    for (const { key, text } of rows) {
      seen.add(key);
      const state = expected.get(key) ?? '';
      if (state === '') name('不在审计记录里，不是软件写的', text, columns);
      else if (state !== stateOf(text)) name('与审计记录不符，在软件之外被改动过', text, columns);
    }
  }
  for (const [key, state] of expected) {
    if (state !== '' && !seen.has(key)) name('审计记录里有，记录却不见了', `[${key}]`, keyColumns);
  }
  return findings;
}

/** Columns that say what a row is to a person, the best first. */
const TELLING = ['title', 'name', 'text', 'number', 'file_name', 'item_code'];

/** Unit and item where a row has them, then what it is called; a row that is gone has only its key. */
function placeOf(table: StateTable, row: Readonly<Record<string, unknown>>, names: PlaceNames): string {
  const unitId = table === 'unit' ? row['id'] : row['unit_id'];
  const itemId = typeof row['item_id'] === 'number' && row['item_id'] > 0 ? row['item_id'] : null;
  if (table === 'evidence_link') return names.evidence(Number(row['evidence_id']), Number(row['item_id']));
  const parts: string[] = [];
  if (typeof unitId === 'number' && unitId > 0) parts.push(names.place(unitId, itemId));
  else if (itemId !== null) parts.push(names.item(itemId));
  if (table !== 'unit') {
    const told = TELLING.map((column) => row[column]).find((value) => value !== undefined && value !== '');
    if (told !== undefined) parts.push(String(told).slice(0, 40));
    if (typeof row['id'] === 'number') parts.push(`第 ${row['id']} 条`);
    else if (parts.length === 0) parts.push(keyText(row));
  }
  return parts.join(' · ');
}

/** The first two columns, where a row has nothing that tells more: those of its key. */
function keyText(row: Readonly<Record<string, unknown>>): string {
  return Object.values(row)
    .slice(0, 2)
    .map((value) => CYCLE_STATE_NAMES[value as CycleState] ?? String(value))
    .join(' · ');
}
