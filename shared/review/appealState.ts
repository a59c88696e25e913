/** An appeal waits for its decision, is decided one way or the other, or is taken back. Practice page §5.2. */
export const APPEAL_STATE_NAMES = {
  filed: '待复核',
  upheld: '维持',
  adjusted: '调整',
  withdrawn: '撤回',
} as const;

export type AppealState = keyof typeof APPEAL_STATE_NAMES;
