import type { CaseFileState, PickOrigin, PickState, ReviewState } from '@shared/ipc/practice/caseFile';
import { chineseDate } from '../../shell/words';

export const PICK_ORIGIN_NAMES: Readonly<Record<PickOrigin, string>> = {
  drawn: '抽中',
  spare: '备选',
  manual: '手工选定',
};

export const PICK_STATE_NAMES: Readonly<Record<PickState, string>> = {
  active: '评查',
  waiting: '未启用',
  replaced: '已撤换',
};

export const REVIEW_STATE_NAMES: Readonly<Record<ReviewState, string>> = {
  open: '未评',
  started: '评查中',
  locked: '已锁定',
};

export const FILE_STATE_NAMES: Readonly<Record<CaseFileState, string>> = {
  unassigned: '未分配',
  reviewing: '评查中',
  needsThird: '待第三人',
  decided: '已有结果',
};

/** A date that could not be read stays as the list has it. */
export function chineseDay(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? chineseDate(text) : text;
}
