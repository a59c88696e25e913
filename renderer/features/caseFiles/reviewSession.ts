import type { SavedReview } from '@shared/ipc/practice/caseFile';
import { call, toErrorReport } from '../../api';
import { trackSave } from '../../shell/saveState';
import { RecordQueue } from '../scoring/recordQueue';
import type { ReviewDraft } from './reviewDraft';

const RETRY_AFTER_MS = 4000;

/** Typing in 评查 while one workspace is open. Like ScoringSession, it outlives the screen. */
export class ReviewSession {
  private readonly typed = new Map<number, ReviewDraft>();
  private closed = false;
  private retryTimer: ReturnType<typeof setTimeout> | null = null;

  // One review is one place; it has no item.
  private readonly queue = new RecordQueue<SavedReview, ReviewDraft>(
    ({ unitId: reviewId, entry, editId }) =>
      this.closed
        ? Promise.reject(new Error('the workspace of this review is closed'))
        : trackSave(
            `caseReview:${reviewId}`,
            () => call('caseFiles:saveReview', toRequest(reviewId, entry, editId)),
            toErrorReport,
          ),
    {
      saved: (record, _, latest) => {
        if (latest) this.typed.delete(record.unitId);
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

  type(reviewId: number, draft: ReviewDraft, editId: string): void {
    this.typed.set(reviewId, draft);
    this.queue.put({ unitId: reviewId, itemId: 0, entry: draft, editId });
  }

  typedDraft(reviewId: number): ReviewDraft | undefined {
    return this.typed.get(reviewId);
  }

  settled(): Promise<void> {
    return this.queue.settled();
  }

  close(): void {
    this.closed = true;
    if (this.retryTimer !== null) clearTimeout(this.retryTimer);
  }
}

function toRequest(reviewId: number, { findings, highlights, opinion }: ReviewDraft, editId: string) {
  const { gates, deductions } = findings;
  return {
    reviewId,
    findings: { gates: [...gates], deductions: [...deductions] },
    highlights,
    opinion,
    editId,
  };
}

let current: { readonly workspace: string; readonly session: ReviewSession } | null = null;

/** The session of the open workspace; a new one when another is opened. */
export function reviewSessionFor(workspaceFolder: string): ReviewSession {
  if (current?.workspace !== workspaceFolder) {
    current?.session.close();
    current = { workspace: workspaceFolder, session: new ReviewSession() };
  }
  return current.session;
}
