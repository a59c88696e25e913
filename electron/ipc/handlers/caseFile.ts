import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';
import type { caseFileCalls } from '../../../shared/ipc/practice/caseFile';

/** 案卷评查: list, draw, templates, reviews, results. */
export function caseFileHandlers(_session: Session): Pick<Handlers, keyof typeof caseFileCalls> {
  return {};
}
