import type { AppealWindow } from '@shared/review/appealWindow';
import { chineseDate } from '../../shell/words';

/** 还有 3 天, 今天到期, 已过 2 天. */
export function daysText({ daysLeft }: AppealWindow): string {
  if (daysLeft > 0) return `还有 ${daysLeft} 天`;
  return daysLeft === 0 ? '今天到期' : `已过 ${-daysLeft} 天`;
}

/** Until when units may appeal, as a line above a list. */
export function windowText(window: AppealWindow | null): string {
  if (window === null) return '年度还没有进入“反馈申诉”阶段';
  return `申诉期限 ${chineseDate(window.dueOn)}（${daysText(window)}）`;
}
