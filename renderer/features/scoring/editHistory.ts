import type { ScoreEntry } from '@shared/domain/score';

/** What one visit to a field group changed: everything typed between entering and leaving it is undone as one. */
export interface EntryEdit {
  readonly kind: 'entry';
  readonly editId: string;
  readonly unitId: number;
  readonly itemId: number;
  readonly before: ScoreEntry;
  readonly after: ScoreEntry;
}

/** A file taken away from an item or attached to one. Undone by the opposite. */
export interface EvidenceEdit {
  readonly kind: 'evidence';
  readonly unitId: number;
  readonly itemId: number;
  readonly evidenceId: number;
  readonly linked: boolean;
}

export type Edit = EntryEdit | EvidenceEdit;

/** Unlimited for the session; across units. */
export interface EditHistory {
  readonly done: readonly Edit[];
  readonly undone: readonly Edit[];
}

export const EMPTY_HISTORY: EditHistory = { done: [], undone: [] };

function sameFields(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => (a[key] ?? '') === (b[key] ?? ''));
}

/** Whether two entries say the same; a field left blank is the same as one never touched. */
export function sameEntry(a: ScoreEntry, b: ScoreEntry): boolean {
  const rules = Math.max(a.inputs.length, b.inputs.length);
  for (let rule = 0; rule < rules; rule++) {
    if (!sameFields(a.inputs[rule] ?? {}, b.inputs[rule] ?? {})) return false;
  }
  return a.points === b.points && a.notApplicable === b.notApplicable && a.reason === b.reason;
}

/**
 * Notes an edit. Keystrokes of one visit (`editId`) grow into one step; a visit that ends where it began leaves none.
 * A new edit ends what could be redone.
 */
export function noteEdit(history: EditHistory, edit: Edit): EditHistory {
  const last = history.done.at(-1);
  if (edit.kind === 'entry' && last?.kind === 'entry' && last.editId === edit.editId) {
    const grown = { ...last, after: edit.after };
    const rest = history.done.slice(0, -1);
    return { done: sameEntry(grown.before, grown.after) ? rest : [...rest, grown], undone: [] };
  }
  if (edit.kind === 'entry' && sameEntry(edit.before, edit.after)) return history;
  return { done: [...history.done, edit], undone: [] };
}

/** What has to be done at `unitId`/`itemId` to take a step back or forward. */
export type Replay =
  | { readonly kind: 'entry'; readonly unitId: number; readonly itemId: number; readonly entry: ScoreEntry }
  | {
      readonly kind: 'evidence';
      readonly unitId: number;
      readonly itemId: number;
      readonly evidenceId: number;
      readonly linked: boolean;
    };

function replay(edit: Edit, direction: 'undo' | 'redo'): Replay {
  const { unitId, itemId } = edit;
  if (edit.kind === 'entry') {
    return { kind: 'entry', unitId, itemId, entry: direction === 'undo' ? edit.before : edit.after };
  }
  const linked = direction === 'undo' ? !edit.linked : edit.linked;
  return { kind: 'evidence', unitId, itemId, evidenceId: edit.evidenceId, linked };
}

/** The step to take back, with the history after it; null where nothing is left. */
export function undo(history: EditHistory): { history: EditHistory; replay: Replay } | null {
  const last = history.done.at(-1);
  if (!last) return null;
  return {
    history: { done: history.done.slice(0, -1), undone: [...history.undone, last] },
    replay: replay(last, 'undo'),
  };
}

/** The step to take again, with the history after it; null where nothing was undone. */
export function redo(history: EditHistory): { history: EditHistory; replay: Replay } | null {
  const next = history.undone.at(-1);
  if (!next) return null;
  return {
    history: { done: [...history.done, next], undone: history.undone.slice(0, -1) },
    replay: replay(next, 'redo'),
  };
}
