import { call, toErrorReport } from '../../api';
import { trackSave } from '../../shell/saveState';
import { TypingHolder } from '../../shell/typing';
import { RetryingQueue } from '../scoring/retryingQueue';
import type { SelfEntry } from './selfState';

/** Typing in 自评填报 while one workspace is open. Like ScoringSession, it outlives the screen. */
export class SelfSession {
  private readonly typed = new Map<string, SelfEntry>();
  /** What is typed without leaving the item is one edit on the trail. */
  private visit = { place: '', id: '' };

  private readonly queue = new RetryingQueue<{ savedAt: string }, SelfEntry>(
    ({ unitId, itemId, entry, editId }) =>
      trackSave(
        `self:${unitId}:${itemId}`,
        () => call('self:record', { unitId, itemId, ...entry, editId }),
        toErrorReport,
      ),
    {
      saved: (record, _, latest) => {
        if (latest) this.typed.delete(`${record.unitId}:${record.itemId}`);
      },
    },
  );

  type(unitId: number, itemId: number, entry: SelfEntry): void {
    const place = `${unitId}:${itemId}`;
    if (this.visit.place !== place) this.visit = { place, id: crypto.randomUUID() };
    this.typed.set(`${unitId}:${itemId}`, entry);
    this.queue.put({ unitId, itemId, entry, editId: this.visit.id });
  }

  typedEntry(unitId: number, itemId: number): SelfEntry | undefined {
    return this.typed.get(`${unitId}:${itemId}`);
  }

  settled(): Promise<void> {
    return this.queue.settled();
  }

  close(): void {
    this.queue.close();
  }
}

/** What was typed into the self-evaluations of the open workspace. */
export const selfTyping = new TypingHolder(() => new SelfSession());
