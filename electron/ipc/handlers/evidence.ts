import { addEvidence } from '../../services/evidence/addEvidence';
import { findEvidence } from '../../services/evidence/findEvidence';
import { judgeEvidence } from '../../services/evidence/judgeEvidence';
import { linkEvidence } from '../../services/evidence/linkEvidence';
import { listEvidence } from '../../services/evidence/listEvidence';
import { pasteEvidence } from '../../services/evidence/pasteEvidence';
import { unlinkEvidence } from '../../services/evidence/unlinkEvidence';
import type { Session } from '../../shell/session';
import type { Handlers } from '../handle';

type EvidenceCalls = Extract<keyof Handlers, `evidence:${string}`>;

/** 佐证材料. */
export function evidenceHandlers(session: Session): Pick<Handlers, EvidenceCalls> {
  const open = () => session.workspace();
  return {
    'evidence:list': async (request) => listEvidence(await open(), request),
    'evidence:find': async (request) => findEvidence(await open(), request),
    'evidence:add': async ({ files, ...request }) => {
      const paths = files.map((token) => session.files.path(token, 'read'));
      return addEvidence(await open(), { ...request, paths });
    },
    'evidence:paste': async (request) => pasteEvidence(await open(), request),
    'evidence:link': async (request) => linkEvidence(await open(), request),
    'evidence:unlink': async (request) => unlinkEvidence(await open(), request),
    'evidence:judge': async (request) => judgeEvidence(await open(), request),
  };
}
