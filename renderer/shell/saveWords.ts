import { clockTime, type SaveState } from './saveState';

/** The words of the status region: 「已保存 10:32:05」, 「未保存」 with the reason. */
export function saveWords(state: SaveState): string {
  const failure = [...state.failures.values()][0];
  if (failure) return `未保存：${failure.what}`;
  if (state.pending > 0) return '正在保存';
  return state.savedAt === null ? '已保存' : `已保存 ${clockTime(state.savedAt)}`;
}
