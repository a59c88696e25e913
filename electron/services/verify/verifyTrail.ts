import type { Kysely } from 'kysely';
import type { VerifyFinding } from '@shared/ipc/views';
import type { RowPin } from '../../database/rowPins';
import type { Schema } from '../../database/schema';
import { loadPlaceNames } from './placeNames';
import { verifyChain, type ChainCheck } from './verifyChain';
import { nameLoose, readPins, verifyPins } from './verifyPins';
import { LastStates, verifyStates } from './verifyStates';
import { verifySavedScores } from './verifySavedScores';

/** Tables every row of which is on the trail by its digest. */
const GUARDED = ['score_adjustment', 'evidence', 'indicator_system', 'part', 'item'] as const;

/**
 * The audit trail from its first entry to its head, and against it every row it pins: saves of scores, adjustments,
 * registered evidence, published indicator systems; units, evidence links and self-evaluations as they last were. Needs no assessment, so that it also reads a database whose other
 * tables do not add up.
 */
export async function verifyTrail(db: Kysely<Schema>, signal?: AbortSignal): Promise<ChainCheck> {
  const pins: RowPin[] = [];
  const states = new LastStates();
  const chain = await verifyChain(db, signal, ({ after }) => {
    pins.push(...readPins(after));
    states.take(after);
  });
  const names = await loadPlaceNames(db);
  const findings: VerifyFinding[] = [...chain.findings];
  const history = await verifyPins(db, 'score_history', pins, names, signal);
  findings.push(...history.findings, ...(await verifySavedScores(db, history.loose, names, signal)));
  for (const table of GUARDED) {
    const rows = await verifyPins(db, table, pins, names, signal);
    findings.push(...rows.findings, ...(await nameLoose(db, rows.loose, names)));
  }
  findings.push(...(await verifyStates(db, states, names, signal)));
  return { ...chain, findings };
}
