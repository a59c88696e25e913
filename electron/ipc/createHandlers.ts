import type { BrowserWindow } from 'electron';
import type { Session } from '../shell/session';
import type { Handlers } from './handle';
import { comprehensiveHandlers } from './handlers/comprehensive';
import { dialogHandlers } from './handlers/dialogs';
import { evidenceHandlers } from './handlers/evidence';
import { indicatorHandlers } from './handlers/indicators';
import { reportHandlers } from './handlers/reports';
import { scoreHandlers } from './handlers/scores';
import { systemHandlers } from './handlers/system';
import { unitHandlers } from './handlers/units';
import { workspaceHandlers } from './handlers/workspace';
import { accountHandlers } from './handlers/account';
import { auditHandlers } from './handlers/audit';
import { yearHandlers } from './handlers/year';
import { resultHandlers } from './handlers/result';
import { markingHandlers } from './handlers/marking';
import { insightHandlers } from './handlers/insight';
import { reviewHandlers } from './handlers/review';
import { caseFileHandlers } from './handlers/caseFile';
import { rectificationHandlers } from './handlers/rectification';
import { exchangeHandlers } from './handlers/exchange';
import { surveyHandlers } from './handlers/survey';
import { manualHandlers } from './handlers/manual';

/** Every call of the contract with its answer. A call that is missing here does not compile. */
export function createHandlers(session: Session, window: () => BrowserWindow | null): Handlers {
  return {
    ...workspaceHandlers(session),
    ...dialogHandlers(session, window),
    ...indicatorHandlers(session),
    ...unitHandlers(session),
    ...scoreHandlers(session),
    ...evidenceHandlers(session),
    ...comprehensiveHandlers(session),
    ...reportHandlers(session),
    ...systemHandlers(session),
    ...accountHandlers(session),
    ...auditHandlers(session),
    ...yearHandlers(session),
    ...resultHandlers(session),
    ...markingHandlers(session),
    ...insightHandlers(session),
    ...reviewHandlers(session),
    ...caseFileHandlers(session),
    ...rectificationHandlers(session),
    ...surveyHandlers(session),
    ...exchangeHandlers(session),
    ...manualHandlers(),
  };
}
