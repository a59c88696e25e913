import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';
import type { rectificationCalls } from '../../../shared/ipc/practice/rectification';

/** 整改, 约谈, 满意度测评 and the composite. */
export function rectificationHandlers(_session: Session): Pick<Handlers, keyof typeof rectificationCalls> {
  return {};
}
