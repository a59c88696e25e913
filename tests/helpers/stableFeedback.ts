import type { FeedbackView } from '@shared/ipc/practice/review';

/** 反馈 without the ids of one workspace, and without what is left of the window at the moment of looking. */
export function stableFeedback({ unitId: _unitId, window, lines, ...view }: FeedbackView): object {
  return {
    ...view,
    dueOn: window?.dueOn,
    lines: lines.map(({ itemId: _itemId, adjustments, ...line }) => ({
      ...line,
      adjustments: adjustments.map(({ id: _id, ...step }) => step),
    })),
  };
}
