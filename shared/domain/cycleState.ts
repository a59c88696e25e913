/** Stages of a cycle (考评年度), in order. product.md 'The year's work'. */
export const CYCLE_STATES = [
  'draft',
  'published',
  'selfEvaluating',
  'reviewing',
  'feedback',
  'approved',
  'archived',
] as const;

export type CycleState = (typeof CYCLE_STATES)[number];

export const CYCLE_STATE_NAMES: Readonly<Record<CycleState, string>> = {
  draft: '筹备',
  published: '已发布',
  selfEvaluating: '自评',
  reviewing: '评审',
  feedback: '反馈申诉',
  approved: '审定',
  archived: '归档',
};

/** Place of a stage in the year, from 0. */
export function stageOf(state: CycleState): number {
  return CYCLE_STATES.indexOf(state);
}

/**
 * Whether scores may be typed, marked or imported. From 反馈申诉 on only appeals and corrections change a score.
 * Filling in is possible all year before that.
 */
export function scoringOpen(state: CycleState): boolean {
  return stageOf(state) <= stageOf('reviewing');
}

/** Whether units, groups and the indicator system may change: publishing freezes them. */
export function tableOpen(state: CycleState): boolean {
  return state === 'draft';
}

/** Whether names, short names and places of units may still be put right: until the result is approved. */
export function unitNamesOpen(state: CycleState): boolean {
  return stageOf(state) < stageOf('approved');
}

/** The stage after this one; null at the end of the year. */
export function nextState(state: CycleState): CycleState | null {
  return CYCLE_STATES[stageOf(state) + 1] ?? null;
}
