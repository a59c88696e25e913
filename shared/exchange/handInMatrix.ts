import type { LedgerRow, PackageState } from '../ipc/practice/exchange';
import type { SubmissionState } from '../year/submission';
import { PACKAGE_WAY, type PackageKind, type Seat } from './packageKind';

/** How far one kind of package is with one unit: the latest of them. */
export interface MatrixCell {
  readonly state: PackageState;
  /** ISO. */
  readonly at: string;
  /** How many there were. */
  readonly count: number;
}

export interface MatrixUnit {
  readonly code: string;
  readonly name: string;
  readonly group: string;
  /** How far its self-evaluation is here. */
  readonly state: SubmissionState;
}

/** One unit with every kind that goes to or comes from it; a kind that is not there has not been. */
export interface MatrixRow extends Omit<MatrixUnit, 'state'> {
  /** null for an assessor. */
  readonly state: SubmissionState | null;
  readonly cells: Readonly<Partial<Record<PackageKind, MatrixCell>>>;
  readonly standing: HandInStanding;
}

/** Whose turn it is. */
export type HandInStanding =
  /** Nothing was handed out to it. */
  | 'notSent'
  /** It has the task, or its work back, and has not answered. */
  | 'owes'
  /** Something of it waits for the office. */
  | 'waiting'
  /** What it sent is merged, but it has not handed it in: nobody can accept it. */
  | 'draft'
  /** Handed in; of an assessor: the latest word is merged. */
  | 'in';

export const HAND_IN_STANDINGS: Readonly<Record<HandInStanding, string>> = {
  notSent: '未下发',
  owes: '待报送',
  waiting: '待合并',
  draft: '未提交',
  in: '已报送',
};

/** Kinds between office and units, in the order of the year. */
export const UNIT_KINDS = (Object.keys(PACKAGE_WAY) as PackageKind[]).filter(
  (kind) => PACKAGE_WAY[kind].from === 'unit' || PACKAGE_WAY[kind].to === 'unit',
);

/** Kinds between office and assessors. */
export const ASSESSOR_KINDS: readonly PackageKind[] = ['assign', 'scores'];

/** What asks for an answer, and what answers it. */
interface Exchange {
  readonly asks: ReadonlySet<PackageKind>;
  readonly answers: PackageKind;
}

const OF_UNITS: Exchange = { asks: new Set(['task', 'return']), answers: 'self' };
const OF_ASSESSORS: Exchange = { asks: new Set(['assign']), answers: 'scores' };

/** Who has handed in: units in their order, with the latest package of each kind. Any order of the ledger gives the same. */
export function handInMatrix(
  units: readonly MatrixUnit[],
  ledger: readonly LedgerRow[],
): readonly MatrixRow[] {
  const byUnit = rowsOf(ledger, 'unit', ({ unitCode }) => unitCode);
  return units.map(({ code, name, group, state }) => {
    const rows = byUnit.get(code) ?? [];
    return { code, name, group, state, cells: cellsOf(rows), standing: unitStanding(rows, state) };
  });
}

/** The same of everybody an assignment was made for, by name. */
export function assessorMatrix(ledger: readonly LedgerRow[]): readonly MatrixRow[] {
  return [...rowsOf(ledger, 'assessor', ({ name }) => name)]
    .map(([name, rows]) => ({
      ...{ code: '', name, group: '', state: null, cells: cellsOf(rows) },
      standing: standingOf(rows, OF_ASSESSORS),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function rowsOf(
  ledger: readonly LedgerRow[],
  seat: Seat,
  nameOf: (party: LedgerRow['party']) => string,
): ReadonlyMap<string, readonly LedgerRow[]> {
  const found = new Map<string, LedgerRow[]>();
  for (const row of ledger) {
    if (row.party.seat !== seat || row.state === 'refused') continue;
    const name = nameOf(row.party);
    const rows = found.get(name);
    if (rows) rows.push(row);
    else found.set(name, [row]);
  }
  return found;
}

function cellsOf(rows: readonly LedgerRow[]): MatrixRow['cells'] {
  const cells: Partial<Record<PackageKind, MatrixCell>> = {};
  for (const { kind, state, at } of rows) {
    const before = cells[kind];
    const count = (before?.count ?? 0) + 1;
    cells[kind] = before && before.at > at ? { ...before, count } : { state, at, count };
  }
  return cells;
}

/**
 * A package alone does not say that a unit has handed in: it may bring what is still being filled in. A task given once
 * more, with a new deadline, takes nothing back.
 */
function unitStanding(rows: readonly LedgerRow[], state: SubmissionState): HandInStanding {
  const standing = standingOf(rows, OF_UNITS);
  if (standing === 'waiting') return standing;
  if (state === 'submitted' || state === 'accepted') return 'in';
  if (standing !== 'in') return standing;
  return state === 'returned' ? 'owes' : 'draft';
}

function standingOf(rows: readonly LedgerRow[], { asks, answers }: Exchange): HandInStanding {
  if (rows.some(({ direction, state }) => direction === 'in' && state === 'held')) return 'waiting';
  const asked = latest(rows.filter(({ kind }) => asks.has(kind)));
  const answered = latest(rows.filter(({ kind, state }) => kind === answers && state === 'merged'));
  if (answered > asked) return 'in';
  return asked === '' ? 'notSent' : 'owes';
}

function latest(rows: readonly LedgerRow[]): string {
  return rows.reduce((found, { at }) => (at > found ? at : found), '');
}
