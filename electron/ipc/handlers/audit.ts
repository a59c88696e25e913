import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';
import type { auditCalls } from '../../../shared/ipc/practice/audit';

/** The audit trail (系统管理 · 审计记录). */
export function auditHandlers(_session: Session): Pick<Handlers, keyof typeof auditCalls> {
  return {};
}
