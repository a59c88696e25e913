import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';
import type { markingCalls } from '../../../shared/ipc/practice/marking';

/** Several scorers of one item and what they come to. */
export function markingHandlers(_session: Session): Pick<Handlers, keyof typeof markingCalls> {
  return {};
}
