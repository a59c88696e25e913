import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';
import type { yearCalls } from '../../../shared/ipc/practice/year';

/** The year's stages, what units hand in, 缺项 requests. */
export function yearHandlers(_session: Session): Pick<Handlers, keyof typeof yearCalls> {
  return {};
}
