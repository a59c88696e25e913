import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';
import type { accountCalls } from '../../../shared/ipc/practice/account';

/** Accounts, signing in, who scores what (系统管理 · 人员, 评分分工). */
export function accountHandlers(_session: Session): Pick<Handlers, keyof typeof accountCalls> {
  return {};
}
