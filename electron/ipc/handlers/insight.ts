import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';
import type { insightCalls } from '../../../shared/ipc/practice/insight';

/** Reason library, incidents, consistency, 体检. */
export function insightHandlers(_session: Session): Pick<Handlers, keyof typeof insightCalls> {
  return {};
}
