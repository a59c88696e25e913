import type { ScoreEntry } from '@shared/domain/score';
import type { RecordedScore } from '@shared/ipc/views';
import { call, toErrorReport } from '../../api';
import type { Place } from '../../shell/navigation';
import { reportSave, trackSave } from '../../shell/saveState';
import { EMPTY_HISTORY, noteEdit, redo, undo, type Edit, type EditHistory, type Replay } from './editHistory';
import { isFinalRefusal } from './finalRefusal';
import { TypingHolder } from '../../shell/typing';
import type { PendingRecord } from './recordQueue';
import { RetryingQueue } from './retryingQueue';

export interface SavedEvent {
  readonly answer: RecordedScore;
  readonly latest: boolean;
}

const keyOf = (unitId: number, itemId: number): string => `${unitId}:${itemId}`;
const saveKey = (unitId: number, itemId: number): string => `score:${keyOf(unitId, itemId)}`;

/**
 * Typing in one workspace for as long as it is open: the queue to the database, what was typed and is not yet
 * acknowledged, and what can be undone. Lives outside the screens, so leaving 评分 loses neither.
 */
export class ScoringSession {
  private lastPlace: Place | null = null;
  private history: EditHistory = EMPTY_HISTORY;
  private readonly typed = new Map<string, ScoreEntry>();
  private readonly savedListeners = new Set<(event: SavedEvent) => void>();
  private readonly refusedListeners = new Set<() => void>();
  private readonly changeListeners = new Set<() => void>();
  private failure: unknown = null;

  /** A write that failed is tried again by itself, and at once with the next keystroke. */
  private readonly queue = new RetryingQueue<RecordedScore>((record) => this.record(record), {
    saved: (record, answer, latest) => {
      if (latest) this.typed.delete(keyOf(record.unitId, record.itemId));
      this.setFailure(null);
      for (const listener of this.savedListeners) listener({ answer, latest });
    },
    refused: (record, cause) => {
      if (!isFinalRefusal(cause)) return false;
      this.giveUp(record, cause);
      return true;
    },
    failed: (_, cause) => this.setFailure(cause),
  });

  /** One keystroke: noted for undo, kept, and on its way to the database. */
  type(unitId: number, itemId: number, before: ScoreEntry, after: ScoreEntry, editId: string): void {
    this.note({ kind: 'entry', editId, unitId, itemId, before, after });
    this.send(unitId, itemId, after, editId);
  }

  /** What was typed for an item and may not be stored yet. */
  typedEntry(unitId: number, itemId: number): ScoreEntry | undefined {
    return this.typed.get(keyOf(unitId, itemId));
  }

  /** Places that can be typed no more, because they were locked: nothing of them can be undone. */
  forget(unitId: number, itemIds: readonly number[]): void {
    const stays = (edit: Edit): boolean => edit.unitId !== unitId || !itemIds.includes(edit.itemId);
    const { done, undone } = this.history;
    this.history = { done: done.filter(stays), undone: undone.filter(stays) };
    this.changed();
  }

  note(edit: Edit): void {
    this.history = noteEdit(this.history, edit);
    this.changed();
  }

  /** Takes the last step back (or again). An entry is already on its way; evidence is for the caller to relink. */
  step(direction: 'undo' | 'redo'): Replay | null {
    const taken = direction === 'undo' ? undo(this.history) : redo(this.history);
    if (!taken) return null;
    this.history = taken.history;
    const { replay } = taken;
    if (replay.kind === 'entry') this.send(replay.unitId, replay.itemId, replay.entry, crypto.randomUUID());
    this.changed();
    return replay;
  }

  retry(): void {
    this.queue.retry();
  }

  /** Before asking for something computed from the scores. */
  settled(): Promise<void> {
    return this.queue.settled();
  }

  /** Before what builds on the stored scores. @throws why the last write failed, where anything still waits. */
  arrived(): Promise<void> {
    return this.queue.arrived();
  }

  /** Where the person was last in 评分; null before the first visit. */
  get place(): Place | null {
    return this.lastPlace;
  }

  stayAt(place: Place): void {
    this.lastPlace = place;
  }

  get canUndo(): boolean {
    return this.history.done.length > 0;
  }

  get canRedo(): boolean {
    return this.history.undone.length > 0;
  }

  /** Why the last write failed; null while all is well. */
  get lastFailure(): unknown {
    return this.failure;
  }

  onSaved(listener: (event: SavedEvent) => void): () => void {
    this.savedListeners.add(listener);
    return () => this.savedListeners.delete(listener);
  }

  /** A value was refused for good: what is stored has to be shown again. */
  onRefused(listener: () => void): () => void {
    this.refusedListeners.add(listener);
    return () => this.refusedListeners.delete(listener);
  }

  onChange(listener: () => void): () => void {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  }

  close(): void {
    this.queue.close();
  }

  private record(record: PendingRecord): Promise<RecordedScore> {
    const key = saveKey(record.unitId, record.itemId);
    // A copy: the contract's shape is not read-only.
    const entry = { ...record.entry, inputs: record.entry.inputs.map((fields) => ({ ...fields })) };
    return trackSave(key, () => call('scores:record', { ...record, entry }), toErrorReport);
  }

  private send(unitId: number, itemId: number, entry: ScoreEntry, editId: string): void {
    this.typed.set(keyOf(unitId, itemId), entry);
    this.queue.put({ unitId, itemId, entry, editId });
  }

  private giveUp({ unitId, itemId }: PendingRecord, cause: unknown): void {
    this.typed.delete(keyOf(unitId, itemId));
    reportSave({ type: 'withdrawn', key: saveKey(unitId, itemId) });
    this.forget(unitId, [itemId]);
    this.setFailure(cause);
    for (const listener of this.refusedListeners) listener();
  }

  private setFailure(cause: unknown): void {
    if (this.failure === cause) return;
    this.failure = cause;
    this.changed();
  }

  private changed(): void {
    for (const listener of this.changeListeners) listener();
  }
}

/** The scoring typed into the open workspace. */
export const scoringTyping = new TypingHolder(() => new ScoringSession());
