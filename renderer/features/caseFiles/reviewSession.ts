import type { SavedReview } from '@shared/ipc/practice/caseFile';
import { call, toErrorReport } from '../../api';
import { trackSave } from '../../shell/saveState';
import { TypingHolder } from '../../shell/typing';
import { RetryingQueue } from '../scoring/retryingQueue';
import type { ReviewDraft } from './reviewDraft';

/** Typing in 评查 while one workspace is open. Like ScoringSession, it outlives the screen. */
export class ReviewSession {
  private readonly typed = new Map<number, ReviewDraft>();

  // One review is one place; it has no item.
  private readonly queue = new RetryingQueue<SavedReview, ReviewDraft>(
    ({ unitId: reviewId, entry, editId }) =>
      trackSave(
        `caseReview:${reviewId}`,
        () => call('caseFiles:saveReview', toRequest(reviewId, entry, editId)),
        toErrorReport,
      ),
    {
      saved: (record, _, latest) => {
        if (latest) this.typed.delete(record.unitId);
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
    this.queue.close();
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

/** What was typed into the case-file reviews of the open workspace. */
export const reviewTyping = new TypingHolder(() => new ReviewSession());
