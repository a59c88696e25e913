import type { SavedReview } from '@shared/ipc/practice/caseFile';
import { call } from '../../api';
import { TypingHolder } from '../../shell/typing';
import { DraftSession } from '../scoring/draftSession';
import type { ReviewDraft } from './reviewDraft';

/** One review is one place; it has no item. */
const NO_ITEM = 0;

/** Typing in 评查 while one workspace is open. Like ScoringSession, it outlives the screen. */
export class ReviewSession extends DraftSession<SavedReview, ReviewDraft> {
  constructor() {
    super({
      keyOf: (reviewId) => `caseReview:${reviewId}`,
      send: ({ unitId: reviewId, entry, editId }) =>
        call('caseFiles:saveReview', toRequest(reviewId, entry, editId)),
    });
  }

  type(reviewId: number, draft: ReviewDraft, editId: string): void {
    this.put({ unitId: reviewId, itemId: NO_ITEM, entry: draft, editId });
  }

  typedDraft(reviewId: number): ReviewDraft | undefined {
    return this.draftAt(reviewId, NO_ITEM);
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
