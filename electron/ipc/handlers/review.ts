import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';
import type { reviewCalls } from '../../../shared/ipc/practice/review';

/** On-site checks, adjustments, appeals, 反馈单. */
export function reviewHandlers(_session: Session): Pick<Handlers, keyof typeof reviewCalls> {
  return {};
}
