import type { Kysely } from 'kysely';
import type { VerifyFinding } from '@shared/ipc/views';
import { checkOf, CHECK_KINDS } from '@shared/insight/checkKinds';
import { findDoubleDeductions } from '@shared/insight/doubleDeduction';
import {
  listCheckedDismissals,
  listCheckedIncidents,
  listTrailWords,
  type CheckedIncident,
  type CheckedIncidentPlace,
  type TrailWord,
} from '../../database/insightCheckRepository';
import type { Schema } from '../../database/schema';

/**
 * Incidents and words on findings of every year: each stands as the trail last said, and no fact deducts twice from a
 * unit without a word on why. Practice page §6.7.
 */
export async function verifyInsight(db: Kysely<Schema>): Promise<readonly VerifyFinding[]> {
  return [...(await verifyIncidents(db)), ...(await verifyDismissals(db))];
}

const wrong = (message: string, place: string): VerifyFinding => ({ kind: 'practice', message, place });

async function verifyIncidents(db: Kysely<Schema>): Promise<VerifyFinding[]> {
  const said = new Map<string, string | null>();
  for (const word of await listTrailWords(db, ['incident.add', 'incident.change', 'incident.remove'])) {
    const incident = parse<CheckedIncident>(word.action === 'incident.remove' ? word.before : word.after);
    if (incident) said.set(incident.uid, word.action === 'incident.remove' ? null : canonical(incident));
  }
  const findings: VerifyFinding[] = [];
  const there = new Set<string>();
  for (const incident of await listCheckedIncidents(db)) {
    there.add(incident.uid);
    const place = `事件“${incident.title}”`;
    if (said.get(incident.uid) !== canonical(incident)) {
      findings.push(wrong('与审计记录不符，在软件之外被改动过', place));
    }
    if (findDoubleDeductions(incident.places).some(({ explained }) => !explained)) {
      findings.push(wrong('同一事实在多个指标扣分，没有说明', place));
    }
  }
  for (const [uid, text] of said) {
    const title = text === null ? undefined : parse<CheckedIncident>(text)?.title;
    if (title !== undefined && !there.has(uid)) {
      findings.push(wrong('审计记录里有，记录却不见了', `事件“${title}”`));
    }
  }
  return findings;
}

/** The facts alone, always in the same order. */
function canonical(incident: CheckedIncident): string {
  const { uid, title, eventDate, documentDate, documentNumber, countedYear, note } = incident;
  const places = incident.places
    .map(({ unitId, itemId, deducts, note: why }): CheckedIncidentPlace => ({
      unitId,
      itemId,
      deducts,
      note: why,
    }))
    .sort((a, b) => a.unitId - b.unitId || a.itemId - b.itemId);
  return JSON.stringify({ uid, title, eventDate, documentDate, documentNumber, countedYear, note, places });
}

async function verifyDismissals(db: Kysely<Schema>): Promise<VerifyFinding[]> {
  const said = new Map<string, string>();
  for (const word of await listTrailWords(db, ['check.dismiss', 'check.restore'])) {
    const finding = parse<{ cycleId: number; kind: string; subject: string; state: string }>(
      word.action === 'check.restore' ? word.before : word.after,
    );
    if (!finding) continue;
    const key = keyOf({ ...finding, unitId: word.unitId ?? 0, itemId: word.itemId ?? 0 });
    if (word.action === 'check.restore') said.delete(key);
    else said.set(key, textOf({ ...finding, ...personAndReason(word) }));
  }
  const findings: VerifyFinding[] = [];
  for (const word of await listCheckedDismissals(db)) {
    if (said.get(keyOf(word)) === textOf(word)) continue;
    const kind = CHECK_KINDS.find((each) => each === word.kind);
    const place = `体检“${kind ? checkOf(kind).name : word.kind}”的核实情况`;
    findings.push(wrong('与审计记录不符，在软件之外被改动过', place));
  }
  return findings;
}

const personAndReason = ({ person, reason }: TrailWord) => ({ person, reason });

const keyOf = (word: {
  readonly cycleId: number;
  readonly kind: string;
  readonly unitId: number;
  readonly itemId: number;
  readonly subject: string;
}): string => JSON.stringify([word.cycleId, word.kind, word.unitId, word.itemId, word.subject]);

const textOf = (word: { readonly state: string; readonly reason: string; readonly person: string }): string =>
  JSON.stringify([word.state, word.reason, word.person]);

/** null where it is no JSON any more: the chain names the entry. */
function parse<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}
