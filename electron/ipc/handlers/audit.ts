import type { auditCalls } from '../../../shared/ipc/practice/audit';
import { auditPeople, compareHash } from '../../services/audit/auditHead';
import { listAudit } from '../../services/audit/listAudit';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';

/** The audit trail (系统管理 · 审计记录). */
export function auditHandlers(session: Session): Pick<Handlers, keyof typeof auditCalls> {
  return {
    'audit:list': async ({ filter, before }) => listAudit(await session.workspace(), filter, before),
    'audit:people': async () => auditPeople(await session.workspace()),
    'audit:verify': async () => session.run('verifyAudit', { folder: (await session.workspace()).folder }),
    'audit:compare': async ({ entry, hash }) => compareHash(await session.workspace(), entry, hash),
    'audit:export': async ({ filter, target }) => {
      const { folder } = await session.workspace();
      const path = session.files.path(target, 'write');
      return { jobId: session.startWithProgress('exportAudit', { folder, filter, target: path }, path) };
    },
  };
}
