import { formatPoints } from '../domain/points';
import { MARKING_METHOD_NAMES, type MarkingSetting } from './method';

/** 均分 · 分差上限 0.50 · 背靠背 */
export function settingText({ method, spreadLimit, blind }: MarkingSetting): string {
  const limit = method === 'consensus' ? '' : ` · 分差上限 ${formatPoints(spreadLimit)}`;
  return `${MARKING_METHOD_NAMES[method]}${limit}${blind ? ' · 背靠背' : ''}`;
}
