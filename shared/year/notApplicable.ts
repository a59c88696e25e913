/** How far a 缺项 request is. */
export type NotApplicableState = 'requested' | 'approved' | 'refused' | 'withdrawn';

export const NOT_APPLICABLE_STATE_NAMES: Readonly<Record<NotApplicableState, string>> = {
  requested: '待审批',
  approved: '已批准',
  refused: '未批准',
  withdrawn: '已撤回',
};
