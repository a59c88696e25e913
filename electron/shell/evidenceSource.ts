import { openEvidence } from '../services/evidence/openEvidence';
import type { ServedEvidence } from './protocols';
import type { Session } from './session';

/** Evidence of whichever workspace the session has open. */
export function serveEvidenceOf(session: Session): (sha256: string) => Promise<ServedEvidence | null> {
  return async (sha256) => {
    // Shown outside the calls, but to the same person.
    await session.admit('evidence:list');
    return openEvidence(await session.workspace(), sha256);
  };
}
