import type { ItemResult, ScoreEntry } from '@shared/domain/score';
import type {
  ItemView,
  RankedTotalView,
  RecordedScore,
  ScoreAccess,
  ScoreRow,
  ScoreSheetRow,
  ScoreSheetView,
  UnitView,
} from '@shared/ipc/views';
import { evaluateItem } from '@shared/scoring/evaluateItem';

/** One item of the unit on the screen: as stored, as typed now, and what that comes to. */
export interface SheetLine {
  readonly item: ItemView;
  readonly row: ScoreSheetRow;
  readonly entry: ScoreEntry;
  readonly result: ItemResult;
}

export interface SheetState {
  readonly unit: UnitView;
  /** In table order. */
  readonly lines: readonly SheetLine[];
  /** null: not to be seen by this person yet. */
  readonly total: RankedTotalView | null;
}

/** Values typed in this session that the database may not have acknowledged yet. */
export type TypedEntries = (itemId: number) => ScoreEntry | undefined;

/** The sheet as it came, with what was typed meanwhile laid over it. Items the system no longer has are left out. */
export function openSheet(
  view: ScoreSheetView,
  items: ReadonlyMap<number, ItemView>,
  typed: TypedEntries,
  cycleYear: number,
): SheetState {
  const lines = view.rows.flatMap((row) => {
    const item = items.get(row.itemId);
    if (!item) return [];
    const entry = typed(row.itemId) ?? ownEntry(row);
    return [{ item, row, entry, result: evaluateItem(item, entry, cycleYear, isSettledAs(row, entry)) }];
  });
  return { unit: view.unit, lines, total: view.total };
}

/** What this person works on: the own marking where several score the item, else the score itself. */
export function ownEntry({ entry, marking }: Pick<ScoreRow & ScoreAccess, 'entry' | 'marking'>): ScoreEntry {
  return marking?.own?.entry ?? entry;
}

/** Whether an entry is the one decided from several markings: its points need not fit the rule's steps. */
export function isSettledAs(
  { settled, entry: stored }: Pick<ScoreRow, 'settled' | 'entry'>,
  entry: ScoreEntry,
): boolean {
  return settled && entry === stored;
}

function withLine(state: SheetState, itemId: number, change: (line: SheetLine) => SheetLine): SheetState {
  return { ...state, lines: state.lines.map((line) => (line.item.id === itemId ? change(line) : line)) };
}

/** A keystroke: points and reason follow at once. */
export function typeEntry(
  state: SheetState,
  itemId: number,
  entry: ScoreEntry,
  cycleYear: number,
): SheetState {
  return withLine(state, itemId, (line) => ({
    ...line,
    entry,
    result: evaluateItem(line.item, entry, cycleYear),
  }));
}

/**
 * The database's answer. `latest` is false where the person has typed on meanwhile: the row is then only as new as the
 * answer, and what is typed stays. Rank and grade are asked for separately and stay as they were.
 */
export function takeRecorded(state: SheetState, answer: RecordedScore): SheetState {
  const total = state.total && answer.total ? { ...state.total, ...answer.total } : state.total;
  return withLine({ ...state, total }, answer.row.itemId, (line) => ({
    ...line,
    row: { ...line.row, ...answer.row, marking: answer.marking ?? line.row.marking },
  }));
}

/** How many files an item has, after adding or removing some. */
export function takeEvidenceCount(state: SheetState, itemId: number, count: number): SheetState {
  return withLine(state, itemId, (line) => ({ ...line, row: { ...line.row, evidenceCount: count } }));
}

/** 已评 n/m over the base items that apply, as typed now: what the eye sees must not wait for the database. */
export function progressOf(state: SheetState): { readonly scored: number; readonly applicable: number } {
  let scored = 0;
  let applicable = 0;
  for (const { item, result } of state.lines) {
    if (item.section !== 'base' || result.status === 'notApplicable') continue;
    applicable += 1;
    if (result.status === 'scored') scored += 1;
  }
  return { scored, applicable };
}
