import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';
import type { resultCalls } from '../../../shared/ipc/practice/result';

/** Approved results, corrections, next year, comparison of years. */
export function resultHandlers(_session: Session): Pick<Handlers, keyof typeof resultCalls> {
  return {};
}
