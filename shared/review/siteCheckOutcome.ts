/** What came of an item on an on-site check. */
export const SITE_CHECK_OUTCOME_NAMES = {
  open: '待核查',
  confirmed: '属实',
  adjusted: '调整',
} as const;

export type SiteCheckOutcome = keyof typeof SITE_CHECK_OUTCOME_NAMES;
