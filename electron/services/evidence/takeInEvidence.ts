import { rm } from 'node:fs/promises';
import type { ErrorReport } from '@shared/errors/appError';
import { safeFileName, uniqueName } from '@shared/evidence/evidenceName';
import type { EvidenceLimits } from '@shared/evidence/evidenceType';
import type { EvidenceAdded } from '@shared/ipc/views';
import {
  announceFiles,
  insertEvidence,
  insertEvidenceLinks,
  listItemEvidence,
  loadUnitEvidence,
  nextLinkPosition,
} from '../../database/evidenceRepository';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { scoreSubject } from '../scores/auditedScore';
import { asAppError, withAppErrors } from '../workspace/asAppError';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertBelongs, assertMayWithEvidence } from './assertBelongs';
import { assertEvidenceOpen } from './assertEvidenceOpen';
import { moveIntoStore, type AsideFile } from './evidenceStore';
import { inspectEvidence } from './inspectEvidence';

export interface AddOptions {
  readonly limits?: EvidenceLimits;
  readonly signal?: AbortSignal;
  /** Files done, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Something to take in: its name, and how to get its bytes written aside. */
export interface Source {
  readonly name: string;
  readonly read: () => Promise<AsideFile>;
}

export interface Accepted {
  readonly name: string;
  readonly aside: AsideFile;
}

type Refused = EvidenceAdded['refused'][number];

/**
 * Judges files one by one, keeps the sound ones and attaches them to the item.
 *
 * @throws {AppError} EVIDENCE_ITEM_NOT_FOR_UNIT, WORKSPACE_READ_ONLY, CANCELLED; nothing is added then.
 */
export async function takeInEvidence(
  workspace: Workspace,
  place: { readonly unitId: number; readonly itemId: number },
  sources: readonly Source[],
  options: AddOptions,
): Promise<EvidenceAdded> {
  assertWritable(workspace);
  const accepted: Accepted[] = [];
  const refused: Refused[] = [];
  return withAppErrors(workspace.folder, async () => {
    await assertBelongs(workspace, place.unitId, place.itemId);
    await assertMayWithEvidence(workspace, 'addEvidence', place.unitId);
    await assertEvidenceOpen(workspace, { ...place, adds: true });
    try {
      for (const source of sources) {
        options.signal?.throwIfAborted();
        const result = await takeAside(workspace, source);
        if ('error' in result) refused.push(result);
        else accepted.push(result);
        options.onProgress?.(accepted.length + refused.length, sources.length);
      }
      const ids = await keep(workspace, place, accepted);
      const listed = await listItemEvidence(workspace.db, place.unitId, place.itemId);
      const added = listed.filter(({ id }) => ids.has(id));
      return { added, refused, same: sameAsOthers(accepted, added) };
    } finally {
      for (const { aside } of accepted) await rm(aside.path, { force: true }).catch(() => undefined);
    }
  });
}

/** Files whose bytes the unit has under another name; a person looking for the name typed must be told. */
function sameAsOthers(
  accepted: readonly Accepted[],
  added: EvidenceAdded['added'],
): NonNullable<EvidenceAdded['same']> {
  return accepted.flatMap(({ name, aside }) => {
    const kept = added.find(({ sha256 }) => sha256 === aside.sha256)?.name ?? name;
    return kept === name ? [] : [{ name, as: kept }];
  });
}

/** Judges one file; what is accepted lies aside until it is moved into the store. */
export async function takeAside(workspace: Workspace, source: Source): Promise<Accepted | Refused> {
  const name = safeFileName(source.name);
  try {
    const aside = await source.read();
    const refusal = await inspectEvidence(aside.path, name);
    if (!refusal) return { name, aside };
    await rm(aside.path, { force: true });
    return { name, error: refusal.report };
  } catch (cause) {
    return { name, error: describe(cause, workspace.folder) };
  }
}

function describe(cause: unknown, folder: string): ErrorReport {
  const described = asAppError(cause, folder);
  // A cancel ends the whole drop, and a defect must be heard of.
  if (!described || described.report.code === 'CANCELLED') throw cause;
  return described.report;
}

/**
 * Makes accepted files part of the workspace. The order matters: first the database learns of the bytes, then they get
 * their name in the store, then evidence points to them. Killed in between, nothing points to what is not there, and
 * no file lies in the store that the database does not know.
 */
async function keep(
  workspace: Workspace,
  place: { readonly unitId: number; readonly itemId: number },
  accepted: readonly Accepted[],
): Promise<ReadonlySet<number>> {
  if (accepted.length === 0) return new Set();
  const announcedAt = workspace.clock().toISOString();
  const { db, folder, person } = workspace;
  await announceFiles(
    db,
    accepted.map(({ aside }) => aside),
    announcedAt,
  );
  await moveIntoStore(
    folder,
    accepted.map(({ aside }) => aside),
  );
  const subject = scoreSubject(await loadAssessment(workspace), place.unitId, place.itemId);
  return inTransaction(workspace, async (trx, now, audit) => {
    const { byHash, names } = await loadUnitEvidence(trx, place.unitId);
    const fresh = new Map<string, string>();
    for (const { name, aside } of accepted) {
      if (byHash.has(aside.sha256) || fresh.has(aside.sha256)) continue;
      const free = uniqueName(name, names);
      names.add(free.toLowerCase());
      fresh.set(aside.sha256, free);
    }
    const rows = [...fresh].map(([sha256, name]) => ({
      unitId: place.unitId,
      sha256,
      name,
      addedBy: person,
      addedAt: now,
    }));
    const ids = await insertEvidence(trx, rows);
    rows.forEach((row, index) => byHash.set(row.sha256, ids[index] ?? 0));
    const wanted = new Set(accepted.map(({ aside }) => byHash.get(aside.sha256) ?? 0));
    const first = await nextLinkPosition(trx, place.unitId, place.itemId);
    await insertEvidenceLinks(
      trx,
      [...wanted].map((evidenceId, index) => ({ evidenceId, itemId: place.itemId, position: first + index })),
    );
    const [firstId] = ids;
    await audit({
      action: 'evidence.add',
      subject,
      ...place,
      after: { files: rows.map(({ name }) => name), known: wanted.size - rows.length },
      pins:
        firstId === undefined ? [] : [{ table: 'evidence', first: firstId, last: firstId + ids.length - 1 }],
    });
    return wanted;
  });
}
