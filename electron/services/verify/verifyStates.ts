import type { Kysely } from 'kysely';
import type { VerifyFinding } from '@shared/ipc/views';
import { listStateRows, STATE_TABLES, stateOf, type StateTable } from '../../database/rowStates';
import type { Schema } from '../../database/schema';
import type { PlaceNames } from './placeNames';

const NAMES: Readonly<Record<StateTable, string>> = {
  unit: '被考评单位',
  evidence_link: '材料关联和审核',
  self_evaluation: '自评',
  survey_result: '满意度测评',
};

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
  const name = (message: string, key: string): void => {
    const place = `${placeOf(table, key, names)}（${NAMES[table]}）`;
    if (findings.length < NAMED) findings.push({ kind: 'audit', message, place });
  };
  for await (const rows of listStateRows(db, table)) {
    signal?.throwIfAborted();
    for (const { key, text } of rows) {
      seen.add(key);
      const state = expected.get(key) ?? '';
      if (state === '') name('不在审计记录里，不是软件写的', key);
      else if (state !== stateOf(text)) name('与审计记录不符，在软件之外被改动过', key);
    }
  }
  for (const [key, state] of expected) {
    if (state !== '' && !seen.has(key)) name('审计记录里有，记录却不见了', key);
  }
  return findings;
}

function placeOf(table: StateTable, key: string, names: PlaceNames): string {
  const [first = 0, second = 0] = key.split(',').map(Number);
  switch (table) {
    case 'unit':
    case 'survey_result':
      return names.place(first, null);
    case 'self_evaluation':
      return names.place(first, second);
    case 'evidence_link':
      return names.evidence(first, second);
    default:
      return table satisfies never;
  }
}
