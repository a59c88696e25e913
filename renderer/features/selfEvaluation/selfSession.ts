import { call, toErrorReport } from '../../api';
import { trackSave } from '../../shell/saveState';
import { RecordQueue } from '../scoring/recordQueue';
import type { SelfEntry } from './selfState';

const RETRY_AFTER_MS = 4000;

/** Typing in 自评填报 while one workspace is open. Like ScoringSession, it outlives the screen. */
export class SelfSession {
  private readonly typed = new Map<string, SelfEntry>();
  private closed = false;
  /** What is typed without leaving the item is one edit on the trail. */
  private visit = { place: '', id: '' };
  private retryTimer: ReturnType<typeof setTimeout> | null = null;

  private readonly queue = new RecordQueue<{ savedAt: string }, SelfEntry>(
    ({ unitId, itemId, entry, editId }) =>
      this.closed
        ? Promise.reject(new Error('the workspace of this self-evaluation is closed'))
        : trackSave(
            `self:${unitId}:${itemId}`,
            () => call('self:record', { unitId, itemId, ...entry, editId }),
            toErrorReport,
          ),
    {
      saved: (record, _, latest) => {
        if (latest) this.typed.delete(`${record.unitId}:${record.itemId}`);
      },
      failed: () => {
        if (this.closed || this.retryTimer !== null) return;
        this.retryTimer = setTimeout(() => {
          this.retryTimer = null;
          this.queue.retry();
        }, RETRY_AFTER_MS);
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
    this.closed = true;
    if (this.retryTimer !== null) clearTimeout(this.retryTimer);
  }
}

let current: { readonly workspace: string; readonly session: SelfSession } | null = null;

/** The session of the open workspace; a new one when another is opened. */
export function selfSessionFor(workspaceFolder: string): SelfSession {
  if (current?.workspace !== workspaceFolder) {
    current?.session.close();
    current = { workspace: workspaceFolder, session: new SelfSession() };
  }
  return current.session;
}
